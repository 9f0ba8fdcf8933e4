package io.signalbox.core.snapshot;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.metrics.RecentWindow;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.request.OpenRequest;
import io.signalbox.core.routing.holds.Activation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of everything at one moment, as every screen and command shows it. Immutable. What did
 * not change since the snapshot before is the same object in both, so that a screen can compare by
 * identity.
 *
 * @param number grows by one with each that is made
 * @param at when it was made; ages are told from the clock, not from here
 * @param environment as configured; {@code PRODUCTION} and {@code STAGING} have colours of their
 *     own
 * @param version of the configuration
 * @param totals over all providers and {@link #WINDOW}
 * @param inFlight calls now, over all providers
 * @param providers every configured provider, in configured order, those outside the tree too;
 *     their figures are over {@link #WINDOW}
 * @param tracks the routing tree; a POLICY node over every provider where none is configured
 * @param activation all traffic held on one provider by an operator; null if not
 * @param operationsPerSecond over all providers and {@link #WINDOW}
 * @param alerts what an operator should look at: what fires first, worst first, then what was
 *     acknowledged, then what is muted
 * @param held everything an operator's hand is on, by weight
 * @param requestsOpen all of them
 * @param openRequests the newest of them, at most {@value #OPEN_REQUESTS}, newest first
 * @param cost what runs costs, by estimate
 * @param overrides settings that are overridden
 */
public record ConsoleSnapshot(
    long number,
    Instant at,
    String environment,
    String version,
    WindowMetrics totals,
    int inFlight,
    List<ProviderView> providers,
    TrackNode tracks,
    @Nullable Activation activation,
    double operationsPerSecond,
    List<Alert> alerts,
    List<Held> held,
    int requestsOpen,
    List<OpenRequest> openRequests,
    int machinesRunning,
    HourlyCost cost,
    int overrides) {

  /** What every figure is over, everywhere: the minute that runs and the four before. */
  public static final Duration WINDOW = RecentWindow.LENGTH;

  /** Open requests that are told one by one. */
  public static final int OPEN_REQUESTS = 200;

  public ConsoleSnapshot {
    providers = List.copyOf(providers);
    alerts = List.copyOf(alerts);
    held = List.copyOf(held);
    openRequests = List.copyOf(openRequests);
  }

  /** The provider of that name. */
  public Optional<ProviderView> provider(String name) {
    return providers.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** What an operator's hand is on of a provider, strategy or switch, by weight. */
  public List<Held> heldOf(String subject) {
    return held.stream().filter(each -> each.subject().equals(subject)).toList();
  }
}
