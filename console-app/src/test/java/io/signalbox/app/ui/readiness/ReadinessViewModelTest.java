package io.signalbox.app.ui.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.core.command.ReadinessCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.readiness.ReadinessCheck;
import io.signalbox.core.readiness.ReadinessReport;
import io.signalbox.core.readiness.ReadinessRun;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import io.signalbox.core.readiness.ReadinessView;
import io.signalbox.core.readiness.ReadinessView.State;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessViewModelTest {

  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private ReadinessReport report = all(State.NOT_RUN, null);

  @BeforeEach
  void answers() {
    buses.on(Query.Readiness.class, query -> report);
  }

  private ReadinessReport all(State state, ReadinessReport.@Nullable Batch batch) {
    List<ReadinessView> checks = new ArrayList<>();
    for (ReadinessCheck each : ReadinessCheck.values()) {
      checks.add(view(each, state));
    }
    return new ReadinessReport(time.now(), "production", checks, batch, "");
  }

  private ReadinessView view(ReadinessCheck check, State state) {
    Verdict verdict =
        state == State.FAILED
            ? Verdict.FAILED
            : state == State.WARNING ? Verdict.WARNING : Verdict.PASSED;
    ReadinessRun run =
        new ReadinessRun(
            check,
            time.now().minusSeconds(120),
            Duration.ofMillis(40),
            "input",
            "ana (window)",
            "trace",
            new ReadinessRun.Finding(
                verdict,
                "3 of 4 good.",
                "Read just now.",
                state == State.FAILED ? "east does not open" : "",
                List.of(new ReadinessRun.Evidence("east", "OPEN", "CLOSED", verdict, "a.json:3")),
                List.of(),
                new ReadinessRun.Remedy("Lower it", ReadinessRun.Place.ROUTING, "east")));
    return new ReadinessView(
        check,
        state,
        state == State.OLD ? "It counts for 15 min" : "",
        state == State.NOT_RUN ? null : run,
        List.of(new ReadinessView.Past(run.at(), verdict)),
        state == State.RUNNING ? new ReadinessView.Progress(620, 1_000, "620 of 1000") : null);
  }

  private ReadinessReport with(ReadinessView... others) {
    List<ReadinessView> checks = new ArrayList<>(all(State.PASSED, null).checks());
    for (ReadinessView each : others) {
      checks.set(each.check().ordinal(), each);
    }
    return new ReadinessReport(time.now(), "production", checks, null, "");
  }

  private ReadinessViewModel opened() {
    ReadinessViewModel model = new ReadinessViewModel(buses.services(time));
    model.refresh();
    return model;
  }

  @Test
  void theHeadlineSaysFirstWhatKeepsItFromBeingReady() {
    assertThat(opened().contextProperty().get()).isEqualTo("Not ready: 8 not run");
    report = all(State.PASSED, null);
    assertThat(opened().contextProperty().get()).isEqualTo("Ready: all of 8 checks passed");
    report = with(view(ReadinessCheck.HEALTH_CHECKS, State.WARNING));
    assertThat(opened().contextProperty().get()).isEqualTo("Ready: 1 warning to look at");
    report = with(view(ReadinessCheck.HEALTH_CHECKS, State.OLD));
    assertThat(opened().contextProperty().get()).isEqualTo("Not ready: 1 old");
    report =
        with(
            view(ReadinessCheck.HEALTH_CHECKS, State.OLD),
            view(ReadinessCheck.CIRCUIT_BREAKER, State.FAILED));
    assertThat(opened().contextProperty().get()).isEqualTo("Not ready: 1 of 8 fails");
  }

  @Test
  void runningSendsTheChecksOnceAndCancellingEndsThem() {
    ReadinessReport.Batch batch = new ReadinessReport.Batch(0, 8, time.now(), false);
    buses
        .on(
            ReadinessCommand.RunChecks.class,
            command -> {
              report = all(State.RUNNING, batch);
              return report;
            })
        .on(
            ReadinessCommand.CancelChecks.class,
            command -> {
              report = all(State.NOT_RUN, null);
              return report;
            });
    ReadinessViewModel model = opened();
    model.runAll();
    model.runAll();
    assertThat(buses.commands())
        .containsExactly(new ReadinessCommand.RunChecks(Arrays.asList(ReadinessCheck.values())));
    assertThat(model.isRunning()).isTrue();
    assertThat(model.notStartable()).startsWith("Checks are running");
    model.cancel();
    assertThat(model.isRunning()).isFalse();
    assertThat(model.notStartable()).isEmpty();
  }

  @Test
  void aRefusalIsSaidAndTheNextCanBeStarted() {
    buses.on(
        ReadinessCommand.RunChecks.class,
        command -> {
          throw new SignalboxException(ErrorCode.READ_ONLY, "This process only observes");
        });
    ReadinessViewModel model = opened();
    model.run(ReadinessCheck.SECURITY);
    assertThat(model.refusedProperty().get()).isEqualTo("READ_ONLY: This process only observes");
    assertThat(model.notStartable()).isEmpty();
  }

  @Test
  void aFailedRefreshKeepsWhatIsShown() {
    report = all(State.PASSED, null);
    ReadinessViewModel model = opened();
    buses.on(
        Query.Readiness.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The disk is full");
        });
    model.refresh();
    assertThat(model.errorProperty().get()).isEqualTo("STORE_UNAVAILABLE: The disk is full");
    assertThat(model.reportProperty().get()).isEqualTo(report);
  }

  @Test
  void linesSayWhatWasFoundAndWhatMakesItOld() {
    Instant now = time.now();
    ReadinessView failed = view(ReadinessCheck.CIRCUIT_BREAKER, State.FAILED);
    assertThat(ReadinessWords.first(failed)).isEqualTo("3 of 4 good.");
    assertThat(ReadinessWords.second(failed)).isEqualTo("east does not open.");
    assertThat(ReadinessWords.age(failed, now)).isEqualTo("2\u2009min ago");
    assertThat(ReadinessWords.remedy(failed)).isEqualTo(Place.ROUTING);
    ReadinessView old = view(ReadinessCheck.SECURITY, State.OLD);
    assertThat(ReadinessWords.first(old)).isEqualTo("Last: pass. 3 of 4 good.");
    assertThat(ReadinessWords.second(old)).isEqualTo("It counts for 15 min.");
    ReadinessView running = view(ReadinessCheck.LOAD_TESTING, State.RUNNING);
    assertThat(ReadinessWords.first(running)).isEqualTo("620 of 1000.");
    assertThat(ReadinessWords.age(running, now)).isEqualTo("now");
    assertThat(ReadinessWords.first(view(ReadinessCheck.LOGGING, State.NOT_RUN)))
        .isEqualTo("Never run.");
  }

  @Test
  void theReportIsCopiedAsTheCommandPrintsIt() throws Exception {
    report = with(view(ReadinessCheck.CIRCUIT_BREAKER, State.FAILED));
    var copied = new ObjectMapper().readTree(opened().copyJson());
    assertThat(copied.get("ready").asBoolean()).isFalse();
    assertThat(copied.get("checks").get(5).get("state").asText()).isEqualTo("failed");
    assertThat(copied.get("checks").get(5).get("evidence").get(0).get("place").asText())
        .isEqualTo("a.json:3");
  }
}
