package io.signalbox.core.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.service.FileCheck;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.file.Pipes;
import io.signalbox.core.log.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is too much in a file or a document is refused with its place, however it is written. */
final class SourceLimitsTest {

  @TempDir Path folder;

  static Stream<Arguments> tooMuch() {
    return Stream.of(
        Arguments.of("deep.json", "[".repeat(70), "TOO_DEEP"),
        Arguments.of("deep.yaml", "[".repeat(70), "TOO_DEEP"),
        Arguments.of("number.json", "[" + "9".repeat(101) + "]", "NUMBER_TOO_LONG"),
        Arguments.of("large.json", "{\"a\": [1, -1e999999]}", "NUMBER_TOO_LARGE"),
        Arguments.of("large.yaml", "a: 1e999", "NUMBER_TOO_LARGE"),
        Arguments.of("number.yaml", "a: " + "9".repeat(101), "NUMBER_TOO_LONG"),
        Arguments.of("huge.json", "{\"a\":" + "9".repeat(2_000_000) + "}", "NUMBER_TOO_LONG"),
        Arguments.of("items.json", "[0" + ",0".repeat(100_001) + "]", "TOO_MANY_VALUES"),
        Arguments.of("same.json", "{\"a\":0" + ",\"a\":0".repeat(100_001) + "}", "TOO_MANY_VALUES"),
        Arguments.of("plain.yaml", "a: " + "x".repeat(4_000_000), "LINE_TOO_LONG"),
        Arguments.of("quoted.yaml", "a: '" + "x".repeat(4_000_000) + "'", "LINE_TOO_LONG"),
        Arguments.of("comment.yaml", "#" + "x".repeat(4_000_000), "LINE_TOO_LONG"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tooMuch")
  void tooMuchIsRefusedWithItsPlace(String name, String text, String code) {
    SourceReader.Parsed parsed = SourceReader.read(text.getBytes(StandardCharsets.UTF_8), name);
    assertThat(parsed.broken()).isTrue();
    assertThat(parsed.diagnostics())
        .last()
        .satisfies(told -> {
          assertThat(told.code()).isEqualTo(code);
          assertThat(told.location()).isNotNull();
          assertThat(told.message()).startsWith(name + ":1:").hasSizeLessThan(2_100);
        });
  }

  @Test
  void longTextsAreReadWhereTheirLinesAreNot() {
    String text = "a: |\n" + ("  " + "word ".repeat(100) + "\n").repeat(2_000);
    assertThat(SourceReader.read(text.getBytes(StandardCharsets.UTF_8), "t.yaml").broken())
        .isFalse();
  }

  @Test
  void aPipeInPlaceOfAFileIsRefusedAndNotWaitedFor() throws Exception {
    Path pipe = Pipes.make(folder.resolve("config.json"));
    assertThat(SourceReader.read(pipe, "config.json").diagnostics())
        .singleElement()
        .satisfies(told -> {
          assertThat(told.code()).isEqualTo("FILE_UNREADABLE");
          assertThat(told.message()).contains("no regular file");
          assertThat(told.hint()).as("of no permission").isEmpty();
        });
  }

  @Test
  void aHundredThousandUnknownKeysAreToldInShort() throws Exception {
    StringBuilder text = new StringBuilder("{\"k\":0");
    for (int i = 0; i < 99_000; i++) {
      text.append(",\"unknown-key-").append(i).append("\":0");
    }
    Path file = Files.writeString(folder.resolve("config.json"), text.append('}'));
    List<Diagnostic> told = FileCheck.validate(file, name -> null, Map.of(), new Secrets());
    assertThat(told).hasSizeLessThan(600).extracting(Diagnostic::code).contains("MORE_FINDINGS");
  }
}
