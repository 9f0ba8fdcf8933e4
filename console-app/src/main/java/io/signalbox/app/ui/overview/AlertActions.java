package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.alerts.Remedy;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.Trees;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.TrackNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The switch that is likeliest wanted from an alert, or from what an operator holds. Stateless. */
final class AlertActions {

  private AlertActions() {}

  /**
   * A switch to be thrown through its form.
   *
   * @param at the strategy whose member it is; empty for a provider by itself
   */
  record Offered(SwitchAction action, String at, String member) {}

  /** Traffic away from what is unwell; null where the alert is about no provider in service. */
  static @Nullable Offered of(Alert alert, ConsoleSnapshot now) {
    return Remedy.of(alert, now).stream().anyMatch(each -> each.kind() == Remedy.Kind.DRAIN)
        ? new Offered(SwitchAction.DRAIN, "", alert.subject())
        : null;
  }

  /** The way back from what is held; null where it can be taken back on its own screen alone. */
  static @Nullable Offered of(Held held, ConsoleSnapshot now) {
    return switch (held.kind()) {
      case SWITCH -> new Offered(SwitchAction.AUTOMATIC, held.subject(), held.member());
      case FORCED_OPEN, FORCED_CLOSED -> ofCircuit(held, now);
      case ACTIVE, MAINTENANCE, DRAINED -> new Offered(SwitchAction.AUTOMATIC, "", held.subject());
      case DISABLED -> new Offered(SwitchAction.ENABLE, "", held.subject());
      case ENABLED -> new Offered(SwitchAction.DISABLE, "", held.subject());
    };
  }

  /** A strategy's circuit is thrown at the strategy whose member it is. */
  private static @Nullable Offered ofCircuit(Held held, ConsoleSnapshot now) {
    if (now.provider(held.subject()).isPresent()) {
      return new Offered(SwitchAction.AUTOMATIC, "", held.subject());
    }
    List<TrackNode> above = Trees.above(now.tracks(), held.subject());
    return above.isEmpty()
        ? null
        : new Offered(SwitchAction.AUTOMATIC, above.getFirst().name(), held.subject());
  }
}
