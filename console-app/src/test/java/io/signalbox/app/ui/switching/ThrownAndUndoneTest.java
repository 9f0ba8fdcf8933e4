package io.signalbox.app.ui.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.ui.UiLauncher;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.RoutingCommand.CircuitForce;
import io.signalbox.core.command.Undo;
import io.signalbox.core.query.Query;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the form did is taken back by the acts that it tells, whatever was held before. */
class ThrownAndUndoneTest {

  private static final Caller BEN = new Caller("ben (command line)", "trace-1", true);
  private static final Instant LATER = new ManualTime().now().plus(Duration.ofHours(8));

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private Signalbox signalbox;

  /**
   * @param before what others put in force before
   * @param acts how many it takes
   */
  private record Case(
      List<Command<?>> before, SwitchAction action, String at, String name, int acts) {}

  static List<Case> switches() {
    Command<?> drained = new ProviderCommand.Drain("west", "disk", LATER);
    Command<?> disabled = new ProviderCommand.Disable("west", "rack B");
    Command<?> active = new RoutingCommand.Activate("east", "INC-1", LATER, null);
    Command<?> held = new RoutingCommand.Activate("lab", "INC-2", LATER, "line");
    Command<?> labDrained = new ProviderCommand.Drain("lab", "CHG-1", null);
    Command<?> labForced = new RoutingCommand.ForceCircuit("lab", CircuitForce.OPEN, "CHG-2", null);
    return List.of(
        new Case(List.of(), SwitchAction.MAKE_ACTIVE, "line", "lab", 1),
        new Case(List.of(held), SwitchAction.MAKE_ACTIVE, "line", "clouds", 1),
        new Case(List.of(), SwitchAction.MAKE_ACTIVE, "", "east", 1),
        new Case(List.of(active), SwitchAction.MAKE_ACTIVE, "", "west", 1),
        new Case(List.of(), SwitchAction.DRAIN, "", "west", 1),
        new Case(List.of(drained), SwitchAction.MAINTENANCE, "", "west", 1),
        new Case(List.of(), SwitchAction.FORCE_OPEN, "line", "lab", 1),
        new Case(List.of(labForced), SwitchAction.FORCE_CLOSED, "line", "lab", 1),
        new Case(List.of(held), SwitchAction.AUTOMATIC, "line", "lab", 1),
        new Case(List.of(active), SwitchAction.AUTOMATIC, "", "east", 1),
        new Case(List.of(labDrained, labForced), SwitchAction.AUTOMATIC, "", "lab", 2),
        new Case(List.of(), SwitchAction.DISABLE, "", "west", 1),
        new Case(List.of(disabled), SwitchAction.ENABLE, "", "west", 1),
        new Case(List.of(drained), SwitchAction.ENABLE, "", "west", 1));
  }

  @BeforeEach
  void open() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {
          "providers": [
            {"name": "east", "type": "simulated", "weight": 5},
            {"name": "west", "type": "simulated", "weight": 3},
            {"name": "lab", "type": "simulated", "weight": 1}],
          "routing": {"root": "line", "strategies": {
            "line": {"kind": "failover", "mode": "CIRCUIT_BREAKER", "members": ["clouds", "lab"]},
            "clouds": {"kind": "balance", "algorithm": "WEIGHTED_ROUND_ROBIN",
                       "members": ["east", "west"]}}}}}
        """);
    MigratedStore.in(folder.resolve(".signalbox"));
    signalbox = Signalbox.open(SignalboxOptions.of(folder).time(time).seed(1).build());
  }

  @AfterEach
  void close() {
    signalbox.close();
  }

  @ParameterizedTest
  @MethodSource("switches")
  void isHeldAfterwardsAsBefore(Case each) {
    each.before().forEach(command -> signalbox.commands().execute(command, BEN));
    List<String> before = held();
    SwitchThrow.Done done = thrown(each);
    assertThat(done.acts()).hasSize(each.acts());
    assertThat(held()).isNotEqualTo(before);
    done.acts().reversed().forEach(act -> signalbox.commands().execute(new Undo(act, ""), BEN));
    assertThat(held()).as("with their reasons and ends").isEqualTo(before);
    assertThat(acts().subList(0, each.acts()))
        .extracting(ActivityEntry::what)
        .isEqualTo(Collections.nCopies(each.acts(), "Undo"));
  }

  private SwitchThrow.Done thrown(Case each) {
    SwitchThrow form =
        new SwitchThrow(
            UiLauncher.services(signalbox, Runnable::run, Runnable::run, time, Drafts.inMemory()));
    form.show(signalbox.queries().ask(new Query.Snapshot()));
    form.open(SwitchRequest.member(each.action(), each.at(), each.name(), "Tracks"));
    form.input().reason().set("tour");
    form.input().typed().set(form.name());
    form.confirm();
    assertThat(form.doneProperty().get())
        .as(form.missingProperty().get() + form.errorProperty().get())
        .isNotNull();
    return form.doneProperty().get();
  }

  private List<String> held() {
    return signalbox.queries().ask(new Query.Snapshot()).held().stream()
        .map(each ->
            String.join(
                ", ", each.subject(), each.words(), each.why(), String.valueOf(each.until())))
        .toList();
  }

  /** The newest first. */
  private List<ActivityEntry> acts() {
    return signalbox
        .queries()
        .ask(new Query.ListActivity(ActivityFilter.ALL.ofKinds(Set.of(ActivityKind.ACT)), null, 20))
        .entries();
  }
}
