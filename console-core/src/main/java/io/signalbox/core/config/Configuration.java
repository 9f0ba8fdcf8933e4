package io.signalbox.core.config;

import io.signalbox.core.alert.AlertSettings;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.routing.RoutingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole configuration in force: immutable, with overlays, substitution and overrides applied.
 *
 * @param folder the configuration folder
 * @param stateFolder {@code storage.path}, resolved; default {@code .signalbox} in the folder
 * @param version empty if not given
 * @param environment shown and colours the window; {@code development} by default
 * @param debug whether the log has every step
 * @param readOnly whether processes that open the folder only observe, default false
 * @param measures whether calls are measured: {@code strategy.metrics_collection_enabled}, default
 *     true
 * @param loadedAt when these values came into force
 * @param providers in configured order
 * @param templateDefaults the {@code template} section (layer 1); null where there is none
 * @param providerDefaults type to {@code template_defaults} (layer 2)
 * @param request deadlines and limits of requests
 * @param retention how long the store keeps what
 * @param alerts rules of alerts, and who is told of them
 * @param values every setting in force by dotted key path with where it came from, for {@code
 *     config show}
 * @param entries of those that are objects each entry, by key path: a member's weight
 * @param diagnostics what is odd, "not in force" among it
 */
public record Configuration(
    Path folder,
    Path stateFolder,
    String version,
    String environment,
    boolean debug,
    boolean readOnly,
    boolean measures,
    Instant loadedAt,
    List<ProviderInstance> providers,
    RoutingSettings routing,
    SourceNode.@Nullable ObjectNode templateDefaults,
    Map<String, SourceNode.ObjectNode> providerDefaults,
    RequestSettings request,
    LoggingSettings logging,
    RetentionSettings retention,
    AlertSettings alerts,
    Map<String, SettingValue> values,
    Map<String, SettingValue> entries,
    List<Diagnostic> diagnostics) {

  public Configuration {
    providers = List.copyOf(providers);
    providerDefaults = Map.copyOf(providerDefaults);
    values = sorted(values);
    entries = Map.copyOf(entries);
    diagnostics = List.copyOf(diagnostics);
  }

  /** What is sorted already is copied without comparing. */
  private static Map<String, SettingValue> sorted(Map<String, SettingValue> values) {
    return Collections.unmodifiableSortedMap(
        values instanceof SortedMap<String, SettingValue> sorted
            ? new TreeMap<>(sorted)
            : new TreeMap<>(values));
  }

  public Configuration withDiagnostics(List<Diagnostic> newest) {
    return new Configuration(
        folder,
        stateFolder,
        version,
        environment,
        debug,
        readOnly,
        measures,
        loadedAt,
        providers,
        routing,
        templateDefaults,
        providerDefaults,
        request,
        logging,
        retention,
        alerts,
        values,
        entries,
        newest);
  }

  public Optional<ProviderInstance> provider(String name) {
    return providers.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /**
   * @param defaultTimeout deadline of a request, &gt; 0, default 300 s
   * @param reconcileTimeout how long an unreconciled create keeps a request open, &gt; 0, default
   *     3600 s
   * @param failover whether a remainder may go on at another provider after CAPACITY or partial
   *     fulfilment
   * @param maxMachines the most one request may ask for, at least 1; empty for no limit
   */
  public record RequestSettings(
      Duration defaultTimeout,
      Duration reconcileTimeout,
      boolean failover,
      OptionalInt maxMachines) {

    /** Without a limit. */
    public RequestSettings(Duration defaultTimeout, Duration reconcileTimeout, boolean failover) {
      this(defaultTimeout, reconcileTimeout, failover, OptionalInt.empty());
    }

    public static final RequestSettings DEFAULT =
        new RequestSettings(Duration.ofSeconds(300), Duration.ofSeconds(3600), false);
  }

  /**
   * @param level DEBUG, INFO, WARN or ERROR; default INFO
   */
  public record LoggingSettings(String level) {
    public static final LoggingSettings DEFAULT = new LoggingSettings("INFO");
  }
}
