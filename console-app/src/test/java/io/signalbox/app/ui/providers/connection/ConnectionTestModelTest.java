package io.signalbox.app.ui.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.providers.connection.ConnectionTestModel.State;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.query.ConnectionReport;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectionTestModelTest {

  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private final FakeBuses.Pending pending = new FakeBuses.Pending();
  private final ConnectionTestModel model = new ConnectionTestModel(buses.services(time, pending));

  private ConnectionReport report(String provider) {
    return new ConnectionReport(
        provider,
        "aws",
        time.now(),
        Duration.ofMillis(80),
        List.of(ConnectionFinding.ok("identity", "Account 1", Duration.ofMillis(3))));
  }

  @Test
  void aTestRunsInTheBackgroundAndTellsForHowLong() {
    buses.on(Query.TestProvider.class, query -> report(query.name()));
    model.start("east");
    model.start("east");
    assertThat(pending.size()).as("one at a time").isEqualTo(1);
    time.advance(Duration.ofSeconds(3));
    model.tick(time.now());
    assertThat(model.stateProperty().get())
        .isEqualTo(new State.Running("east", Duration.ofSeconds(3)));
    pending.runAll();
    assertThat(model.stateProperty().get()).isEqualTo(new State.Found(report("east")));
  }

  @Test
  void aTestThatWasCancelledTellsNothingLater() {
    buses.on(Query.TestProvider.class, query -> report(query.name()));
    model.start("east");
    model.stop();
    assertThat(model.stateProperty().get()).isInstanceOf(State.Ended.class);
    model.start("west");
    pending.runNext();
    assertThat(model.stateProperty().get())
        .as("the answer about the first is dropped")
        .isInstanceOf(State.Running.class);
    pending.runAll();
    assertThat(model.stateProperty().get()).isEqualTo(new State.Found(report("west")));
  }

  @Test
  void aTestThatWasCancelledBeforeItBeganAsksNobody() {
    List<String> asked = new ArrayList<>();
    buses.on(
        Query.TestProvider.class,
        query -> {
          asked.add(query.name());
          return report(query.name());
        });
    model.start("east");
    model.stop();
    pending.runAll();
    assertThat(asked).isEmpty();
    assertThat(model.stateProperty().get()).isInstanceOf(State.Ended.class);
  }

  @Test
  void cancellingInterruptsWhoeverAsks() {
    boolean[] interrupted = new boolean[1];
    buses.on(
        Query.TestProvider.class,
        query -> {
          model.stop();
          interrupted[0] = Thread.interrupted();
          return report(query.name());
        });
    model.start("east");
    pending.runAll();
    assertThat(interrupted[0]).isTrue();
    assertThat(model.stateProperty().get()).isInstanceOf(State.Ended.class);
  }

  @Test
  void aTestThatCannotBeCarriedOutSaysWhy() {
    buses.on(
        Query.TestProvider.class,
        query -> {
          throw new SignalboxException(ErrorCode.PROVIDER_NOT_FOUND, "There is no provider");
        });
    model.start("east");
    pending.runAll();
    assertThat(model.stateProperty().get())
        .isEqualTo(new State.Ended("east", false, "PROVIDER_NOT_FOUND: There is no provider"));
  }
}
