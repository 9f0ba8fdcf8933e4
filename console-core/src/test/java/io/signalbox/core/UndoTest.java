package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKey.Source;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.command.AlertCommand;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.RoutingCommand.CircuitForce;
import io.signalbox.core.command.TemplateCommand;
import io.signalbox.core.command.Undo;
import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking an act back puts in force what was before it, or changes nothing and says why. */
final class UndoTest {

  private static final Caller ANA = new Caller("ana (window)", "trace-1", false);
  private static final Caller ANA_IN_A_SHELL = new Caller("ana (command line)", "trace-2", true);
  private static final Caller BEN = new Caller("ben (window)", "trace-3", false);

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
            {"name": "east", "type": "simulated", "weight": 5},
            {"name": "west", "type": "simulated", "weight": 3},
            {"name": "spare", "type": "simulated", "enabled": false},
            {"name": "lab", "type": "simulated", "weight": 1}],
          "routing": {"root": "line", "strategies": {
            "line": {"kind": "failover", "mode": "CIRCUIT_BREAKER", "members": ["clouds", "lab"]},
            "clouds": {"kind": "balance", "algorithm": "WEIGHTED_ROUND_ROBIN",
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

  private static final Instant LATER = new ManualTime().now().plus(Duration.ofHours(8));

  /** What stands in force already when the act comes, and the act. */
  private record Case(List<Command<?>> before, Command<?> act) {
    @Override
    public String toString() {
      return act + " after " + before;
    }
  }

  static List<Case> acts() {
    Command<?> drain = new ProviderCommand.Drain("west", "disk", LATER);
    Command<?> active = new RoutingCommand.Activate("east", "tour", LATER, null);
    Command<?> held = new RoutingCommand.Activate("lab", "tour", null, "line");
    Command<?> forced = new RoutingCommand.ForceCircuit("lab", CircuitForce.OPEN, "disk", LATER);
    Command<?> weight = new RoutingCommand.SetWeights(Map.of("west", 7.0), "more");
    Map<String, Object> none = new HashMap<>();
    none.put("weight", null);
    return List.of(
        new Case(List.of(), drain),
        new Case(List.of(), new ProviderCommand.Disable("west", "")),
        new Case(List.of(), new ProviderCommand.Enable("spare", "needed")),
        new Case(List.of(drain), new ProviderCommand.Resume("west", "")),
        new Case(List.of(drain), new ProviderCommand.Enable("west", "")),
        new Case(List.of(drain), new ProviderCommand.Maintain("west", "disk again", null)),
        new Case(List.of(new ProviderCommand.Disable("west", "")), drain),
        new Case(
            List.of(new ProviderCommand.Enable("spare", "needed")),
            new ProviderCommand.Drain("spare", "not needed", null)),
        new Case(List.of(), active),
        new Case(List.of(active), new RoutingCommand.Activate("west", "tour", null, null)),
        new Case(List.of(active), new RoutingCommand.ReturnToAutomatic("", null)),
        new Case(List.of(), held),
        new Case(List.of(held), new RoutingCommand.ReturnToAutomatic("", "line")),
        new Case(List.of(held), new RoutingCommand.Activate("clouds", "back", null, "line")),
        new Case(List.of(), forced),
        new Case(
            List.of(forced),
            new RoutingCommand.ForceCircuit("lab", CircuitForce.CLOSED, "trust it", null)),
        new Case(
            List.of(forced), new RoutingCommand.ForceCircuit("lab", CircuitForce.AUTO, "", null)),
        new Case(List.of(), weight),
        new Case(List.of(weight), new RoutingCommand.SetWeights(Map.of("west", 9.0), "still more")),
        new Case(List.of(weight), new ProviderCommand.Update("west", none, "as in the file")),
        new Case(List.of(weight), new ConfigCommand.RemoveOverride("providers.west.weight", "")),
        new Case(List.of(), new RoutingCommand.SetPolicy(SelectionPolicy.PRIORITY, "tour")),
        new Case(
            List.of(),
            new RoutingCommand.ChangeSettings(
                Map.of("routing.strategies.line.circuit_breaker_threshold", 9L), "tour")));
  }

  @ParameterizedTest
  @MethodSource("acts")
  void putsBackWhatWasInForceAndCanBeTakenBackItself(Case each) {
    Signalbox signalbox = open();
    each.before().forEach(command -> signalbox.commands().execute(command, BEN));
    String before = inForce(signalbox);
    signalbox.commands().execute(each.act(), ANA);
    String after = inForce(signalbox);
    assertThat(after).isNotEqualTo(before);
    UndoPlan done = signalbox.commands().execute(new Undo(newest(signalbox).id(), ""), BEN);
    assertThat(inForce(signalbox)).isEqualTo(before);
    assertThat(done.effect()).isNotEmpty();
    AuditEntry undo = newest(signalbox);
    assertThat(undo.action()).isEqualTo("Undo");
    assertThat(undo.undoes()).isEqualTo(done.act().id());
    assertThat(undo.subject()).isEqualTo(done.act().subject());
    assertThat(undo.reason()).contains("ana (window)");
    assertThat(plan(signalbox, done.act().id()).refusal()).contains("Undone by ben (window)");
    signalbox.commands().execute(new Undo(undo.id(), "on second thoughts"), ANA);
    assertThat(inForce(signalbox)).isEqualTo(after);
    assertThat(newest(signalbox).reason()).isEqualTo("on second thoughts");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 4})
  void takesAnyNumberOfActsBackOneAfterTheOther(long seed) {
    Signalbox signalbox = open();
    Random random = new Random(seed);
    List<String> states = new ArrayList<>(List.of(inForce(signalbox)));
    List<Command<?>> commands = acts().stream().<Command<?>>map(Case::act).toList();
    for (int i = 0; i < 25; i++) {
      time.advance(Duration.ofSeconds(1));
      try {
        boolean changed =
            signalbox
                .commands()
                .carryOut(commands.get(random.nextInt(commands.size())), ANA)
                .changed();
        if (changed) {
          states.add(inForce(signalbox));
        }
      } catch (SignalboxException refused) {
        // Drained, it cannot be made active, and so on: nothing was changed.
      }
    }
    assertThat(states).hasSizeGreaterThan(5);
    for (int i = states.size() - 2; i >= 0; i--) {
      time.advance(Duration.ofSeconds(1));
      UndoPlan plan = signalbox.queries().ask(new Query.LastUndo("ana")).orElseThrow();
      // With force: a state that came to be step by step may leave no way where it comes at once.
      signalbox.commands().execute(new Undo(plan.act().id(), ""), ANA_IN_A_SHELL);
      assertThat(inForce(signalbox)).as("before act %d: %s", i, plan).isEqualTo(states.get(i));
    }
    assertThat(signalbox.queries().ask(new Query.LastUndo("ana"))).isEmpty();
  }

  @Test
  void refusesWhereSomebodyChangedItSinceAndChangesNothing() {
    Signalbox signalbox = open();
    long drain = act(signalbox, new ProviderCommand.Drain("west", "disk", null), ANA);
    signalbox.commands().execute(new ProviderCommand.Resume("west", ""), BEN);
    signalbox.commands().execute(new ProviderCommand.Drain("west", "disk", null), BEN);
    String before = inForce(signalbox);
    assertRefused(signalbox, drain, ANA, "west was changed since by ben (window)");
    assertThat(inForce(signalbox)).as("what ben holds").isEqualTo(before);
    assertThat(newest(signalbox).outcome()).isEqualTo("INVALID_STATE");
    long weight = act(signalbox, new RoutingCommand.SetWeights(Map.of("west", 7.0), ""), ANA);
    act(signalbox, new RoutingCommand.SetWeights(Map.of("west", 8.0), ""), BEN);
    assertRefused(signalbox, weight, ANA, "providers.west.weight was changed since by ben");
    assertThat(signalbox.queries().ask(new Query.LastUndo("ana"))).isEmpty();
  }

  @Test
  void changesOfOtherThingsAreNoReasonToRefuse() {
    Signalbox signalbox = open();
    long drain = act(signalbox, new ProviderCommand.Drain("west", "disk", null), ANA);
    act(signalbox, new RoutingCommand.SetWeights(Map.of("west", 8.0), ""), BEN);
    act(signalbox, new RoutingCommand.ForceCircuit("lab", CircuitForce.OPEN, "disk", null), BEN);
    signalbox.commands().execute(new Undo(drain, ""), ANA);
    assertThat(signalbox.parts().providers().snapshot().manual()).isEmpty();
  }

  @Test
  void whatRanOutIsNotUndoneAndWhatWouldBeOverIsNotPutBack() {
    Signalbox signalbox = open();
    Instant soon = time.now().plus(Duration.ofMinutes(5));
    long drain = act(signalbox, new ProviderCommand.Drain("west", "disk", soon), ANA);
    long maintain = act(signalbox, new ProviderCommand.Maintain("west", "disk", null), BEN);
    long lifted = act(signalbox, new ProviderCommand.Drain("east", "disk", soon), BEN);
    long resume = act(signalbox, new ProviderCommand.Resume("east", ""), BEN);
    time.advance(Duration.ofMinutes(6));
    assertRefused(signalbox, lifted, BEN, "changed since");
    assertRefused(signalbox, resume, BEN, "would be over");
    assertRefused(signalbox, drain, ANA, "changed since");
    UndoPlan plan = signalbox.commands().execute(new Undo(maintain, ""), BEN);
    assertThat(plan.effect()).isEqualTo("west is no longer in maintenance.");
    assertThat(signalbox.parts().providers().snapshot().manual())
        .as("the drain before it would be over")
        .isEmpty();
    long again = act(signalbox, new ProviderCommand.Drain("west", "disk", LATER), ANA);
    time.advance(Duration.ofHours(9));
    assertRefused(signalbox, again, ANA, "no longer in force");
  }

  @Test
  void aHoldComesBackWithItsReasonAndItsEnd() {
    Signalbox signalbox = open();
    act(signalbox, new ProviderCommand.Drain("west", "CHG-1", LATER), ANA);
    long resume = act(signalbox, new ProviderCommand.Resume("west", "by mistake"), BEN);
    assertThat(plan(signalbox, resume).effect()).startsWith("west is drained again, until ");
    signalbox.commands().execute(new Undo(resume, ""), BEN);
    ManualState held = signalbox.parts().providers().snapshot().manual().get("west");
    assertThat(held.why()).isEqualTo("CHG-1");
    assertThat(held.until()).isEqualTo(LATER);
    assertThat(held.who()).isEqualTo("ben (window)");
  }

  @Test
  void whatClosesTheLastWayIsRefusedWithoutForceAlsoWhenItIsPutBack() {
    Signalbox signalbox = open();
    act(signalbox, new ProviderCommand.Drain("west", "disk", null), ANA);
    long resume = act(signalbox, new ProviderCommand.Resume("west", ""), ANA);
    act(signalbox, new ProviderCommand.Drain("east", "disk", null), BEN);
    act(signalbox, new ProviderCommand.Drain("lab", "disk", null), BEN);
    assertThatThrownBy(() -> signalbox.commands().execute(new Undo(resume, ""), ANA))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LAST_WAY_OUT));
    assertThat(signalbox.parts().providers().snapshot().manual()).containsOnlyKeys("east", "lab");
  }

  @Test
  void actsThatPutNothingInForceSayWhy() {
    Signalbox signalbox = open();
    signalbox.commands().execute(new ConfigCommand.Reload(), ANA);
    assertRefused(signalbox, newest(signalbox).id(), ANA, "Reading again");
    signalbox.commands().execute(new ProviderCommand.Resume("west", ""), ANA);
    assertRefused(signalbox, newest(signalbox).id(), ANA, "so already");
    assertThatThrownBy(() ->
            signalbox
                .commands()
                .execute(new RoutingCommand.Activate("nobody", "x", null, null), ANA))
        .isInstanceOf(SignalboxException.class);
    assertRefused(signalbox, newest(signalbox).id(), ANA, "was refused");
    assertThatThrownBy(() -> signalbox.commands().execute(new Undo(999, ""), ANA))
        .hasMessageContaining("has no act 999");
    assertThat(signalbox.queries().ask(new Query.LastUndo("ana"))).isEqualTo(Optional.empty());
  }

  @Test
  void aLockedConsoleUndoesNothing() {
    Signalbox signalbox = open();
    long drain = act(signalbox, new ProviderCommand.Drain("west", "disk", null), ANA);
    signalbox.commands().setReadOnly(true);
    assertThatThrownBy(() -> signalbox.commands().execute(new Undo(drain, ""), ANA))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.READ_ONLY));
    assertThat(plan(signalbox, drain).possible()).as("looking is allowed").isTrue();
    assertThat(signalbox.parts().providers().snapshot().manual()).containsOnlyKeys("west");
  }

  @Test
  void anUndoneChangeOfRoutingStandsInItsHistory() {
    Signalbox signalbox = open();
    long weight = act(signalbox, new RoutingCommand.SetWeights(Map.of("west", 7.0), ""), ANA);
    long drain = act(signalbox, new ProviderCommand.Drain("west", "disk", null), ANA);
    signalbox.commands().execute(new Undo(drain, ""), ANA);
    signalbox.commands().execute(new Undo(weight, ""), ANA);
    assertThat(signalbox.queries().ask(new Query.RoutingHistory(10)))
        .as("settings alone, the newest first")
        .extracting(each -> String.valueOf(each.after().get("providers.west.weight")))
        .containsExactly("null", "7.0");
  }

  @Test
  void theLastSaveOfAFileIsPutBackWhereNobodySavedItSince() throws IOException {
    String templates = "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 5}]}\n";
    Path file = folder.resolve("templates.json");
    Files.writeString(file, templates);
    Signalbox signalbox = open();
    long save = act(signalbox, fields(7), ANA);
    String saved = Files.readString(file);
    assertThat(saved).contains("7");
    assertThat(plan(signalbox, save).effect())
        .isEqualTo("templates.json is as it was before it was saved.");
    signalbox.commands().execute(new Undo(save, ""), BEN);
    assertThat(Files.readString(file)).isEqualTo(templates);
    signalbox.commands().execute(new Undo(newest(signalbox).id(), ""), BEN);
    assertThat(Files.readString(file)).as("and again").isEqualTo(saved);
    long again = act(signalbox, fields(8), ANA);
    Files.writeString(file, templates.replace('5', '6'));
    assertRefused(signalbox, again, ANA, "templates.json was changed since.");
    assertThat(Files.readString(file)).contains("6");
  }

  @Test
  void anEditOfTheConfigurationIsPutBackAndInForceAgain() throws IOException {
    Signalbox signalbox = open();
    String before = Files.readString(folder.resolve("config.json"));
    var edit = new ConfigurationEdit("config.json", null, "provider.providers.west.weight", 9L);
    long edited = act(signalbox, new ConfigCommand.Edit(edit, ""), ANA);
    assertThat(weight(signalbox)).isEqualTo(9);
    signalbox.commands().execute(new Undo(edited, ""), ANA);
    assertThat(Files.readString(folder.resolve("config.json"))).isEqualTo(before);
    assertThat(weight(signalbox)).isEqualTo(3);
  }

  @Test
  void aSavedFileThatClosesTheLastWayIsNotPutBackWithoutForce() throws IOException {
    Signalbox signalbox = open();
    act(signalbox, edit("provider.providers.lab.enabled", false), ANA);
    long enabled = act(signalbox, edit("provider.providers.lab.enabled", true), ANA);
    act(signalbox, new ProviderCommand.Drain("east", "disk", null), BEN);
    act(signalbox, new ProviderCommand.Drain("west", "disk", null), BEN);
    String saved = Files.readString(folder.resolve("config.json"));
    assertThatThrownBy(() -> signalbox.commands().execute(new Undo(enabled, ""), ANA))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LAST_WAY_OUT));
    assertThat(Files.readString(folder.resolve("config.json"))).isEqualTo(saved);
    signalbox.commands().execute(new Undo(enabled, ""), ANA_IN_A_SHELL);
    assertThat(Files.readString(folder.resolve("config.json"))).isNotEqualTo(saved);
  }

  private static Command<?> edit(String key, Object value) {
    return new ConfigCommand.Edit(new ConfigurationEdit("config.json", null, key, value), "");
  }

  @Test
  void aRuleOfAlertsIsPutBackAsItWas() {
    Signalbox signalbox = open();
    String none = inForce(signalbox);
    long made =
        act(
            signalbox,
            new AlertCommand.SetRule(
                "east_slow",
                new HashMap<>(
                    Map.of("metric", "p95_response", "scope", "east", "threshold", 1_500.0)),
                ""),
            ANA);
    long changed =
        act(
            signalbox,
            new AlertCommand.SetRule("east_slow", new HashMap<>(Map.of("threshold", 900.0)), ""),
            ANA);
    long removed = act(signalbox, new AlertCommand.RemoveRule("east_slow", ""), BEN);
    assertRefused(signalbox, changed, ANA, "alerts.rules.east_slow was changed since by ben");
    signalbox.commands().execute(new Undo(removed, ""), BEN);
    assertThat(threshold(signalbox)).isEqualTo(900);
    signalbox.commands().execute(new Undo(changed, ""), ANA);
    assertThat(threshold(signalbox)).isEqualTo(1_500);
    signalbox.commands().execute(new Undo(made, ""), ANA);
    assertThat(inForce(signalbox)).isEqualTo(none);
  }

  private static double threshold(Signalbox signalbox) {
    return signalbox
        .parts()
        .configuration()
        .current()
        .alerts()
        .rules()
        .get("east_slow")
        .threshold();
  }

  @Test
  void aHoldThatWasMadeLongerGoesBackToItsEnd() {
    Signalbox signalbox = open();
    act(signalbox, new ProviderCommand.Drain("west", "CHG-1", LATER), ANA);
    long longer =
        act(
            signalbox,
            new ProviderCommand.Drain("west", "CHG-1", LATER.plus(Duration.ofHours(8))),
            BEN);
    signalbox.commands().execute(new Undo(longer, ""), BEN);
    ManualState held = signalbox.parts().providers().snapshot().manual().get("west");
    assertThat(held.until()).isEqualTo(LATER);
    assertThat(held.why()).isEqualTo("CHG-1");
  }

  @Test
  void anActWhoseUndoingWasUndoneIsNotListedAsUndone() {
    Signalbox signalbox = open();
    long drain = act(signalbox, new ProviderCommand.Drain("west", "disk", null), ANA);
    long undo = act(signalbox, new Undo(drain, ""), BEN);
    assertThat(undoneBy(signalbox, drain)).isEqualTo(undo);
    long again = act(signalbox, new Undo(undo, ""), BEN);
    assertThat(undoneBy(signalbox, drain)).as("it is in force again").isZero();
    assertThat(undoneBy(signalbox, undo)).isEqualTo(again);
    act(signalbox, new Undo(again, ""), BEN);
    assertThat(undoneBy(signalbox, drain)).isEqualTo(undo);
  }

  private static long undoneBy(Signalbox signalbox, long act) {
    return signalbox
        .queries()
        .ask(new Query.ListActivity(ActivityFilter.ALL, null, 50))
        .entries()
        .stream()
        .filter(each -> each.key().source() == Source.ACT && each.key().id() == act)
        .findFirst()
        .orElseThrow()
        .undoneBy();
  }

  private static Command<?> fields(int most) {
    return new TemplateCommand.Save(
        new TemplateEdit.Update("templates.json", null, "web", Map.of("max_instances", most)));
  }

  private static double weight(Signalbox signalbox) {
    return signalbox.parts().configuration().current().providers().stream()
        .filter(each -> each.name().equals("west"))
        .findFirst()
        .orElseThrow()
        .weight();
  }

  @Test
  void everyNameOfAnActThatCanBeUndoneIsACommands() {
    List<String> names = new ArrayList<>();
    collect(Command.class, names);
    assertThat(names)
        .contains(
            "Drain",
            "Maintain",
            "Disable",
            "Enable",
            "Resume",
            "Activate",
            "ReturnToAutomatic",
            "ForceCircuit",
            "ChangeSettings",
            "RevertSettings",
            "SetPolicy",
            "SetWeights",
            "Update",
            "RemoveOverride",
            "SetRule",
            "RemoveRule",
            "Save",
            "Edit",
            "Undo");
  }

  private static void collect(Class<?> type, List<String> names) {
    if (type.isRecord()) {
      names.add(type.getSimpleName());
    }
    Class<?>[] permitted = type.getPermittedSubclasses();
    if (permitted != null) {
      for (Class<?> each : permitted) {
        collect(each, names);
      }
    }
  }

  private static UndoPlan plan(Signalbox signalbox, long act) {
    return signalbox.queries().ask(new Query.ShowUndo(act));
  }

  private static long act(Signalbox signalbox, Command<?> command, Caller caller) {
    signalbox.commands().execute(command, caller);
    return newest(signalbox).id();
  }

  private static void assertRefused(Signalbox signalbox, long act, Caller caller, String words) {
    UndoPlan plan = plan(signalbox, act);
    assertThat(plan.possible()).isFalse();
    assertThat(plan.refusal()).contains(words);
    assertThatThrownBy(() -> signalbox.commands().execute(new Undo(act, ""), caller))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_STATE))
        .hasMessageContaining(words);
  }

  private static AuditEntry newest(Signalbox signalbox) {
    long id =
        signalbox
            .queries()
            .ask(new Query.ListActivity(ActivityFilter.ALL, null, 50))
            .entries()
            .stream()
            .filter(each -> each.key().source() == Source.ACT)
            .mapToLong(each -> each.key().id())
            .max()
            .orElseThrow();
    return signalbox.parts().store().audit().find(id).orElseThrow();
  }

  /** Everything that operators hold and have set, without who did it, when, or how often. */
  private static String inForce(Signalbox signalbox) {
    RoutingSnapshot snapshot = signalbox.parts().providers().snapshot();
    Map<String, String> all = new TreeMap<>();
    snapshot
        .manual()
        .values()
        .forEach(
            each -> all.put(each.provider(), each.kind() + " " + each.why() + " " + each.until()));
    snapshot
        .holds()
        .values()
        .forEach(each -> all.put("at " + each.at(), each.member() + " " + each.why()));
    snapshot
        .forced()
        .values()
        .forEach(each ->
            all.put("circuit " + each.name(), each.open() + " " + each.why() + each.until()));
    var active = snapshot.activation();
    if (active != null) {
      all.put("active", active.provider() + " " + active.why() + " " + active.until());
    }
    signalbox
        .parts()
        .store()
        .overrides()
        .overrides()
        .forEach(each -> all.put("override " + each.key(), String.valueOf(each.value())));
    return all
        + " weights "
        + new TreeMap<>(signalbox.parts().configuration().current().routing().weights())
        + " policy "
        + snapshot.settings().policy();
  }
}
