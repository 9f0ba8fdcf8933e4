package io.signalbox.core.readiness;

import io.signalbox.core.background.Together;
import io.signalbox.core.error.Counted;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.holds.HoldWords;
import io.signalbox.core.routing.holds.ManualState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whether every provider that takes work answers: one live check each, all at the same time, that
 * counts as if an operator had asked for it.
 */
final class ReachableCheck implements Check {

  private final ProviderContext context;
  private final HealthMonitor health;
  private final TimeSource time;

  ReachableCheck(ProviderContext context, HealthMonitor health, TimeSource time) {
    this.context = context;
    this.health = health;
    this.time = time;
  }

  /**
   * What a live check found. A provider that was healthy stays so for a failure or two; this check
   * has failed all the same.
   *
   * @param state after it
   * @param failed whether it did
   */
  private record Answer(HealthState state, boolean failed, String reason, Duration took) {
    boolean healthy() {
      return !failed && state == HealthState.HEALTHY;
    }
  }

  @Override
  public Finding run(Progress progress) throws InterruptedException {
    RoutingSnapshot snapshot = context.snapshot();
    Instant now = time.now();
    Found found = new Found(Found.remedy("Nothing is to be done", Place.PROVIDERS, ""));
    List<ProviderRegistration> asked = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (ProviderRegistration each : snapshot.providers()) {
      String why = leftOut(snapshot, each, now);
      if (why == null) {
        asked.add(each);
      } else if (!why.isEmpty()) {
        leftOut.add(each.name() + ": " + why);
        found.row(each.name(), "answers", "left out, " + why, Verdict.WARNING);
        found.wrong(
            each.name() + " was not asked: " + why,
            Found.remedy("Resume it, and run the check again", Place.PROVIDERS, each.name()));
      }
    }
    Map<String, Answer> answers = ask(asked, progress);
    for (ProviderRegistration each : asked) {
      Answer answer = answers.get(each.name());
      if (answer != null) {
        tell(each, answer, found);
      }
    }
    if (asked.isEmpty()) {
      found.row("providers", "at least 1 answers", "0 asked", Verdict.FAILED);
      found.wrong(
          "No provider takes work, so that none was asked",
          Found.remedy("Enable a provider, or resume one", Place.PROVIDERS, ""));
    }
    long good = answers.values().stream().filter(Answer::healthy).count();
    long slowest =
        answers.values().stream().mapToLong(each -> each.took().toMillis()).max().orElse(0);
    return found.finding(
        good
            + " of "
            + Counted.of(asked.size(), "provider")
            + " answered healthy, slowest "
            + slowest
            + " ms.",
        leftOut.isEmpty() ? "" : "Left out: " + String.join("; ", leftOut) + ".");
  }

  private Map<String, Answer> ask(List<ProviderRegistration> asked, Progress progress)
      throws InterruptedException {
    Map<String, Answer> answers = new ConcurrentHashMap<>();
    AtomicInteger ended = new AtomicInteger();
    List<Runnable> checks = new ArrayList<>();
    for (ProviderRegistration each : asked) {
      checks.add(() -> {
        answers.put(each.name(), check(each));
        int done = ended.incrementAndGet();
        progress.told(done, asked.size(), done + " of " + asked.size() + " answered");
      });
    }
    if (!checks.isEmpty()) {
      Together.run(checks);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return answers;
  }

  private Answer check(ProviderRegistration provider) {
    if (provider.strategy() == null) {
      return new Answer(HealthState.UNHEALTHY, true, provider.unusable(), Duration.ZERO);
    }
    // As exact as health keeps it.
    Instant asked = time.now().truncatedTo(ChronoUnit.MICROS);
    long begun = time.nanos();
    try {
      HealthView view = health.checkNow(provider.name());
      Duration took = Duration.ofNanos(time.nanos() - begun);
      Instant checked = view.checkedAt();
      return checked == null || checked.isBefore(asked)
          ? new Answer(HealthState.UNKNOWN, true, "the check came to no result", took)
          : new Answer(view.state(), view.consecutiveFailures() > 0, view.reason(), took);
    } catch (SignalboxException e) {
      return new Answer(
          HealthState.UNKNOWN,
          true,
          "the check could not be kept: " + e.getMessage(),
          Duration.ofNanos(time.nanos() - begun));
    }
  }

  private static void tell(ProviderRegistration provider, Answer answer, Found found) {
    String figures = answer.took().toMillis() + " ms";
    if (answer.failed()) {
      found.row(
          provider.name(),
          "answers",
          "failed, " + figures + ": " + answer.reason(),
          Verdict.FAILED);
      found.wrong(
          provider.name() + " does not answer: " + answer.reason(),
          Found.remedy(
              "Check its endpoint and credentials, then run the check again",
              Place.PROVIDERS,
              provider.name()));
    } else if (answer.healthy()) {
      found.row(provider.name(), "answers", "healthy, " + figures, Verdict.PASSED);
    } else {
      String how =
          answer.state() == HealthState.DEGRADED
              ? "degraded"
              : "answers again and is still kept out";
      found.row(
          provider.name(),
          "answers",
          how + ", " + figures + ": " + answer.reason(),
          Verdict.WARNING);
      found.wrong(
          provider.name() + ": " + how + ". " + answer.reason(),
          Found.remedy("See its errors", Place.PROVIDERS, provider.name()));
    }
  }

  /** Null for who is asked; empty for who is not there at all, as configured. */
  private static @Nullable String leftOut(
      RoutingSnapshot snapshot, ProviderRegistration provider, Instant now) {
    ManualState manual = snapshot.manual(provider.name(), now);
    if (manual == null) {
      return provider.enabled() ? null : "";
    }
    return switch (manual.kind()) {
      case MAINTENANCE, DISABLED -> HoldWords.of(manual.kind()) + " by " + manual.who();
      case DRAINED, ENABLED -> null;
    };
  }
}
