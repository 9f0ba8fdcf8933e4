package io.signalbox.app.ui.templates.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is offered at a caret, which stands at {@code |} here. */
class CompletionTest {

  private static final Completion.Vocabulary WORDS =
      new Completion.Vocabulary() {
        @Override
        public List<Completion.Key> keys() {
          return List.of(
              new Completion.Key("fleet_type", List.of("fleetType"), "how it is kept", "instant"),
              new Completion.Key("instance_type", List.of("vmType"), "machine type", ""),
              new Completion.Key("max_instances", List.of(), "limit", ""));
        }

        @Override
        public List<Completion.Value> values(Completion.Key key) {
          return key.name().equals("fleet_type")
              ? List.of(
                  new Completion.Value("request", true, "once"),
                  new Completion.Value("maintain", true, "kept"),
                  new Completion.Value("{\"$unset\": true}", false, "takes it away"))
              : List.of();
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "  \"fl|\"; fleet_type; \"fleet_type\"",
        "  \"fl|; fleet_type; \"fleet_type\": ",
        "{\"a\": 1, \"ty|\"; fleet_type,instance_type; {\"a\": 1, \"fleet_type\"",
        "  \"in|\": \"x\"; instance_type,max_instances; \"instance_type\": \"x\"",
        "\"fleet_type\": \"re|\",; request; \"fleet_type\": \"request\",",
        "\"fleet_type\": \"re|; request; \"fleet_type\": \"request\"",
        "\"fleetType\": \"m|\"; maintain; \"fleetType\": \"maintain\"",
        "\"fleet_type\": re|; request; \"fleet_type\": \"request\"",
        "\"fleet_type\": un|; {\"$unset\": true}; \"fleet_type\": {\"$unset\": true}",
      })
  void offersWhatMayStandThere(String line, String names, String taken) {
    String before = line.strip();
    Completion offered = at(before, false).orElseThrow();
    assertThat(offered.choices())
        .extracting(Completion.Choice::name)
        .containsExactly(names.strip().split(",", names.contains("$") ? 1 : 0));
    assertThat(take(before, offered).strip()).isEqualTo(taken.strip());
  }

  @Test
  void nothingTypedIsAskedForBeforeItIsOffered() {
    assertThat(at("\"fleet_type\": \"|\"", false)).isEmpty();
    assertThat(at("\"fleet_type\": \"|\"", true).orElseThrow().choices()).hasSize(2);
    assertThat(at("  |", true).orElseThrow().choices()).hasSize(3);
  }

  @Test
  void whatStandsThereWholeIsNotOffered() {
    assertThat(at("\"fleet_type|\": 1", false)).isEmpty();
    assertThat(at("\"fleet_type\": \"request|\"", false)).isEmpty();
  }

  @Test
  void nothingIsOfferedForAKeyThatNobodyKnows() {
    assertThat(at("\"colour\": \"re|\"", true)).isEmpty();
  }

  private static Optional<Completion> at(String marked, boolean asked) {
    return Completion.at(marked.replace("|", ""), marked.indexOf('|'), WORDS, asked);
  }

  private static String take(String marked, Completion offered) {
    String line = marked.replace("|", "");
    return line.substring(0, offered.from())
        + offered.choices().getFirst().insert()
        + line.substring(Math.max(offered.to(), marked.indexOf('|')));
  }
}
