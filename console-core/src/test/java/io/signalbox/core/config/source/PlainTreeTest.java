package io.signalbox.core.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.json.RandomJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A file that is read without a parser has the tree, the places and the words of the parser's. */
final class PlainTreeTest {

  private static final int TEXTS = 5_000;
  private static final String FILE = "config.json";

  @Test
  void aTreeHasTheValuesAndPlacesOfTheParsers() {
    RandomJson texts = new RandomJson(3);
    int plain = 0;
    for (int i = 0; i < TEXTS; i++) {
      byte[] bytes = texts.value().getBytes(StandardCharsets.UTF_8);
      same(bytes);
      plain += PlainTree.of(bytes, FILE) == null ? 0 : 1;
    }
    assertThat(plain).isGreaterThan(TEXTS / 4);
  }

  @Test
  void aPartHasThePlacesThatItHasInItsFile() {
    RandomJson texts = new RandomJson(5);
    Location at = new Location(FILE, 7, 11);
    int plain = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = texts.value();
      byte[] bytes = ("[1, " + text + "]").getBytes(StandardCharsets.UTF_8);
      int to = bytes.length - 1;
      if (PlainTree.of(bytes, 4, to, at) != null) {
        assertThat(SourceReader.readPart(bytes, 4, to, at))
            .as(text)
            .isEqualTo(SourceReader.readPartByParser(bytes, 4, to, at));
        plain++;
      }
    }
    assertThat(plain).isGreaterThan(TEXTS / 4);
  }

  @Test
  void whatIsOddIsToldAsTheParserTellsIt() {
    RandomJson texts = new RandomJson(4);
    for (int i = 0; i < TEXTS; i++) {
      same(texts.broken().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void bytesThatAreNoTextAreLeftToTheParser() {
    byte[] broken = "{\"a\": \"?\"}".getBytes(StandardCharsets.UTF_8);
    broken[7] = (byte) 0xC3;

    assertThat(PlainTree.of(broken, FILE)).isNull();
    same(broken);
  }

  @Test
  void aLargeFileIsLeftToTheParser() {
    byte[] large =
        ("[" + "0,".repeat(PlainTree.MAX_BYTES / 2) + "0]").getBytes(StandardCharsets.UTF_8);

    assertThat(large.length).isGreaterThan(PlainTree.MAX_BYTES);
    assertThat(PlainTree.of(large, FILE)).isNull();
  }

  private static void same(byte[] bytes) {
    SourceReader.Parsed read = SourceReader.read(bytes, FILE);
    SourceReader.Parsed parsed = SourceReader.readByParser(bytes, FILE);
    assertThat(read).as(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(parsed);
  }
}
