package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.background.BoundedQueue;
import io.signalbox.core.background.Supervisor;
import io.signalbox.core.background.WriteBehind;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.metrics.RecentError;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.query.Query;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.wiring.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a process learns reaches the store and the other processes, while it runs and at its end.
 */
final class KeptBehindTest {

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final List<Signalbox> opened = new ArrayList<>();

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {
          "providers": [
            {"name": "east", "type": "simulated", "config": {"errors.transient_percent": 100},
             "rehearsal": {"operations_per_second": 1}},
            {"name": "west", "type": "simulated", "rehearsal": {"operations_per_second": 1}}],
          "routing": {"root": "line", "strategies": {
            "line": {"kind": "failover", "mode": "CIRCUIT_BREAKER", "members": ["east", "west"],
                     "circuit_breaker_threshold": 2}}}}}
        """);
  }

  @AfterEach
  void close() {
    opened.forEach(Signalbox::close);
  }

  private Signalbox open() {
    MigratedStore.in(folder.resolve(".signalbox"));
    Signalbox signalbox = Signalbox.open(SignalboxOptions.of(folder).time(time).seed(1).build());
    opened.add(signalbox);
    return signalbox;
  }

  /** Three reads that fail over; the second failure opens the circuit of the first provider. */
  private static void work(Signalbox signalbox) {
    for (int i = 0; i < 3; i++) {
      signalbox.rehearsal().send();
    }
  }

  private static List<DecisionRecord> decisions(Signalbox signalbox) {
    return signalbox.queries().ask(new Query.Decisions(Instant.EPOCH, 100));
  }

  private static CircuitView.State circuit(Signalbox signalbox) {
    return signalbox.parts().providers().traffic().circuit("east").orElseThrow().state();
  }

  @Test
  void decisionsAndCircuitsAreStoredWhileTheProgramRunsAndNotAtItsEndOnly() {
    Signalbox window = open();
    new Background(window.parts(), window.rehearsal(), () -> {}, false);
    work(window);
    window.parts().supervisor().once("storing what was learnt");
    Signalbox command = open();
    assertThat(circuit(command)).isEqualTo(CircuitView.State.OPEN);
    assertThat(decisions(command)).hasSize(3).isEqualTo(decisions(window));
  }

  @Test
  void circuitThatACommandOpenedIsOpenInARunningWindow() {
    Signalbox window = open();
    Background background = new Background(window.parts(), window.rehearsal(), () -> {}, false);
    assertThat(circuit(window)).isEqualTo(CircuitView.State.CLOSED);
    time.advance(Duration.ofSeconds(1));
    Signalbox command = open();
    work(command);
    command.close();
    background.takeOver();
    assertThat(circuit(window)).isEqualTo(CircuitView.State.OPEN);
  }

  @Test
  void whatAWriteFailedToStoreIsStoredByTheNext() {
    Signalbox window = open();
    work(window);
    Store store = window.parts().store();
    WriteBehind full = new WriteBehind(new FullDisk(store.unitOfWork()), time);
    window.parts().keptBehind().forEach(full::add);
    assertThatThrownBy(full::write).hasMessageContaining("full");
    window.parts().writeBehind().write();
    Signalbox other = open();
    assertThat(decisions(other)).hasSize(3);
    assertThat(circuit(other)).isEqualTo(CircuitView.State.OPEN);
    assertThat(other.parts().metrics().recentErrors("east", 10)).hasSize(2);
    assertThat(other.parts().metrics().window("east", Duration.ofHours(1)).operations())
        .isEqualTo(2);
    assertThat(other.queries().ask(new Query.Events(Instant.EPOCH, 10)))
        .isEqualTo(window.queries().ask(new Query.Events(Instant.EPOCH, 10)))
        .isNotEmpty();
  }

  @Test
  void askingWritesNothingAndShowsWhatIsNotStoredYet() {
    Signalbox window = open();
    work(window);
    assertThat(decisions(window)).hasSize(3);
    assertThat(window.parts().metrics().recentErrors("east", 10)).hasSize(2);
    Signalbox other = open();
    assertThat(decisions(other)).isEmpty();
    assertThat(other.parts().metrics().recentErrors("east", 10)).isEmpty();
  }

  @Test
  void errorsOfShortLivedProcessesAreListedByOthers() {
    Signalbox command = open();
    work(command);
    command.close();
    assertThat(
            open()
                .queries()
                .ask(new Query.ShowProvider("east", Duration.ofMinutes(15)))
                .recentErrors())
        .extracting(RecentError::traceId)
        .contains("rehearsal-0", "rehearsal-1");
  }

  @Test
  void stepOfAWindowThatDoesNotWorkIsAnAlertInTheOverviewOfACommand() throws InterruptedException {
    Signalbox window = open();
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    window
        .parts()
        .supervisor()
        .step(
            "counting sheep",
            Duration.ofSeconds(1),
            () -> {
              busy.countDown();
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    window.parts().supervisor().start();
    busy.await();
    time.advance(Duration.ofSeconds(40));
    assertThat(alerts(window)).contains("Does not work: counting sheep");
    window.parts().writeBehind().write();
    assertThat(alerts(open())).contains("Does not work: counting sheep");
    time.advance(Duration.ofSeconds(61));
    assertThat(alerts(open())).as("of a process that fell silent").isEmpty();
    window.parts().writeBehind().write();
    assertThat(alerts(open())).contains("Does not work: counting sheep");
    window.parts().supervisor().stop(Duration.ofSeconds(10));
    window.close();
    assertThat(alerts(open())).as("of a process that ended").isEmpty();
  }

  private static List<String> alerts(Signalbox signalbox) {
    return signalbox.queries().ask(new Query.Snapshot()).alerts().stream()
        .filter(alert -> alert.kind().equals("background"))
        .map(Alert::title)
        .toList();
  }

  @Test
  void whatHadToGiveWayIsAnAlertWithItsCount() {
    Signalbox window = open();
    BoundedQueue<String> lines = new BoundedQueue<>(10);
    window.parts().writeBehind().add(lines.keptBehind("lines", entries -> {}));
    for (int i = 0; i < 1_244; i++) {
      lines.add("line " + i);
    }
    assertThat(alerts(window)).containsExactly("1,234 lines were lost before they could be stored");
    window.parts().writeBehind().write();
    assertThat(alerts(open())).containsExactly("1,234 lines were lost before they could be stored");
  }

  @Test
  void providerThatWasEjectedComesBackByCommandsAlone() {
    Duration window = Duration.ofMinutes(15);
    command(new ProviderCommand.Update("west", nullable("config.outage", true), "tour"));
    for (int i = 0; i < 3; i++) {
      command(new ProviderCommand.Check("west"));
    }
    assertThat(ask(new Query.ShowProvider("west", window)).view().takesWork()).isFalse();
    command(new ProviderCommand.Update("west", nullable("config.outage", null), "tour is over"));
    command(new ProviderCommand.Check("west"));
    command(new ProviderCommand.Check("west"));
    assertThat(ask(new Query.ShowProvider("west", window)).view().takesWork())
        .as("before its dwell time is over")
        .isFalse();
    time.advance(Duration.ofSeconds(60));
    ask(new Query.Snapshot());
    ProviderView back = ask(new Query.ShowProvider("west", window)).view();
    assertThat(back.takesWork()).isTrue();
    assertThat(back.health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(back.share()).isEqualTo(1.0);
  }

  private static Map<String, @Nullable Object> nullable(String key, @Nullable Object value) {
    Map<String, @Nullable Object> settings = new HashMap<>();
    settings.put(key, value);
    return settings;
  }

  /** Each command is a process of its own. */
  private <R> R command(Command<R> command) {
    Signalbox process = open();
    R result = process.commands().execute(command, new Caller("ana (test)", "trace", true));
    process.close();
    return result;
  }

  private <R> R ask(Query<R> query) {
    Signalbox process = open();
    R answer = process.queries().ask(query);
    process.close();
    return answer;
  }

  @Test
  void healthIsLookedAtWhileTheStoreTakesNothing() {
    Signalbox window = open();
    new Background(window.parts(), window.rehearsal(), () -> {}, false);
    Supervisor supervisor = window.parts().supervisor();
    supervisor.once("agreeing on who checks health");
    window.parts().store().close();
    time.advance(Duration.ofMinutes(5));
    supervisor.once("agreeing on who checks health");
    Instant before = time.now();
    supervisor.once("checking health");
    await(() -> {
      Instant checked = window.parts().health().view("east").checkedAt();
      return checked != null && !checked.isBefore(before);
    });
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  /** Takes everything and commits nothing. */
  private record FullDisk(UnitOfWork disk) implements UnitOfWork {
    @Override
    public <T> T inTransaction(Supplier<T> work) {
      return disk.inTransaction(() -> {
        T written = work.get();
        throw new SignalboxException(
            ErrorCode.STORE_UNAVAILABLE, "The disk is full; not kept: " + written);
      });
    }
  }
}
