package io.signalbox.app.ui.alerts;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.command.AlertCommand;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The Alerts screen without a control. What is open is in the snapshot; rules, and what is over,
 * are asked for at their own pace. On the screen's thread only.
 */
public final class AlertsViewModel {

  private static final Duration PACE = Duration.ofSeconds(2);

  /** What was refused is told for a while: later it may not be so any more. */
  private static final Duration TOLD = Duration.ofSeconds(20);

  /** What can go wrong; an answer to one says nothing of the others. */
  private enum Of {
    ACT,
    RULES,
    CLEARED
  }

  private final UiServices services;
  private final Question rulesAsked;
  private final Question clearedAsked;
  private final ObjectProperty<Set<Alert.State>> states =
      new SimpleObjectProperty<>(
          Set.of(Alert.State.FIRING, Alert.State.ACKNOWLEDGED, Alert.State.MUTED));
  private final ReadOnlyObjectWrapper<Listed> listed =
      new ReadOnlyObjectWrapper<>(new Listed(List.of(), Map.of(), Set.of()));
  private final ReadOnlyObjectWrapper<List<AlertRuleView>> rules =
      new ReadOnlyObjectWrapper<>(List.of());
  private final Map<Of, String> failures = new EnumMap<>(Of.class);
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
  private @Nullable ConsoleSnapshot snapshot;
  private List<Alert> cleared = List.of();
  private Instant due = Instant.MIN;
  private Instant refusedUntil = Instant.MAX;

  /**
   * What the list shows.
   *
   * @param alerts of the states that are shown, open ones first
   * @param counts how many there are of each state
   * @param states those that are shown
   */
  record Listed(List<Alert> alerts, Map<Alert.State, Integer> counts, Set<Alert.State> states) {
    Listed {
      alerts = List.copyOf(alerts);
      counts = Map.copyOf(counts);
      states = Set.copyOf(states);
    }
  }

  public AlertsViewModel(UiServices services) {
    this.services = services;
    this.rulesAsked = new Question(services, failure -> fail(Of.RULES, failure));
    this.clearedAsked = new Question(services, failure -> fail(Of.CLEARED, failure));
    services.preferences().keepAll("alerts", "states", Alert.State.class, states);
  }

  void show(ConsoleSnapshot newest) {
    snapshot = newest;
    list();
    Instant now = now();
    if (!now.isBefore(due)) {
      due = now.plus(PACE);
      ask();
    }
  }

  private void ask() {
    rulesAsked.ask(
        "rules",
        new Query.ListAlertRules(),
        answer -> {
          tell(Of.RULES, "");
          rules.set(answer);
        });
    clearedAsked.ask(
        "cleared",
        new Query.ListAlerts(true),
        answer -> {
          tell(Of.CLEARED, "");
          cleared = answer.stream().filter(each -> !each.isOpen()).toList();
          list();
        });
  }

  /** Time has passed: a mute may have run out, and what is told for a while ends. */
  void tick() {
    list();
    if (!now().isBefore(refusedUntil)) {
      refusedUntil = Instant.MAX;
      tell(Of.ACT, "");
    }
  }

  private void list() {
    ConsoleSnapshot shown = snapshot;
    if (shown == null) {
      return;
    }
    Instant now = now();
    Map<Alert.State, Integer> counts = new EnumMap<>(Alert.State.class);
    shown.alerts().forEach(each -> counts.merge(each.state(now), 1, Integer::sum));
    // What fired again since was asked for before it did.
    Set<String> open = shown.alerts().stream().map(Alert::id).collect(Collectors.toSet());
    List<Alert> over = cleared.stream().filter(each -> !open.contains(each.id())).toList();
    if (!over.isEmpty()) {
      counts.put(Alert.State.CLEARED, over.size());
    }
    List<Alert> all =
        Stream.concat(shown.alerts().stream(), over.stream())
            .filter(each -> states.get().contains(each.state(now)))
            .toList();
    Listed next = new Listed(all, counts, states.get());
    if (!next.equals(listed.get())) {
      listed.set(next);
    }
  }

  /** Shows alerts of a state, or leaves them out. */
  void toggle(Alert.State state) {
    Set<Alert.State> next = EnumSet.noneOf(Alert.State.class);
    next.addAll(states.get());
    if (!next.remove(state)) {
      next.add(state);
    }
    states.set(Set.copyOf(next));
    list();
  }

  /** Why nothing can be done here; empty where it can. */
  String refusal() {
    return services.commands().readOnly() ? "This window is read-only" : "";
  }

  void acknowledge(Alert alert) {
    act(new AlertCommand.Acknowledge(alert.id(), ""), after -> "Acknowledged: " + alert.title());
  }

  void mute(Alert alert, Duration length) {
    act(
        new AlertCommand.Mute(alert.id(), now().plus(length), ""),
        after -> "Muted: " + alert.title());
  }

  void unmute(Alert alert) {
    act(new AlertCommand.Unmute(alert.id(), ""), after -> "No longer muted: " + alert.title());
  }

  /** Switches a rule on or off. */
  void enable(AlertRuleView rule, boolean on) {
    act(
        new AlertCommand.SetRule(rule.rule().name(), Map.of("enabled", on), ""),
        after -> rule.rule().name() + (on ? ": on" : ": off"));
  }

  void check(String provider) {
    act(
        new ProviderCommand.Check(provider),
        found ->
            provider
                + " is "
                + found.state().name().toLowerCase(Locale.ROOT)
                + (found.reason().isEmpty() ? "" : ": " + found.reason()));
  }

  void look(String request) {
    act(new RequestCommand.Drive(List.of(request)), found -> "Looked at " + request);
  }

  private <R> void act(Command<R> command, Function<R, String> words) {
    tell(Of.ACT, "");
    services.execute(
        command,
        false,
        answer -> {
          // Told again where it is the same words: somebody has acted again.
          told.set("");
          told.set(words.apply(answer));
          ask();
        },
        failure -> {
          refusedUntil = now().plus(TOLD);
          fail(Of.ACT, failure);
        });
  }

  private void fail(Of of, RuntimeException failure) {
    tell(of, UiServices.textOf(failure));
  }

  private void tell(Of of, String words) {
    failures.put(of, words);
    error.set(failures.values().stream().filter(each -> !each.isEmpty()).findFirst().orElse(""));
  }

  Instant now() {
    return services.time().now();
  }

  ReadOnlyObjectProperty<Listed> listedProperty() {
    return listed.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<AlertRuleView>> rulesProperty() {
    return rules.getReadOnlyProperty();
  }

  /** What was refused a moment ago, else what cannot be read; empty while all is well. */
  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /** What was done last, for a toast. */
  ReadOnlyStringProperty toldProperty() {
    return told.getReadOnlyProperty();
  }
}
