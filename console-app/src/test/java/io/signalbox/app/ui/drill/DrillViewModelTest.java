package io.signalbox.app.ui.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.DrillCommand;
import io.signalbox.core.drill.DrillReport;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrillViewModelTest {

  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private final FakeBuses.Pending pending = new FakeBuses.Pending();
  private @Nullable DrillView current;

  @BeforeEach
  void answers() {
    buses
        .on(Query.DrillScenarios.class, query -> Drills.scenarios())
        .on(Query.CurrentDrill.class, query -> Optional.ofNullable(current))
        .on(
            DrillCommand.StartDrill.class,
            command -> {
              current = Drills.running("d1", 0, 3);
              return current;
            })
        .on(
            DrillCommand.StopDrill.class,
            command -> {
              current =
                  Drills.drill(
                      "d1",
                      DrillView.State.STOPPED,
                      40,
                      Drills.names(3),
                      Drills.report(Drills.names(3)));
              return current;
            });
  }

  private DrillViewModel opened() {
    DrillViewModel model = new DrillViewModel(buses.services(time));
    model.refresh();
    return model;
  }

  /** Asks again, later than the last time. */
  private void again(DrillViewModel model) {
    time.advance(Duration.ofSeconds(1));
    model.refresh();
  }

  @Test
  void listsTheScenariosOnceAndChoosesTheFirst() {
    DrillViewModel model = opened();
    again(model);
    assertThat(model.scenariosProperty().get()).hasSize(10);
    assertThat(model.selectedProperty().get()).isEqualTo(Drills.BLACK_HOLE);
    assertThat(model.notStartableProperty().get()).isEmpty();
    assertThat(model.drillProperty().get()).isNull();
    assertThat(buses.queries().stream().filter(Query.DrillScenarios.class::isInstance)).hasSize(1);
  }

  @Test
  void scenarioChosenLastIsChosenAfterARestart() {
    UiServices services = buses.services(time);
    DrillViewModel before = new DrillViewModel(services);
    before.refresh();
    String last = before.scenariosProperty().get().getLast().name();
    before.select(last);
    DrillViewModel again = new DrillViewModel(services);
    again.refresh();
    assertThat(again.selectedProperty().get().name()).isEqualTo(last);
    assertThat(last).isNotEqualTo(Drills.BLACK_HOLE.name());
  }

  @Test
  void listThatFailedIsAskedForAgain() {
    buses.on(
        Query.DrillScenarios.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The disk is full");
        });
    DrillViewModel model = new DrillViewModel(buses.services(time));
    model.refresh();
    assertThat(model.loadedProperty().get()).isFalse();
    buses.on(Query.DrillScenarios.class, query -> Drills.scenarios());
    again(model);
    assertThat(model.loadedProperty().get()).isTrue();
    assertThat(model.scenariosProperty().get()).hasSize(10);
    assertThat(model.errorProperty().get()).isEmpty();
  }

  @Test
  void emptyListCannotBeStarted() {
    buses.on(Query.DrillScenarios.class, query -> List.of());
    DrillViewModel model = opened();
    model.start();
    assertThat(model.loadedProperty().get()).isTrue();
    assertThat(model.notStartableProperty().get()).isEqualTo("No scenario is chosen");
    assertThat(buses.commands()).isEmpty();
  }

  @Test
  void choiceOutlivesRefreshesAndMayComeBeforeTheList() {
    DrillViewModel model = new DrillViewModel(buses.services(time));
    model.select("flapping");
    model.refresh();
    current = Drills.running("d0", 10, 3);
    again(model);
    assertThat(model.selectedProperty().get())
        .satisfies(chosen -> assertThat(chosen.name()).isEqualTo("flapping"));
  }

  @Test
  void drillThatAlreadyRunsIsTheOneChosen() {
    current = Drills.running("d0", 10, 3);
    DrillViewModel model = opened();
    assertThat(model.selectedProperty().get()).isEqualTo(Drills.BLACK_HOLE);
    assertThat(model.contextProperty().get()).isEqualTo("Black hole, running");
  }

  @Test
  void startsTheChosenScenarioAtTheChosenSpeed() {
    DrillViewModel model = opened();
    model.select("throttled");
    model.speedProperty().set(Speed.FASTEST);
    model.start();
    assertThat(buses.commands()).containsExactly(new DrillCommand.StartDrill("throttled", 0));
    assertThat(model.isRunning()).isTrue();
    assertThat(model.notStartableProperty().get())
        .isEqualTo("Black hole is running. Stop it, or let it end");
    model.start();
    assertThat(buses.commands()).as("a second start while one runs").hasSize(1);
  }

  @Test
  void startIsSentOnceHoweverOftenItIsPressed() {
    DrillViewModel model = new DrillViewModel(buses.services(time, pending));
    model.refresh();
    pending.runAll();
    model.start();
    model.start();
    assertThat(model.notStartableProperty().get()).isEqualTo("Starting");
    pending.runAll();
    assertThat(buses.commands()).hasSize(1);
  }

  @Test
  void readOnlyWindowMayDrill() {
    DrillViewModel model = opened();
    buses.setReadOnly(true);
    again(model);
    assertThat(model.notStartableProperty().get()).isEmpty();
  }

  @Test
  void progressIsShownAsItComes() {
    DrillViewModel model = opened();
    model.start();
    for (int seconds : new int[] {5, 70, 200}) {
      current = Drills.running("d1", seconds, 3);
      time.advance(Duration.ofMillis(200));
      model.poll();
      assertThat(model.drillProperty().get()).isEqualTo(current);
    }
  }

  @Test
  void pollAsksOnlyWhileADrillRuns() {
    DrillViewModel model = opened();
    int asked = buses.queries().size();
    time.advance(Duration.ofSeconds(1));
    model.poll();
    assertThat(buses.queries()).hasSize(asked);
  }

  @Test
  void drillIsAskedForTenTimesASecondAtMost() {
    DrillViewModel model = opened();
    model.start();
    int asked = buses.queries().size();
    for (int i = 0; i < 100; i++) {
      time.advance(Duration.ofMillis(10));
      model.refresh();
      model.poll();
    }
    assertThat(buses.queries().size() - asked).isBetween(5, 10);
  }

  @Test
  void lateAnswerOfAnEarlierQuestionIsDropped() {
    DrillViewModel model = new DrillViewModel(buses.services(time, pending));
    model.refresh();
    pending.runAll();
    current = Drills.running("d1", 30, 3);
    again(model);
    again(model);
    pending.runLast();
    current = Drills.running("d1", 10, 3);
    pending.runAll();
    assertThat(model.drillProperty().get())
        .satisfies(drill -> assertThat(drill.played()).isEqualTo(Duration.ofSeconds(30)));
  }

  @Test
  void answerFromBeforeTheStartDoesNotHideTheNewDrill() {
    DrillView old = Drills.done("d0", 3);
    current = old;
    DrillViewModel model = new DrillViewModel(buses.services(time, pending));
    model.refresh();
    pending.runAll();
    model.start();
    again(model);
    pending.runNext();
    assertThat(model.isRunning()).isTrue();
    current = old;
    pending.runAll();
    assertThat(model.isRunning()).as("after the late answer").isTrue();
  }

  @Test
  void slowAnswerIsNotDroppedForANewerQuestionUnderWay() {
    current = Drills.running("d1", 30, 3);
    DrillViewModel model = new DrillViewModel(buses.services(time, pending));
    model.refresh();
    again(model);
    pending.runNext();
    pending.runNext();
    assertThat(model.drillProperty().get()).isNotNull();
  }

  @Test
  void endShowsTheReportAndAllowsTheNextStart() {
    DrillViewModel model = opened();
    model.start();
    current = Drills.done("d1", 3);
    again(model);
    assertThat(model.isRunning()).isFalse();
    assertThat(model.contextProperty().get()).isEqualTo("Black hole, finished");
    assertThat(model.drillProperty().get())
        .satisfies(drill -> assertThat(drill.report()).isNotNull());
    assertThat(model.notStartableProperty().get()).isEmpty();
  }

  @Test
  void stopEndsTheDrillThatRuns() {
    DrillViewModel model = opened();
    model.stop();
    assertThat(buses.commands()).as("nothing runs").isEmpty();
    model.start();
    model.stop();
    assertThat(buses.commands()).contains(new DrillCommand.StopDrill("d1"));
    assertThat(model.contextProperty().get()).isEqualTo("Black hole, stopped");
    assertThat(model.stoppingProperty().get()).isFalse();
  }

  @Test
  void stopOfADrillThatJustEndedSaysSoAndCatchesUp() {
    DrillViewModel model = opened();
    model.start();
    buses.on(
        DrillCommand.StopDrill.class,
        command -> {
          current = Drills.done("d1", 3);
          throw new SignalboxException(ErrorCode.INVALID_STATE, "The drill d1 is over");
        });
    model.stop();
    assertThat(model.refusedProperty().get()).isEqualTo("INVALID_STATE: The drill d1 is over");
    assertThat(model.isRunning()).isFalse();
    assertThat(model.stoppingProperty().get()).isFalse();
  }

  @Test
  void refusedStartSaysWhyAndShowsTheOneThatRuns() {
    DrillViewModel model = opened();
    buses.on(
        DrillCommand.StartDrill.class,
        command -> {
          current = Drills.running("other", 20, 3);
          throw new SignalboxException(ErrorCode.INVALID_STATE, "Another drill runs");
        });
    model.start();
    assertThat(model.refusedProperty().get()).isEqualTo("INVALID_STATE: Another drill runs");
    assertThat(model.drillProperty().get())
        .satisfies(drill -> assertThat(drill.id()).isEqualTo("other"));
    model.select("flapping");
    assertThat(model.refusedProperty().get()).as("after another choice").isEmpty();
  }

  @Test
  void failedRefreshKeepsTheDrillAndSaysSo() {
    current = Drills.running("d1", 30, 3);
    DrillViewModel model = opened();
    buses.on(
        Query.CurrentDrill.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The disk is full");
        });
    again(model);
    assertThat(model.errorProperty().get()).isEqualTo("STORE_UNAVAILABLE: The disk is full");
    assertThat(model.drillProperty().get()).isEqualTo(current);
    buses.on(Query.CurrentDrill.class, query -> Optional.ofNullable(current));
    again(model);
    assertThat(model.errorProperty().get()).isEmpty();
  }

  @Test
  void runAgainPlaysTheSameAtTheSameSpeed() {
    current = Drills.done("d0", 3);
    DrillViewModel model = opened();
    model.select("flapping");
    model.runAgain();
    assertThat(buses.commands()).containsExactly(new DrillCommand.StartDrill("black-hole", 20));
    assertThat(model.selectedProperty().get()).isEqualTo(Drills.BLACK_HOLE);
  }

  @Test
  void runAgainWaitsForTheEnd() {
    current = Drills.running("d0", 10, 3);
    DrillViewModel model = opened();
    model.runAgain();
    assertThat(buses.commands()).isEmpty();
  }

  @Test
  void copiesTheReportAsJson() throws Exception {
    current = Drills.done("d0", 3);
    DrillViewModel model = opened();
    JsonNode json = new ObjectMapper().readTree(model.copyJson());
    assertThat(json.get("scenario").asText()).isEqualTo("black-hole");
    assertThat(json.get("operations").asLong()).isEqualTo(8_400);
    assertThat(json.get("seconds_to_notice").asDouble()).isEqualTo(8.0);
    assertThat(json.get("share_during").get("aws-us-east-1").asDouble()).isEqualTo(6.4);
    assertThat(json.get("calls_by_provider").get("aws-us-east-1").isIntegralNumber()).isTrue();
    assertThat(json.get("findings")).hasSize(3);
    assertThat(model.copyCli())
        .isEqualTo("signalbox ops drill black-hole --report black-hole.json");
  }

  @Test
  void whatWasNotMeasuredIsNullInJson() throws Exception {
    DrillReport empty =
        new DrillReport(
            "black-hole",
            0,
            0,
            Double.NaN,
            0,
            null,
            null,
            Map.of(),
            Map.of("east", Double.NaN),
            Map.of(),
            Map.of(),
            0,
            0,
            0,
            List.of());
    JsonNode json = new ObjectMapper().readTree(ReportText.json(empty));
    assertThat(json.get("success_percent").isNull()).isTrue();
    assertThat(json.get("seconds_to_recover").isNull()).isTrue();
    assertThat(json.get("share_before").get("east").isNull()).isTrue();
  }

  @Test
  void thereIsNothingToCopyBeforeTheFirstDrill() {
    DrillViewModel model = opened();
    assertThat(model.copyJson()).isEmpty();
    assertThat(model.copyCli()).isEmpty();
    current = Drills.running("d1", 10, 3);
    again(model);
    assertThat(model.copyJson()).as("while it runs").isEmpty();
  }
}
