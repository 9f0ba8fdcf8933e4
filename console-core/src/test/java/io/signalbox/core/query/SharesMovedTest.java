package io.signalbox.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a change counts as one that moves traffic, which decides how it is confirmed. */
class SharesMovedTest {

  private static ProviderPreview preview(Map<String, Double> now, Map<String, Double> proposed) {
    return new ProviderPreview("west", List.of(), List.of(), now, proposed, List.of());
  }

  @Test
  void aShareThatGoesToNothingIsTold() {
    assertThat(preview(Map.of("east", 0.8, "west", 0.2), Map.of("east", 1.0)).moved())
        .containsExactly("east", "west");
  }

  @Test
  void aShareThatIsTooSmallToBeSeenMovesToo() {
    assertThat(preview(Map.of("east", 1.0), Map.of("east", 0.9999, "west", 0.0001)).movesTraffic())
        .isTrue();
  }

  @Test
  void whatComputingMakesOfTheSameSharesMovesNothing() {
    assertThat(preview(Map.of("east", 0.1 + 0.2), Map.of("east", 0.3, "west", 0.0)).movesTraffic())
        .isFalse();
  }
}
