package io.signalbox.app.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.Candidate;
import io.signalbox.core.routing.DecisionRecord.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@OnScreen
class DryRunPaneTest {

  private static final int MANY = 500;
  private static final int REFUSED = 7;

  private final FxRobot robot = new FxRobot();
  private final DryRunPane pane = new DryRunPane();

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void fiveHundredCandidatesAreTheBestAndHowManyMore() {
    show(0);
    assertThat(texts())
        .contains("cloud-000", "chosen", "tried 2nd", "tried 11th")
        .contains((MANY - REFUSED - DecisionRecord.LISTED) + " more")
        .contains(REFUSED + " more", "at health, one: 3 failed checks")
        .doesNotContain("cloud-400");
    assertThat(nodes(pane.node()).count()).isLessThan(200);
  }

  @Test
  void anotherTurnShowsInTheSameNodes() {
    show(0);
    List<Node> before = nodes(pane.node()).toList();
    show(13);
    assertThat(texts()).contains("cloud-013");
    assertThat(nodes(pane.node()).toList()).isEqualTo(before);
  }

  @Test
  void aRefusalTakesTheCandidatesAway() {
    show(0);
    robot.interact(() -> pane.refuse("Count is a whole number of at least 1"));
    assertThat(texts()).contains("Count is a whole number of at least 1");
    assertThat(texts()).doesNotContain("cloud-000");
  }

  private void show(int turn) {
    List<Candidate> candidates = new ArrayList<>();
    List<String> next = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      boolean accepted = i < MANY - REFUSED;
      candidates.add(
          new Candidate(
              name(i),
              accepted,
              accepted ? Step.ACCEPTED : Step.HEALTH,
              accepted ? "" : "3 failed checks"));
      if (accepted && i > 0) {
        next.add(name((turn + i) % (MANY - REFUSED)));
      }
    }
    DryRun answer =
        new DryRun(
            new DecisionRecord(
                Instant.EPOCH,
                "",
                ProviderOperationType.CREATE_INSTANCES,
                "web",
                1,
                Authority.POLICY,
                null,
                name(turn),
                "Selected",
                candidates,
                next,
                null,
                List.of()),
            null,
            null,
            null,
            5);
    robot.interact(() -> pane.show(answer));
  }

  private static String name(int number) {
    return String.format("cloud-%03d", number);
  }

  private List<String> texts() {
    return nodes(pane.node())
        .filter(Label.class::isInstance)
        .map(each -> ((Label) each).getText())
        .toList();
  }

  private static Stream<Node> nodes(Node node) {
    return node instanceof Parent parent
        ? Stream.concat(
            Stream.of(node),
            parent.getChildrenUnmodifiable().stream().flatMap(DryRunPaneTest::nodes))
        : Stream.of(node);
  }
}
