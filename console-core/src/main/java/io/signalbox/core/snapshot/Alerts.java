package io.signalbox.core.snapshot;

import io.signalbox.core.background.BackgroundProblem;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.event.Event.Severity;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.WorkAtAGlance;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator should look at, worst first, each with the place it stands and since when it is
 * known. For one thread at a time.
 */
public final class Alerts {

  private static final Instant UNDATED = Instant.MIN;

  /** Alerts of one sort about files, until one stands for all. */
  private static final int MAX_ALIKE = 3;

  private final ConfigurationService configuration;
  private final TemplateCatalog templates;
  private final List<InstalledTypes.Problem> types;
  private final TimeSource time;
  private Locations locations;
  // When each that does not tell by itself was found first.
  private Map<Found, Instant> since = Map.of();
  private List<Alert> before = List.of();

  /** One that lasts, whatever is written beside it. */
  private record Found(String kind, String subject, String title, String location) {}

  /**
   * @param types what is wrong with installed provider types
   */
  public Alerts(
      ConfigurationService configuration,
      TemplateCatalog templates,
      List<InstalledTypes.Problem> types,
      TimeSource time) {
    this.configuration = configuration;
    this.templates = templates;
    this.types = List.copyOf(types);
    this.time = time;
    this.locations = new Locations(configuration.current());
  }

  /** Everything; the same list where nothing changed. */
  List<Alert> find(List<ProviderView> providers, StoreRead store) {
    Configuration current = configuration.current();
    if (!locations.isOf(current)) {
      locations = new Locations(current);
    }
    List<Alert> found = new ArrayList<>();
    ofIdentity(store.moved(), found);
    ofProviders(providers, found);
    ofFiles(current, found);
    ofRequests(store.work(), found);
    ofBackground(store.background(), found);
    ofTypes(found);
    List<Alert> dated = dated(found, current);
    dated.sort(
        Comparator.comparing(Alert::severity)
            .reversed()
            .thenComparing(Alert::since, Comparator.reverseOrder()));
    if (!dated.equals(before)) {
      before = List.copyOf(dated);
    }
    return before;
  }

  /** Reading a file again is no news of what was wrong in it before. */
  private List<Alert> dated(List<Alert> found, Configuration current) {
    Map<Found, Instant> still = new HashMap<>();
    List<Alert> dated = new ArrayList<>();
    Instant now = since.isEmpty() && before.isEmpty() ? current.loadedAt() : time.now();
    for (Alert each : found) {
      if (!each.since().equals(UNDATED)) {
        dated.add(each);
        continue;
      }
      Found key = new Found(each.kind(), each.subject(), each.title(), each.location());
      Instant first = since.getOrDefault(key, now);
      still.put(key, first);
      dated.add(
          new Alert(
              each.severity(),
              each.kind(),
              each.subject(),
              each.title(),
              each.detail(),
              each.location(),
              first));
    }
    since = still;
    return dated;
  }

  private static void ofIdentity(String moved, List<Alert> found) {
    if (!moved.isEmpty()) {
      found.add(
          new Alert(
              Severity.ERROR,
              "configuration",
              "identity",
              "This store was copied or moved, or made again",
              moved,
              "",
              UNDATED));
    }
  }

  private void ofProviders(List<ProviderView> providers, List<Alert> found) {
    if (!providers.isEmpty() && providers.stream().noneMatch(ProviderView::takesWork)) {
      found.add(
          new Alert(
              Severity.ERROR,
              "provider",
              providers.getFirst().name(),
              "No provider takes new work",
              "Every provider is disabled, held, unhealthy or cannot be used",
              "",
              UNDATED));
    }
    for (ProviderView provider : providers) {
      ofProvider(provider).ifPresent(found::add);
      ofCircuit(provider).ifPresent(found::add);
    }
  }

  private Optional<Alert> ofProvider(ProviderView provider) {
    if (!provider.usable() && provider.enabled()) {
      return Optional.of(
          new Alert(
              Severity.ERROR,
              "provider",
              provider.name(),
              provider.name() + " cannot be used",
              provider.problem(),
              locations.of(provider.name()),
              UNDATED));
    }
    if (!provider.enabled()) {
      return Optional.empty();
    }
    return switch (provider.health().state()) {
      case UNHEALTHY -> Optional.of(ofHealth(provider, Severity.ERROR, "unhealthy"));
      case DEGRADED -> Optional.of(ofHealth(provider, Severity.WARNING, "degraded"));
      case HEALTHY, UNKNOWN -> Optional.empty();
    };
  }

  /** What an operator forced open is told among what is held. */
  private static Optional<Alert> ofCircuit(ProviderView provider) {
    CircuitView circuit = provider.circuit();
    if (circuit == null || circuit.state() != CircuitView.State.OPEN || !provider.enabled()) {
      return Optional.empty();
    }
    return Optional.of(
        new Alert(
            Severity.WARNING,
            "provider",
            provider.name(),
            "Circuit of " + provider.name() + " is open",
            "New work goes elsewhere until a trial succeeds",
            "",
            circuit.since()));
  }

  private static Alert ofHealth(ProviderView provider, Severity severity, String word) {
    return new Alert(
        severity,
        "provider",
        provider.name(),
        provider.name() + " is " + word,
        provider.health().reason(),
        "",
        provider.health().since());
  }

  private void ofFiles(Configuration current, List<Alert> found) {
    List<Diagnostic> refused = configuration.lastRefusal();
    for (Diagnostic diagnostic : refused) {
      if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
        found.add(
            ofDiagnostic("configuration", diagnostic, "The last good configuration is in force"));
      }
    }
    if (refused.isEmpty()) {
      ofLikes("configuration", current.diagnostics(), found);
    }
    ofLikes("template", templates.diagnostics(), found);
  }

  /** Of many of one sort the first stands for all: a slip repeated in a file hides no outage. */
  private static void ofLikes(String kind, List<Diagnostic> told, List<Alert> found) {
    Map<String, List<Diagnostic>> likes = new LinkedHashMap<>();
    for (Diagnostic each : told) {
      if (each.severity() != Diagnostic.Severity.INFO) {
        likes
            .computeIfAbsent(each.severity() + " " + each.code(), sort -> new ArrayList<>())
            .add(each);
      }
    }
    for (List<Diagnostic> each : likes.values()) {
      if (each.size() <= MAX_ALIKE) {
        each.forEach(one -> found.add(ofDiagnostic(kind, one, "")));
      } else {
        Alert first = ofDiagnostic(kind, each.getFirst(), "");
        found.add(
            new Alert(
                first.severity(),
                kind,
                first.subject(),
                first.title(),
                "And "
                    + (each.size() - 1)
                    + " more like it; \"signalbox config validate\" lists them",
                first.location(),
                UNDATED));
      }
    }
  }

  private static Alert ofDiagnostic(String kind, Diagnostic diagnostic, String otherwise) {
    Location location = diagnostic.location();
    String subject = diagnostic.key();
    if (subject.isEmpty() && location != null) {
      subject = location.file();
    }
    return new Alert(
        diagnostic.severity() == Diagnostic.Severity.ERROR ? Severity.ERROR : Severity.WARNING,
        kind,
        subject,
        title(diagnostic.message(), location),
        detail(diagnostic, otherwise),
        location == null ? "" : location.toString(),
        UNDATED);
  }

  /** Without the place a message begins with: it is shown beside it. */
  private static String title(String message, @Nullable Location location) {
    String place = location == null ? "" : location + ": ";
    return message.startsWith(place) ? message.substring(place.length()) : message;
  }

  private static String detail(Diagnostic diagnostic, String otherwise) {
    String hint = diagnostic.hint();
    return hint.isEmpty() || diagnostic.message().contains(hint) ? otherwise : hint;
  }

  private static void ofRequests(WorkAtAGlance work, List<Alert> found) {
    for (WorkAtAGlance.Troubled each : work.troubled()) {
      found.add(
          new Alert(
              Severity.WARNING,
              "request",
              each.requestId(),
              each.requestId()
                  + (each.state().isFinal()
                      ? " ended " + each.state().word()
                      : " is open past its deadline"),
              each.message(),
              "",
              each.at()));
    }
  }

  private static void ofBackground(List<BackgroundProblem> problems, List<Alert> found) {
    for (BackgroundProblem problem : problems) {
      found.add(
          new Alert(
              Severity.ERROR,
              "background",
              problem.subject(),
              problem.title(),
              problem.detail(),
              "",
              problem.since()));
    }
  }

  private void ofTypes(List<Alert> found) {
    for (InstalledTypes.Problem problem : types) {
      found.add(
          new Alert(
              Severity.WARNING,
              "configuration",
              problem.code(),
              problem.message(),
              "Only this provider type is out of use",
              "",
              UNDATED));
    }
  }
}
