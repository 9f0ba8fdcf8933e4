package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.RoutingWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered when every member of a chain has failed. */
class DegradationTest {

  private final RoutingWorld world = RoutingWorld.abc();

  @BeforeEach
  void tellHealth() {
    world.healthIsTold();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static StrategyNode.Failover chain(String name, boolean degrades, String... members) {
    return new StrategyNode.Failover(
        name,
        List.of(members),
        new FailoverSettings(
            FailoverMode.IMMEDIATE,
            3,
            Duration.ofSeconds(1),
            CircuitSettings.DEFAULT,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            degrades));
  }

  private void allFail() {
    List.of("a", "b", "c").forEach(name -> world.answers(name, Answers.TRANSIENT));
  }

  @Test
  void healthIsDegradedTemplatesAreTheLastKnownAndTheRestSaysSo() {
    world.tree(chain("chain", true, "a", "b", "c"));
    allFail();
    ProviderData.AvailableTemplates none =
        Answers.data(world.read(), ProviderData.AvailableTemplates.class);
    assertThat(none.names()).as("nothing was known yet").isEmpty();
    assertThat(none.stale()).isTrue();
    world.answers("b", Answers.names("web", "batch"));
    assertThat(Answers.data(world.read(), ProviderData.AvailableTemplates.class).stale()).isFalse();
    allFail();
    ProviderData.AvailableTemplates last =
        Answers.data(world.read(), ProviderData.AvailableTemplates.class);
    assertThat(last.names()).containsExactly("web", "batch");
    assertThat(last.stale()).isTrue();
    ProviderResult health = world.execute(world.healthCheck()).result();
    ProviderData.HealthChecked checked = Answers.data(health, ProviderData.HealthChecked.class);
    assertThat(checked.status().state()).isEqualTo(HealthState.DEGRADED);
    ProviderFailure listing = Answers.failure(world.execute(world.listing()).result());
    assertThat(listing.code()).isEqualTo("DEGRADED_MODE");
    assertThat(listing.details()).containsKey("causes");
    assertThat(Answers.code(world.execute(world.create()).result())).isEqualTo("DEGRADED_MODE");
    assertThat(world.published).hasAtLeastOneElementOfType(RoutingEvents.Degraded.class);
  }

  @Test
  void switchedOffEveryKindFailsWithEveryCause() {
    world.tree(chain("chain", false, "a", "b", "c"));
    allFail();
    for (var operation :
        List.of(world.templates(), world.healthCheck(), world.listing(), world.create())) {
      ProviderFailure failure = Answers.failure(world.execute(operation).result());
      assertThat(failure.code()).isEqualTo("ALL_STRATEGIES_FAILED");
      assertThat(failure.message()).contains("a (", "b (", "c (");
    }
    assertThat(world.published).doesNotHaveAnyElementsOfTypes(RoutingEvents.Degraded.class);
  }

  @Test
  void theOutermostChainDecides() {
    world.tree(chain("inner", true, "a", "b"), chain("outer", false, "inner", "c"));
    allFail();
    assertThat(world.code()).isEqualTo("ALL_STRATEGIES_FAILED");
    world.tree(chain("inner", false, "a", "b"), chain("outer", true, "inner", "c"));
    assertThat(world.code()).isEmpty();
  }

  @Test
  void aWrongRequestIsNotDegraded() {
    world.tree(chain("chain", true, "a", "b", "c"));
    world.answers("a", Answers.REQUEST);
    assertThat(world.code()).isEqualTo("BAD_PARAMETER");
  }

  @Test
  void aDegradedAnswerIsRememberedAsNoneOfItsOwn() {
    world.tree(chain("chain", true, "a", "b", "c"));
    world.answers("a", Answers.names("web"));
    world.read();
    allFail();
    for (int i = 0; i < 3; i++) {
      ProviderData.AvailableTemplates again =
          Answers.data(world.read(), ProviderData.AvailableTemplates.class);
      assertThat(again.names()).containsExactly("web");
      assertThat(again.stale()).isTrue();
    }
  }
}
