package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.composition.CompositionSettings;
import io.signalbox.core.routing.selection.CandidateFilter;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.routing.selection.SelectionCandidate;
import io.signalbox.core.routing.selection.SelectionQuestion;
import io.signalbox.core.testing.RoutingWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A choice is made once, and what follows from it goes by it. */
class ChoiceHandedOnTest {

  private final List<String> judged = new ArrayList<>();

  private final RoutingWorld world =
      RoutingWorld.abc(() -> 0, new Plugins(List.of(), List.of(new Listening())));

  private final class Listening implements CandidateFilter {
    @Override
    public String name() {
      return "listening";
    }

    @Override
    public Optional<String> refuse(SelectionQuestion question, SelectionCandidate candidate) {
      judged.add(candidate.name());
      return Optional.empty();
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void listen() {
    world.settings(
        world
            .settings()
            .withCriteria(
                new SelectionCriteria(
                    List.of(), 0, null, true, List.of(), List.of(), "listening")));
  }

  private static RouteRequest create() {
    return RouteRequest.of(ProviderOperationType.CREATE_INSTANCES);
  }

  @Test
  void candidatesAreJudgedOnceForAChoiceItsCompositionAndItsCreates() {
    world.allGood();
    world.tree(both("both", "a", "b", "c"));
    listen();
    CreateChoice choice = world.context.chooseForCreate(create(), "t");
    assertThat(choice.composition()).isPresent();
    choice
        .composition()
        .orElseThrow()
        .weights()
        .keySet()
        .forEach(each -> world.context.send(each, world.create()));
    assertThat(world.called).containsExactly("a", "b", "c");
    assertThat(judged).as("each candidate once").containsExactly("a", "b", "c");
  }

  @Test
  void compositionAsksTheMemberThatWasChosenInABalancerBelow() {
    world.tree(
        new StrategyNode.Balance("pair", List.of("a", "b"), Map.of(), BalancingSettings.DEFAULT),
        both("both", "pair", "c"));
    for (int i = 0; i < 4; i++) {
      CreateChoice choice = world.context.chooseForCreate(create(), "t" + i);
      assertThat(choice.composition().orElseThrow().weights().keySet())
          .containsExactly(choice.decision().winner(), "c");
    }
  }

  private static StrategyNode.Compose both(String name, String... members) {
    return new StrategyNode.Compose(
        name,
        List.of(members),
        Map.of(),
        CompositionSettings.DEFAULT.with(CompositionMode.PARALLEL, AggregationPolicy.MERGE_ALL));
  }
}
