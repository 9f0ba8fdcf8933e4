package io.signalbox.app.ui.templates.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTokensTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  \"a\": 1,",
        "\"a\\\"b\": \"c\", true]",
        "\"never closed",
        "{\"x\": -1.5e3, \"y\": null}",
        "no JSON at all",
      })
  void partsMakeUpTheLine(String line) {
    assertThat(
            JsonTokens.of(line).stream()
                .map(token -> line.substring(token.from(), token.to()))
                .collect(Collectors.joining()))
        .isEqualTo(line);
  }

  @Test
  void aTextAsLongAsUserDataTakesNoStack() {
    String line = "\"user_data\": \"" + "ab\\n".repeat(250_000) + "\"";
    assertThat(JsonTokens.of(line))
        .extracting(JsonTokens.Token::kind)
        .containsExactly(JsonTokens.Kind.KEY, JsonTokens.Kind.PLAIN, JsonTokens.Kind.TEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void aMarkGoesToTheEndOfTheWordItBeginsIn(int column) {
    assertThat(JsonTokens.endOf("  \"a\": 1200,", column)).isEqualTo(5);
    assertThat(JsonTokens.endOf("  \"a\": 1200,", 7)).isEqualTo(11);
    assertThat(JsonTokens.endOf("  oops", 2)).isEqualTo(6);
  }
}
