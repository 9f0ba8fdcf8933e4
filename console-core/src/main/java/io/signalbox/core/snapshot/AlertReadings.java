package io.signalbox.core.snapshot;

import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRepository;
import io.signalbox.core.alert.watching.Reading;
import io.signalbox.core.background.BackgroundProblem;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.error.Counted;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.WorkAtAGlance;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What every metric of alerts says now: the one place where rules get what they judge. For one
 * thread at a time.
 */
final class AlertReadings {

  private static final List<AlertMetric> MEASURED =
      List.of(
          AlertMetric.SUCCESS_RATE,
          AlertMetric.MEAN_RESPONSE,
          AlertMetric.P95_RESPONSE,
          AlertMetric.CAPACITY_ERRORS);

  private final ConfigurationService configuration;
  private final FileReadings files;
  private Locations locations;

  AlertReadings(
      ConfigurationService configuration,
      TemplateCatalog templates,
      List<InstalledTypes.Problem> types,
      TimeSource time) {
    this.configuration = configuration;
    this.files = new FileReadings(configuration, templates, types, time);
    this.locations = new Locations(configuration.current());
  }

  Map<AlertMetric, List<Reading>> read(List<ProviderView> providers, StoreRead store) {
    Configuration current = configuration.current();
    if (!locations.isOf(current)) {
      locations = new Locations(current);
    }
    List<Reading> all = new ArrayList<>();
    ofWhole(providers, store, all);
    for (ProviderView provider : providers) {
      if (provider.enabled()) {
        ofProvider(provider, all);
      }
    }
    all.addAll(files.read());
    ofRequests(store.work(), all);
    for (AlertRepository.Found each : store.found()) {
      all.add(
          Reading.ofProvider(
              AlertMetric.ORPHANS,
              each.provider(),
              each.count(),
              0,
              Counted.of(each.count(), "machine")
                  + " that no request has; \"signalbox machines sweep\" releases them"));
    }
    Map<AlertMetric, List<Reading>> byMetric = new EnumMap<>(AlertMetric.class);
    Set<String> keys = new HashSet<>();
    for (Reading each : all) {
      // Two processes may have the same trouble: it is told once.
      if (keys.add(each.metric() + " " + each.key())) {
        byMetric.computeIfAbsent(each.metric(), metric -> new ArrayList<>()).add(each);
      }
    }
    return byMetric;
  }

  private static void ofWhole(List<ProviderView> providers, StoreRead store, List<Reading> all) {
    if (!store.moved().isEmpty()) {
      all.add(
          Reading.ofState(
              AlertMetric.PROGRAM,
              "identity",
              "identity",
              "configuration",
              null,
              "This store was copied or moved, or made again",
              store.moved(),
              ""));
    }
    for (BackgroundProblem each : store.background()) {
      all.add(
          Reading.ofState(
              AlertMetric.PROGRAM,
              each.subject(),
              each.subject(),
              "background",
              each.since(),
              each.title(),
              each.detail(),
              ""));
    }
    if (!providers.isEmpty() && providers.stream().noneMatch(ProviderView::takesWork)) {
      all.add(
          Reading.ofState(
              AlertMetric.NO_PROVIDER,
              "providers",
              providers.getFirst().name(),
              "provider",
              null,
              "No provider takes new work",
              "Every provider is disabled, held, unhealthy or cannot be used",
              ""));
    }
  }

  private void ofProvider(ProviderView provider, List<Reading> all) {
    String name = provider.name();
    if (!provider.usable()) {
      all.add(
          Reading.ofState(
              AlertMetric.PROVIDER_UNUSABLE,
              name,
              name,
              "provider",
              null,
              name + " cannot be used",
              provider.problem(),
              locations.of(name)));
      return;
    }
    if (provider.health().state() == HealthState.UNHEALTHY) {
      all.add(
          Reading.ofState(
              AlertMetric.PROVIDER_UNHEALTHY,
              name,
              name,
              "provider",
              provider.health().since(),
              name + " is unhealthy",
              provider.health().reason(),
              ""));
    }
    CircuitView circuit = provider.circuit();
    // What an operator forced open is told among what is held.
    if (circuit != null && circuit.state() == CircuitView.State.OPEN) {
      all.add(
          Reading.ofState(
              AlertMetric.CIRCUIT_OPEN,
              name,
              name,
              "provider",
              circuit.since(),
              "Circuit of " + name + " is open",
              "New work goes elsewhere until a trial succeeds",
              ""));
    }
    WindowMetrics figures = provider.metrics();
    String detail = measured(figures);
    for (AlertMetric metric : MEASURED) {
      all.add(Reading.ofProvider(metric, name, metric.of(figures), figures.operations(), detail));
    }
  }

  private static String measured(WindowMetrics figures) {
    if (figures.operations() == 0) {
      return "";
    }
    String operations =
        String.format(
            Locale.ROOT,
            "%,d %s in five minutes",
            figures.operations(),
            Counted.noun(figures.operations(), "operation"));
    return Double.isNaN(figures.successRate())
        ? operations
        : operations + String.format(Locale.ROOT, ", success %.1f %%", figures.successRate());
  }

  private static void ofRequests(WorkAtAGlance work, List<Reading> all) {
    for (WorkAtAGlance.Troubled each : work.troubled()) {
      boolean ended = each.state().isFinal();
      all.add(
          Reading.ofState(
              ended ? AlertMetric.REQUEST_FAILED : AlertMetric.REQUEST_OVERDUE,
              each.requestId(),
              each.requestId(),
              "request",
              each.at(),
              each.requestId()
                  + (ended ? " ended " + each.state().word() : " is open past its deadline"),
              each.message(),
              ""));
    }
  }
}
