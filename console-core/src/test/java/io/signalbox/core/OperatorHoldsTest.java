package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.RoutingCommand.CircuitForce;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.Event;
import io.signalbox.core.routing.OperatorHolds;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.OperatorEvents;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What two processes on one store hold, extend, lift and let expire. */
final class OperatorHoldsTest {

  private static final Caller ANA = new Caller("ana (test)", "trace-1", false);

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
            {"name": "east", "type": "simulated"},
            {"name": "west", "type": "simulated"}],
          "routing": {"root": "line", "strategies": {
            "line": {"kind": "failover", "mode": "CIRCUIT_BREAKER",
                     "members": ["east", "west"]}}}}}
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

  /** Everything that is held until some time, and how it is seen to be held. */
  enum Hold {
    PROVIDER(
        until -> new ProviderCommand.Drain("west", "disk", until),
        snapshot -> !snapshot.manual().isEmpty()),
    ACTIVATION(
        until -> new RoutingCommand.Activate("west", "disk", until, null),
        snapshot -> snapshot.activation() != null),
    SWITCH(
        until -> new RoutingCommand.Activate("west", "disk", until, "line"),
        snapshot -> !snapshot.holds().isEmpty()),
    CIRCUIT(
        until -> new RoutingCommand.ForceCircuit("west", CircuitForce.OPEN, "disk", until),
        snapshot -> !snapshot.forced().isEmpty());

    private final Function<Instant, Command<?>> command;
    private final Function<RoutingSnapshot, Boolean> held;

    Hold(Function<Instant, Command<?>> command, Function<RoutingSnapshot, Boolean> held) {
      this.command = command;
      this.held = held;
    }

    boolean isHeld(Signalbox signalbox) {
      return held.apply(signalbox.parts().providers().snapshot());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHoldExtendedElsewhereIsNotErasedByAnOldExpiry(Hold hold) {
    Signalbox one = open();
    Signalbox other = open();
    List<Event> told = new ArrayList<>();
    other.events().subscribe(told::add);
    Instant soon = time.now().plus(Duration.ofHours(1));
    one.commands().execute(hold.command.apply(soon), ANA);
    holds(other).refresh();
    one.commands().execute(hold.command.apply(soon.plus(Duration.ofHours(2))), ANA);

    time.advance(Duration.ofHours(2));
    holds(other).expire();
    holds(one).refresh();
    assertThat(hold.isHeld(one)).isTrue();
    assertThat(hold.isHeld(other)).isTrue();
    assertThat(told).isEmpty();

    time.advance(Duration.ofHours(2));
    holds(other).expire();
    holds(one).expire();
    assertThat(hold.isHeld(one)).isFalse();
    assertThat(hold.isHeld(other)).isFalse();
    assertThat(told).as("by the one who lifted it").hasSize(1);
  }

  @Test
  void whatSomebodyElseReplacedIsNotLiftedOrReplacedUnseen() {
    Signalbox one = open();
    Signalbox other = open();
    one.commands().execute(new ProviderCommand.Drain("west", "disk", null), ANA);
    holds(other).refresh();
    one.commands().execute(new ProviderCommand.Maintain("west", "kernel", null), ANA);
    assertRefused(() -> holds(other).lift("west"));
    assertRefused(() ->
        holds(other)
            .set(
                new ManualState(
                    "west", ManualState.Kind.DISABLED, "bo", "gone", time.now(), null)));
    holds(one).refresh();
    assertThat(one.parts().providers().snapshot().manual().get("west").kind())
        .isEqualTo(ManualState.Kind.MAINTENANCE);
    // A command looks before it acts.
    other.commands().execute(new ProviderCommand.Resume("west", ""), ANA);
    holds(one).refresh();
    assertThat(one.parts().providers().snapshot().manual()).isEmpty();
  }

  @Test
  void aHoldThatWasLiftedAndMadeAgainIsAnother() {
    Signalbox one = open();
    Signalbox other = open();
    one.commands().execute(new ProviderCommand.Drain("west", "disk", null), ANA);
    holds(other).refresh();
    one.commands().execute(new ProviderCommand.Resume("west", ""), ANA);
    one.commands().execute(new ProviderCommand.Drain("west", "disk", null), ANA);
    assertRefused(() -> holds(other).lift("west"));
  }

  @Test
  void anOperatorsEventIsToldOnceTheHoldIsInForce() {
    Signalbox signalbox = open();
    List<Boolean> held = new ArrayList<>();
    signalbox
        .events()
        .subscribe(event -> {
          if (event instanceof OperatorEvents.Held) {
            held.add(Hold.PROVIDER.isHeld(signalbox));
          }
        });
    signalbox.commands().execute(new ProviderCommand.Drain("west", "disk", null), ANA);
    assertThat(held).containsExactly(true);
  }

  private static OperatorHolds holds(Signalbox signalbox) {
    return signalbox.parts().providers().operatorHolds();
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_STATE));
  }
}
