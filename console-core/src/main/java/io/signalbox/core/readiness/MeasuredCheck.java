package io.signalbox.core.readiness;

import io.signalbox.core.alert.delivery.AlertDelivery.Way;
import io.signalbox.core.background.BackgroundProblem;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.error.Counted;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Whether calls are measured, what was measured reaches the store, and what is wrong with it would
 * be told.
 */
final class MeasuredCheck implements Check {

  /** Samples are looked for as far back; three times that where checks are further apart. */
  private static final Duration LEAST_WINDOW = Duration.ofMinutes(5);

  private final Supplier<Configuration> configuration;
  private final ProviderMetrics metrics;
  private final Supplier<List<BackgroundProblem>> background;
  private final Supplier<List<Way>> told;

  /**
   * @param told ways to tell people elsewhere of alerts
   */
  MeasuredCheck(
      Supplier<Configuration> configuration,
      ProviderMetrics metrics,
      Supplier<List<BackgroundProblem>> background,
      Supplier<List<Way>> told) {
    this.configuration = configuration;
    this.metrics = metrics;
    this.background = background;
    this.told = told;
  }

  @Override
  public Finding run(Progress progress) {
    Configuration now = configuration.get();
    Found found = new Found(Found.remedy("Nothing is to be done", Place.OVERVIEW, ""));
    collecting(now, found);
    List<ProviderInstance> enabled =
        now.providers().stream()
            .filter(each -> each.enabled() && each.problem().isEmpty())
            .toList();
    long calls = 0;
    int measured = 0;
    for (ProviderInstance each : enabled) {
      Duration window = window(each);
      WindowMetrics figures = WindowMetrics.NONE;
      long operations = 0;
      for (WindowMetrics kind : metrics.byOperation(each.name(), window, false).values()) {
        operations += kind.operations();
        figures = kind.operations() >= figures.operations() ? kind : figures;
      }
      calls += operations;
      String expected = "a sample in " + window.toMinutes() + " min";
      if (operations > 0) {
        measured++;
        found.row(
            each.name(),
            expected,
            Counted.of(operations, "call")
                + String.format(Locale.ROOT, ", p95 %.0f ms", figures.p95Millis()),
            Verdict.PASSED);
      } else {
        found.row(each.name(), expected, "none", Verdict.WARNING);
      }
    }
    missing(enabled.size(), measured, found);
    List<BackgroundProblem> problems = background.get();
    for (BackgroundProblem each : problems) {
      found.row(each.subject(), "runs", each.title(), Verdict.FAILED);
      found.wrong(
          each.title() + ". " + each.detail(),
          Found.remedy("Mend what it says; it is tried again by itself", Place.OVERVIEW, ""));
    }
    String alarms = Alarms.look(now, told.get(), found);
    return found.finding(
        "Samples of "
            + measured
            + " of "
            + Counted.of(enabled.size(), "provider")
            + ", "
            + Counted.of(calls, "call")
            + ".",
        (problems.isEmpty()
                ? "What runs by itself runs; "
                : Counted.of(problems.size(), "problem") + " of what runs by itself; ")
            + alarms);
  }

  private static void collecting(Configuration now, Found found) {
    String place = Places.of(now, "metrics_collection_enabled");
    found.row(
        "metrics_collection_enabled",
        "true",
        String.valueOf(now.measures()),
        now.measures() ? Verdict.PASSED : Verdict.FAILED,
        place);
    if (!now.measures()) {
      found.wrong(
          "Calls are not measured: adaptive balancing, health by calls and every chart stand still",
          Found.remedy(
              "Set strategy.metrics_collection_enabled to true",
              Place.SETTINGS,
              "metrics_collection_enabled"));
    }
  }

  private static void missing(int enabled, int measured, Found found) {
    if (measured == 0 || measured < enabled) {
      found.row(
          "samples",
          "of each provider",
          "of " + measured + " of " + enabled,
          measured == 0 ? Verdict.FAILED : Verdict.WARNING);
      found.wrong(
          enabled == 0
              ? "No provider can be used, so that nothing is measured"
              : (enabled - measured)
                  + " of "
                  + Counted.of(enabled, "provider")
                  + " told nothing of late: nobody called or checked them",
          Found.remedy(
              "Run Health Checks first, or leave a window open, which checks by itself",
              Place.PROVIDERS,
              ""));
    }
  }

  /** At least three checks fit; whole minutes, 15 at most, which memory holds. */
  private static Duration window(ProviderInstance provider) {
    Duration three = provider.health().interval().multipliedBy(3);
    long minutes = Math.ceilDiv(three.toSeconds(), 60);
    return Duration.ofMinutes(Math.clamp(minutes, LEAST_WINDOW.toMinutes(), 15));
  }
}
