package io.signalbox.app.ui.switching;

import io.signalbox.core.command.CommandBus;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a wish is about, as it stands now, and says why something cannot be done to it. On the
 * screen's thread only.
 */
final class Targets {

  private final CommandBus commands;
  private final ReadOnlyObjectWrapper<@Nullable ConsoleSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>();

  Targets(CommandBus commands) {
    this.commands = commands;
  }

  /** How things stand now. */
  void show(ConsoleSnapshot now) {
    snapshot.set(now);
  }

  /** Null where there is no such thing, or none any more. */
  @Nullable Target find(SwitchRequest wish) {
    ConsoleSnapshot now = snapshot.get();
    return now == null ? null : Target.of(now, wish.at(), wish.name());
  }

  /** Why the action cannot be done to what the wish is about; empty if it can. */
  String refusal(SwitchAction action, SwitchRequest wish) {
    Target to = find(wish);
    if (to == null) {
      return wish.name().isEmpty()
          ? "Select a switch or a provider first."
          : wish.name() + " is not in the tree now.";
    }
    return commands.readOnly() ? "This window is read-only." : to.refusal(action);
  }

  /** As configured; empty until it is known. */
  String environment() {
    ConsoleSnapshot now = snapshot.get();
    return now == null ? "" : now.environment();
  }

  /** Null until there is one. */
  ReadOnlyObjectProperty<@Nullable ConsoleSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }
}
