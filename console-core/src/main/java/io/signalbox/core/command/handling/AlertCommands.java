package io.signalbox.core.command.handling;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertChanged;
import io.signalbox.core.alert.AlertChanged.Change;
import io.signalbox.core.alert.AlertRepository;
import io.signalbox.core.alert.BuiltInRules;
import io.signalbox.core.command.AlertCommand;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.query.answering.AlertRules;
import io.signalbox.core.snapshot.SnapshotMaker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out what can be done to alerts and their rules. Thread-safe. */
public final class AlertCommands {

  /** A mute is no way to switch a rule off. */
  private static final Duration LONGEST_MUTE = Duration.ofDays(30);

  private final SnapshotMaker snapshots;
  private final AlertRepository alerts;
  private final AlertRules rules;
  private final SettingChanges settings;
  private final EventStream events;

  public AlertCommands(
      SnapshotMaker snapshots,
      AlertRepository alerts,
      AlertRules rules,
      SettingChanges settings,
      EventStream events) {
    this.snapshots = snapshots;
    this.alerts = alerts;
    this.rules = rules;
    this.settings = settings;
    this.events = events;
  }

  Optional<Alert> handle(AlertCommand command, AuditTrail.Act act) {
    return switch (command) {
      case AlertCommand.Acknowledge c -> Optional.of(acknowledge(c.id(), act));
      case AlertCommand.Mute c -> Optional.of(mute(c, act));
      case AlertCommand.Unmute c -> Optional.of(unmute(c.id(), act));
      case AlertCommand.SetRule c -> {
        settings.apply(rules.change(c.name(), c.settings()), c.reason(), act);
        yield Optional.empty();
      }
      case AlertCommand.RemoveRule c -> {
        remove(c, act);
        yield Optional.empty();
      }
    };
  }

  private Alert acknowledge(String id, AuditTrail.Act act) {
    Alert alert = open(id);
    if (alert.state(act.at()) == Alert.State.ACKNOWLEDGED) {
      return alert;
    }
    Alert seen = alert.marked(new Alert.Mark(act.caller().actor(), act.at(), null), alert.muted());
    return mark(
        seen,
        Change.ACKNOWLEDGED,
        () -> alerts.acknowledge(seen),
        Map.of("state", "acknowledged"),
        alert,
        act);
  }

  private Alert mute(AlertCommand.Mute command, AuditTrail.Act act) {
    Checks.future(command.until(), act.at());
    if (command.until().isAfter(act.at().plus(LONGEST_MUTE))) {
      throw Checks.invalid(
          "An alert is muted for 30 days at most; switch its rule off instead, with 'signalbox"
              + " alerts set RULE enabled=false'",
          "until",
          command.until().toString());
    }
    Alert alert = open(command.id());
    Alert.Mark before = alert.muted();
    if (before != null && command.until().equals(before.until())) {
      return alert;
    }
    Alert muted =
        alert.marked(
            alert.acknowledged(), new Alert.Mark(act.caller().actor(), act.at(), command.until()));
    return mark(
        muted,
        Change.MUTED,
        () -> alerts.mute(muted),
        Map.of("state", "muted", "until", command.until().toString()),
        alert,
        act);
  }

  private Alert unmute(String id, AuditTrail.Act act) {
    Alert alert = open(id);
    if (!alert.isMuted(act.at())) {
      return alert;
    }
    Alert heard = alert.marked(alert.acknowledged(), null);
    return mark(
        heard,
        Change.UNMUTED,
        () -> alerts.mute(heard),
        Map.of("state", heard.state(act.at()).word()),
        alert,
        act);
  }

  /**
   * @param save of that mark alone: somebody else may have set the other one meanwhile
   */
  private Alert mark(
      Alert marked,
      Change change,
      Runnable save,
      Map<String, Object> after,
      Alert before,
      AuditTrail.Act act) {
    AlertChanged changed =
        new AlertChanged(act.at(), change, marked, act.caller().actor(), act.caller().traceId());
    act.changeThen(
        () -> {
          save.run();
          alerts.append(List.of(changed));
          return () -> events.publish(changed);
        },
        Map.of("state", before.state(act.at()).word()),
        after);
    return marked;
  }

  private Alert open(String id) {
    List<Alert> open = snapshots.alerts();
    return open.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new SignalboxException(
                ErrorCode.INVALID_INPUT,
                "No alert '" + id + "' is open; 'signalbox alerts list' names those that are",
                Map.of("field", "id", "open", open.stream().map(Alert::id).toList())));
  }

  private void remove(AlertCommand.RemoveRule command, AuditTrail.Act act) {
    String name = command.name();
    if (rules.isOverridden(name)) {
      Map<String, @Nullable Object> change = new LinkedHashMap<>();
      change.put(OverrideKey.ofAlertRule(name), null);
      settings.apply(change, command.reason(), act);
      return;
    }
    String where =
        BuiltInRules.ALL.containsKey(name)
            ? "is built in"
            : rules.isKnown(name) ? "stands in a file" : "";
    if (where.isEmpty()) {
      throw rules.unknown(name);
    }
    throw Checks.invalid(
        "The rule '"
            + name
            + "' "
            + where
            + " and cannot be removed here; 'signalbox alerts set "
            + name
            + " enabled=false' switches it off",
        "name",
        name);
  }
}
