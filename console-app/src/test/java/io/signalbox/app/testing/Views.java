package io.signalbox.app.testing;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.query.PriceRange;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Views as the core would answer with them. */
public final class Views {

  private Views() {}

  /** What is known of a provider beside its view: nothing. */
  public static ProviderDetail detail(ProviderView view) {
    return new ProviderDetail(
        view,
        view.metrics(),
        new ProviderCapabilities(Set.of(), Set.of(), Map.of(), OptionalInt.empty()),
        Map.of(),
        List.of(),
        Map.of(),
        PriceRange.of(List.of()),
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  public static ProviderView provider(String name, int order, Instant at) {
    return new ProviderView(
        name,
        "aws",
        "simulated (aws)",
        true,
        true,
        "",
        true,
        new HealthView(name, HealthState.HEALTHY, at, at, "", false, null, "monitor", 0),
        null,
        false,
        0.5,
        1,
        1,
        0,
        100,
        WindowMetrics.NONE,
        order,
        null);
  }

  /** With one bad alert of a provider, two open requests and one override, in production. */
  public static ConsoleSnapshot snapshot(Instant at, int machines, String... providers) {
    List<ProviderView> views = new ArrayList<>();
    for (String name : providers) {
      views.add(provider(name, views.size(), at));
    }
    return snapshot(at, machines, views, List.of());
  }

  /** As the other, of providers and holds that are given. */
  public static ConsoleSnapshot snapshot(
      Instant at, int machines, List<ProviderView> providers, List<Held> held) {
    return new ConsoleSnapshot(
        1,
        at,
        "production",
        "1",
        WindowMetrics.NONE,
        0,
        providers,
        new TrackNode("policy", TrackNode.Kind.POLICY, "", "", null, true, List.of()),
        null,
        0,
        List.of(alert(AlertSeverity.CRITICAL, "provider", "west", "west is unhealthy", "", "", at)),
        held,
        2,
        List.of(),
        machines,
        HourlyCost.NONE,
        1);
  }

  /** The same with other alerts. */
  public static ConsoleSnapshot withAlerts(ConsoleSnapshot base, List<Alert> alerts) {
    return new ConsoleSnapshot(
        base.number(),
        base.at(),
        base.environment(),
        base.version(),
        base.totals(),
        base.inFlight(),
        base.providers(),
        base.tracks(),
        base.activation(),
        base.operationsPerSecond(),
        alerts,
        base.held(),
        base.requestsOpen(),
        base.openRequests(),
        base.machinesRunning(),
        base.cost(),
        base.overrides());
  }

  /** An alert that fires, by a rule of the same kind. */
  public static Alert alert(
      AlertSeverity severity,
      String kind,
      String subject,
      String title,
      String detail,
      String location,
      Instant since) {
    return new Alert(
        switch (kind) {
          case "provider" -> "provider_unhealthy";
          case "request" -> "request_overdue";
          case "background" -> "program";
          default -> "file_broken";
        },
        subject,
        severity,
        kind,
        subject,
        title,
        detail,
        location,
        "",
        since,
        null,
        since,
        null,
        null);
  }
}
