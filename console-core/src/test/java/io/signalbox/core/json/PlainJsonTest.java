package io.signalbox.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read without Jackson's parser is what that parser reads. */
final class PlainJsonTest {

  private static final int TEXTS = 5_000;

  /** What reading comes to. */
  @FunctionalInterface
  private interface Reading {
    @Nullable Object read(String text) throws IOException;
  }

  @Test
  void readsAsJacksonDoes() {
    RandomJson texts = new RandomJson(1);
    for (int i = 0; i < TEXTS; i++) {
      String text = texts.value();
      assertThat(outcome(Json::read, text)).as(text).isEqualTo(outcome(Json::readByJackson, text));
    }
  }

  @Test
  void whatIsNotJsonIsRefusedInJacksonsWords() {
    RandomJson texts = new RandomJson(2);
    for (int i = 0; i < TEXTS; i++) {
      String text = texts.broken();
      assertThat(outcome(Json::read, text)).as(text).isEqualTo(outcome(Json::readByJackson, text));
    }
  }

  @Test
  void goesNoDeeperThanItSays() throws PlainJson.NotPlain {
    String deep = "[".repeat(PlainJson.MAX_DEPTH) + "]".repeat(PlainJson.MAX_DEPTH);

    assertThat(depth(new PlainJson(deep))).isEqualTo(PlainJson.MAX_DEPTH);
    assertThat(outcome(text -> depth(text), "[" + deep + "]")).isEqualTo("Not plain JSON");
  }

  private static int depth(PlainJson json) throws PlainJson.NotPlain {
    int depth = 0;
    do {
      json.next();
      depth++;
    } while (json.item(true));
    return depth;
  }

  private static Object depth(String text) throws IOException {
    try {
      return depth(new PlainJson(text));
    } catch (PlainJson.NotPlain e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The value, or what was said of the text. */
  private static @Nullable Object outcome(Reading reading, String text) {
    try {
      return reading.read(text);
    } catch (IOException | NumberFormatException e) {
      return e.getMessage();
    }
  }
}
