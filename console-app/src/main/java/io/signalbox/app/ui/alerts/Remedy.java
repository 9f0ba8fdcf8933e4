package io.signalbox.app.ui.alerts;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be done about an alert.
 *
 * @param label of its button; one that opens a form ends in an ellipsis
 */
public record Remedy(Kind kind, String label) {

  /** The ways there are. */
  public enum Kind {
    /** Takes new work away from the provider, by the form for switches. */
    DRAIN,
    /** Looks at the provider's health now. */
    CHECK,
    TRACKS,
    PROVIDER,
    TEMPLATE,
    REQUEST,
    /** Goes on with the request now. */
    LOOK,
    /** Searches for machines without a request. */
    SWEEP
  }

  private static final Remedy DRAIN = new Remedy(Kind.DRAIN, "Drain…");
  private static final Remedy CHECK = new Remedy(Kind.CHECK, "Check now");
  private static final Remedy TRACKS = new Remedy(Kind.TRACKS, "Show on Tracks");
  private static final Remedy PROVIDER = new Remedy(Kind.PROVIDER, "Open in Providers");
  private static final Remedy TEMPLATE = new Remedy(Kind.TEMPLATE, "Open in Templates");
  private static final Remedy REQUEST = new Remedy(Kind.REQUEST, "Open request");
  private static final Remedy LOOK = new Remedy(Kind.LOOK, "Look now");
  private static final Remedy SWEEP = new Remedy(Kind.SWEEP, "Search and release…");

  /** What helps, the likeliest first; empty where nothing in the window does. */
  public static List<Remedy> of(Alert alert, ConsoleSnapshot now) {
    return switch (alert.kind()) {
      case "provider" -> ofProvider(alert, now);
      case "template" -> List.of(TEMPLATE);
      case "request" ->
          alert.rule().equals("request_failed") ? List.of(REQUEST) : List.of(REQUEST, LOOK);
      case "configuration" -> List.of(PROVIDER);
      default -> List.of();
    };
  }

  private static List<Remedy> ofProvider(Alert alert, ConsoleSnapshot now) {
    Optional<ProviderView> found = now.provider(alert.subject());
    if (alert.rule().equals("orphans")) {
      return List.of(SWEEP, PROVIDER);
    }
    if (found.isEmpty() || !found.get().usable()) {
      return List.of(PROVIDER);
    }
    ProviderView view = found.get();
    List<Remedy> remedies = new ArrayList<>(List.of(TRACKS, CHECK));
    if (view.enabled() && view.manual() == null) {
      remedies.addFirst(DRAIN);
      // Nothing goes there any more: what matters is whether it is back.
      if (view.health().state() == HealthState.UNHEALTHY && !view.takesWork()) {
        return List.of(CHECK, DRAIN, TRACKS);
      }
    }
    return remedies;
  }
}
