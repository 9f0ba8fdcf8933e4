package io.signalbox.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.failover.FailoverSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What runs on a line is what was measured where it leads. */
final class LineRatesTest {

  private static final RoutingTree TREE =
      new RoutingTree(
          "main",
          Map.of(
              "main",
              new StrategyNode.Failover("main", List.of("clouds", "c"), FailoverSettings.DEFAULT),
              "clouds",
              balance("clouds", "a", "b", "c")));

  private static StrategyNode balance(String name, String... members) {
    return new StrategyNode.Balance(name, List.of(members), Map.of(), BalancingSettings.DEFAULT);
  }

  @Test
  void aLineHasTheRateOfItsProviderAndNotItsShareOfAll() {
    LineRates rates =
        new LineRates(
            TREE,
            Map.of("main/clouds", 1.0, "clouds/a", 0.5, "clouds/b", 0.5),
            Map.of("a", 2.8, "b", 0.4, "c", 0.0));
    assertThat(rates.of("clouds", "a")).isEqualTo(2.8);
    assertThat(rates.of("clouds", "b")).isEqualTo(0.4);
    assertThat(rates.of("main", "clouds")).isCloseTo(3.2, within(1e-9));
  }

  @Test
  void whatTwoLinesLeadToIsSplitByTheirShares() {
    LineRates rates =
        new LineRates(
            TREE, Map.of("main/c", 0.3, "clouds/c", 0.1), Map.of("a", 1.0, "b", 0.0, "c", 4.0));
    assertThat(rates.of("main", "c")).isCloseTo(3.0, within(1e-9));
    assertThat(rates.of("clouds", "c")).isCloseTo(1.0, within(1e-9));
    assertThat(rates.of("main", "clouds")).isCloseTo(2.0, within(1e-9));
  }

  @Test
  void whereNewWorkGoesElsewhereWhatWasMeasuredStaysOnTheLines() {
    LineRates rates = new LineRates(TREE, Map.of(), Map.of("a", 1.0, "b", 2.0, "c", 4.0));
    assertThat(rates.of("clouds", "a")).isEqualTo(1.0);
    assertThat(rates.of("main", "c") + rates.of("clouds", "c")).isCloseTo(4.0, within(1e-9));
  }
}
