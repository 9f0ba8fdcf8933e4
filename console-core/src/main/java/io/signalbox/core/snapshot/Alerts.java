package io.signalbox.core.snapshot;

import io.signalbox.core.background.BackgroundProblem;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ConfigurationService;
import io.signalbox.core.config.ProviderKeys;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.event.Event.Severity;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.WorkAtAGlance;
import io.signalbox.core.template.TemplateCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an operator should look at, worst first, each with the place it stands. Thread-safe. */
public final class Alerts {

  private final ConfigurationService configuration;
  private final TemplateCatalog templates;
  private final Supplier<String> movedStore;
  private final Supplier<List<BackgroundProblem>> background;
  private final List<InstalledTypes.Problem> types;
  private final TimeSource time;

  /**
   * @param movedStore what to do about a store that was copied or moved; empty if it was not
   * @param types what is wrong with installed provider types
   * @param background what runs by itself and does not do what it should
   */
  public Alerts(
      ConfigurationService configuration,
      TemplateCatalog templates,
      Supplier<String> movedStore,
      Supplier<List<BackgroundProblem>> background,
      List<InstalledTypes.Problem> types,
      TimeSource time) {
    this.configuration = configuration;
    this.templates = templates;
    this.movedStore = movedStore;
    this.background = background;
    this.types = List.copyOf(types);
    this.time = time;
  }

  public List<Alert> find(List<ProviderView> providers, WorkAtAGlance work) {
    Configuration current = configuration.current();
    List<Alert> found = new ArrayList<>();
    ofIdentity(current, found);
    ofProviders(providers, current, found);
    ofFiles(current, found);
    ofRequests(work, found);
    ofBackground(found);
    ofTypes(current, found);
    found.sort(
        Comparator.comparing(Alert::severity)
            .reversed()
            .thenComparing(Alert::since, Comparator.reverseOrder()));
    return List.copyOf(found);
  }

  private void ofIdentity(Configuration current, List<Alert> found) {
    String moved = movedStore.get();
    if (!moved.isEmpty()) {
      found.add(
          new Alert(
              Severity.ERROR,
              "configuration",
              "identity",
              "This store was copied or moved, or made again",
              moved,
              "",
              current.loadedAt()));
    }
  }

  private void ofProviders(List<ProviderView> providers, Configuration current, List<Alert> found) {
    if (!providers.isEmpty() && providers.stream().noneMatch(ProviderView::takesWork)) {
      found.add(
          new Alert(
              Severity.ERROR,
              "provider",
              providers.getFirst().name(),
              "No provider takes new work",
              "Every provider is disabled, held, unhealthy or cannot be used",
              "",
              time.now()));
    }
    for (ProviderView provider : providers) {
      ofProvider(provider, current).ifPresent(found::add);
    }
  }

  private static Optional<Alert> ofProvider(ProviderView provider, Configuration current) {
    if (!provider.usable() && provider.enabled()) {
      return Optional.of(
          new Alert(
              Severity.ERROR,
              "provider",
              provider.name(),
              provider.name() + " cannot be used",
              provider.problem(),
              location(current, provider.name()),
              current.loadedAt()));
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
      for (Diagnostic diagnostic : current.diagnostics()) {
        if (diagnostic.severity() == Diagnostic.Severity.WARNING) {
          found.add(ofDiagnostic("configuration", diagnostic, ""));
        }
      }
    }
    for (Diagnostic diagnostic : templates.diagnostics()) {
      if (diagnostic.severity() != Diagnostic.Severity.INFO) {
        found.add(ofDiagnostic("template", diagnostic, ""));
      }
    }
  }

  private Alert ofDiagnostic(String kind, Diagnostic diagnostic, String otherwise) {
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
        configuration.current().loadedAt());
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

  private void ofBackground(List<Alert> found) {
    for (BackgroundProblem problem : background.get()) {
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

  private void ofTypes(Configuration current, List<Alert> found) {
    for (InstalledTypes.Problem problem : types) {
      found.add(
          new Alert(
              Severity.WARNING,
              "configuration",
              problem.code(),
              problem.message(),
              "Only this provider type is out of use",
              "",
              current.loadedAt()));
    }
  }

  private static String location(Configuration current, String provider) {
    return current.values().entrySet().stream()
        .filter(entry -> ProviderKeys.belongsTo(entry.getKey(), provider))
        .map(entry -> place(entry.getValue()))
        .filter(place -> !place.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String place(SettingValue value) {
    @Nullable Location location = value.location();
    return location == null ? "" : location.toString();
  }
}
