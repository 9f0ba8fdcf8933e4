package io.signalbox.app.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.Leftover;
import io.signalbox.core.request.SweepReport;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.ManualTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sweep in Requests, without a control. */
final class SweepModelTest {

  private final ManualTime time = new ManualTime();
  private int listed;

  private static List<InstanceInfo> machines(int count) {
    return IntStream.range(0, count).mapToObj(i -> Answers.machine("i-" + i)).toList();
  }

  private static SweepReport report(boolean dryRun, int orphans, List<String> released) {
    return new SweepReport(
        dryRun,
        Map.of("east", machines(orphans)),
        List.of(),
        released,
        released.isEmpty() ? "" : "ret-1",
        Map.of("east", List.of(new Leftover("fleet", "fleet-1", "it is empty", !dryRun, ""))),
        Map.of("west", "PROVIDER_ERROR: No answer"));
  }

  private SweepModel model(FakeBuses buses) {
    return new SweepModel(buses.services(time), () -> listed++);
  }

  @Test
  void whatIsFoundIsReleasedOnlyWhenSomebodySaysSo() {
    FakeBuses buses =
        new FakeBuses()
            .on(
                RequestCommand.Sweep.class,
                sweep -> report(sweep.dryRun(), 2, sweep.dryRun() ? List.of() : List.of("i-0")));
    SweepModel model = model(buses);
    model.look();
    assertThat(buses.commands()).isEqualTo(List.of(new RequestCommand.Sweep(true)));
    assertThat(model.refusal()).isEmpty();
    assertThat(model.action()).isEqualTo("Release 2 machines and what is left over");
    assertThat(listed).isZero();
    model.release();
    assertThat(buses.commands().getLast())
        .isEqualTo(new RequestCommand.Sweep(false, Set.of("i-0", "i-1")));
    assertThat(model.action()).isEqualTo("Release 1 machine");
    assertThat(listed).as("the list is asked for").isEqualTo(1);
    assertThat(model.stateProperty().get())
        .isInstanceOfSatisfying(
            SweepModel.State.Found.class,
            found ->
                assertThat(SweepModel.sum(found.report()))
                    .isEqualTo(
                        "1 machine being returned, 1 machine without a request, 1 provider not"
                            + " listed"));
  }

  @Test
  void aPassReleasesTwentyAndAReadOnlyWindowNone() {
    FakeBuses buses =
        new FakeBuses().on(RequestCommand.Sweep.class, sweep -> report(true, 25, List.of()));
    SweepModel model = model(buses);
    assertThat(model.refusal()).isEqualTo("Look first");
    model.look();
    assertThat(model.action()).startsWith("Release 20 machines");
    buses.setReadOnly(true);
    assertThat(model.refusal()).isEqualTo("This window is read-only");
  }

  @Test
  void aFailureIsToldAndWhatWasClosedMeanwhileStaysClosed() {
    FakeBuses buses =
        new FakeBuses()
            .on(
                RequestCommand.Sweep.class,
                sweep -> {
                  throw new SignalboxException(ErrorCode.INVALID_STATE, "The store was moved");
                });
    SweepModel model = model(buses);
    model.look();
    assertThat(model.stateProperty().get())
        .isEqualTo(new SweepModel.State.Failed("INVALID_STATE: The store was moved"));
    FakeBuses.Pending later = new FakeBuses.Pending();
    buses.on(RequestCommand.Sweep.class, sweep -> report(true, 1, List.of()));
    SweepModel slow = new SweepModel(buses.services(time, later), () -> {});
    slow.look();
    slow.look();
    assertThat(later.size()).as("one at a time").isEqualTo(1);
    assertThat(slow.stateProperty().get())
        .isEqualTo(new SweepModel.State.UnderWay(false, time.now()));
    slow.close();
    later.runNext();
    assertThat(slow.stateProperty().get()).isEqualTo(new SweepModel.State.Closed());
  }

  @Test
  void aLookThatWasCancelledIsOverAndItsAnswerIsShownToNobody() {
    FakeBuses buses =
        new FakeBuses().on(RequestCommand.Sweep.class, sweep -> report(true, 1, List.of()));
    FakeBuses.Pending later = new FakeBuses.Pending();
    SweepModel model = new SweepModel(buses.services(time, later), () -> {});
    model.look();
    model.cancel();
    assertThat(model.stateProperty().get()).isInstanceOf(SweepModel.State.Failed.class);
    model.look();
    later.runNext();
    assertThat(model.stateProperty().get())
        .as("the answer to the first")
        .isInstanceOf(SweepModel.State.UnderWay.class);
    later.runNext();
    assertThat(model.stateProperty().get()).isInstanceOf(SweepModel.State.Found.class);
    model.release();
    model.cancel();
    assertThat(model.stateProperty().get())
        .as("what is being released goes on")
        .isEqualTo(new SweepModel.State.UnderWay(true, time.now()));
  }

  private static SweepReport nothing(Map<String, String> skipped) {
    return new SweepReport(true, Map.of(), List.of(), List.of(), "", Map.of(), skipped);
  }

  @Test
  void aProviderThatWasNotListedIsNotTakenForOneWithoutStrays() {
    FakeBuses buses =
        new FakeBuses()
            .on(RequestCommand.Sweep.class, sweep -> nothing(Map.of("west", "TIMEOUT: late")));
    SweepModel model = model(buses);
    model.look();
    assertThat(SweepModel.heading(nothing(Map.of("west", "TIMEOUT: late"))))
        .isEqualTo(
            "Nothing was found where machines could be listed, and 1 provider could not be: nothing"
                + " is known of its machines.");
    assertThat(model.refusal()).isEqualTo("Nothing to release where machines could be listed");
    buses.on(RequestCommand.Sweep.class, sweep -> nothing(Map.of()));
    model.look();
    assertThat(SweepModel.heading(nothing(Map.of()))).startsWith("Every machine");
    assertThat(model.refusal()).isEqualTo("No machine is without a request, and nothing left over");
  }

  @Test
  void aLookThatFailedIsNotTakenForOneThatFoundNothing() {
    FakeBuses buses =
        new FakeBuses()
            .on(
                RequestCommand.Sweep.class,
                sweep -> {
                  throw new SignalboxException(ErrorCode.INVALID_STATE, "The store was moved");
                });
    SweepModel model = model(buses);
    model.look();
    assertThat(model.refusal()).isEqualTo("Nothing was found out; look again");
    model.release();
    assertThat(buses.commands()).as("nothing was seen to release").hasSize(1);
  }

  @Test
  void aReleaseThatWasClosedIsShownAgainAndNotDoneTwice() {
    FakeBuses buses =
        new FakeBuses().on(RequestCommand.Sweep.class, sweep -> report(true, 1, List.of()));
    FakeBuses.Pending later = new FakeBuses.Pending();
    SweepModel model = new SweepModel(buses.services(time, later), () -> listed++);
    model.look();
    later.runNext();
    model.release();
    model.close();
    model.look();
    assertThat(later.size()).as("the release alone").isEqualTo(1);
    assertThat(model.stateProperty().get())
        .isEqualTo(new SweepModel.State.UnderWay(true, time.now()));
    later.runNext();
    assertThat(model.stateProperty().get()).isInstanceOf(SweepModel.State.Found.class);
    assertThat(listed).isEqualTo(1);
  }

  @Test
  void whatIsLeftOverIsRemovedWithoutTalkOfMachines() {
    FakeBuses buses =
        new FakeBuses().on(RequestCommand.Sweep.class, sweep -> report(true, 0, List.of()));
    SweepModel model = model(buses);
    model.look();
    assertThat(model.action()).isEqualTo("Remove what is left over");
    assertThat(model.warning()).contains("No machine is terminated");
  }
}
