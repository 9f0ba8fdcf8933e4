package io.signalbox.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("text", "a \"quoted\" line\nand \u00e9 \ud83d\ude00");
    value.put("long", Long.MIN_VALUE);
    value.put("beyond", new BigInteger("123456789012345678901234567890"));
    value.put("decimal", new BigDecimal("0.10"));
    value.put("yes", true);
    value.put("nothing", null);
    value.put("items", Arrays.asList(1L, "two", null, List.of(), Map.of("k", "v")));

    String json = Json.write(value);

    assertThat(json).doesNotContain("\n");
    assertThat(Json.read(json)).isEqualTo(value);
    assertThat(Json.readObject(json)).isEqualTo(value);
  }

  @Test
  void writesNumbersAndConstantsAsTheyAre() {
    assertThat(Json.write(List.of(1, 2L, 0.5, DayOfWeek.MONDAY))).isEqualTo("[1,2,0.5,\"MONDAY\"]");
    assertThat(Json.write(Double.NaN)).isEqualTo("\"NaN\"");
  }

  @Test
  void refusesWhatIsNoValue() {
    assertThatThrownBy(() -> Json.write(Map.of("at", Instant.EPOCH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.time.Instant");
  }

  @Test
  void theLastOfAKeyCounts() throws IOException {
    assertThat(Json.readObject("{\"a\": 1, \"a\": 2}")).isEqualTo(Map.of("a", 2L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1,", "{\"a\":}", "{\"a\" 1}", "nul", "]"})
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"a\"", "null"})
  void refusesWhatIsNoObject(String text) {
    assertThatThrownBy(() -> Json.readObject(text)).isInstanceOf(IOException.class);
  }

  @Test
  void aFieldThatIsMissingIsTheDefault() throws IOException {
    Fields fields = Fields.read("{\"a\": null, \"n\": 3, \"t\": \"x\", \"l\": [1, {\"b\": true}]}");

    assertThat(fields.text("a")).isEmpty();
    assertThat(fields.text("n")).isEqualTo("3");
    assertThat(fields.textOrNull("n")).isNull();
    assertThat(fields.count("t", 7)).isEqualTo(7);
    assertThat(fields.number("missing")).isZero();
    assertThat(fields.number("n", Double.NaN)).isEqualTo(3);
    assertThat(fields.object("l")).isNull();
    assertThat(fields.objects("l")).singleElement().matches(each -> each.flag("b"));
    assertThat(fields.texts("l").getFirst()).isEqualTo("1");
  }
}
