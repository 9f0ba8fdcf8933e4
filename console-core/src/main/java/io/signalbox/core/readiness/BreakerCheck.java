package io.signalbox.core.readiness;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.drill.BreakerTrial;
import io.signalbox.core.drill.Drills;
import io.signalbox.core.error.Counted;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.ForcedCircuit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether each circuit opens at its threshold, and soon enough: a stand-in behind it fails until it
 * does, on a clock of its own. Real circuits are not touched.
 */
final class BreakerCheck implements Check {

  /**
   * Failures in a row by which a circuit has to be open: five times the default. Later ones fail
   * callers for nothing.
   */
  private static final int MOST = 25;

  private final Supplier<Configuration> configuration;
  private final ProviderContext context;
  private final Drills drills;

  BreakerCheck(Supplier<Configuration> configuration, ProviderContext context, Drills drills) {
    this.configuration = configuration;
    this.context = context;
    this.drills = drills;
  }

  @Override
  public Finding run(Progress progress) throws InterruptedException {
    Found found = new Found(Found.remedy("Nothing is to be done", Place.ROUTING, ""));
    List<CircuitView> guarded =
        context.traffic().circuits().stream().filter(CircuitView::guarded).toList();
    List<BreakerTrial> failed = new ArrayList<>();
    int tried = 0;
    for (CircuitView circuit : guarded) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Optional<BreakerTrial> trial = drills.tryCircuit(circuit.name(), MOST);
      if (trial.isPresent()) {
        tried++;
        if (!judge(trial.get(), found)) {
          failed.add(trial.get());
        }
      } else {
        found.row(circuit.name(), "opens", "no enabled provider behind it", Verdict.WARNING);
        found.wrong(
            "The circuit of " + circuit.name() + " was not tried: no provider behind it is enabled",
            Found.remedy(
                "Enable a provider behind it, or take it out", Place.ROUTING, circuit.name()));
      }
      progress.told(tried, guarded.size(), tried + " of " + guarded.size() + " circuits tried");
    }
    forced(guarded, found);
    if (guarded.isEmpty()) {
      found.row("circuits", "at least 1", "0", Verdict.WARNING);
      found.wrong(
          "No circuit guards any provider: only health checks keep work from one that fails",
          Found.remedy(
              "Set circuit_breaker.enabled, or give a chain the mode CIRCUIT_BREAKER",
              Place.ROUTING,
              ""));
    }
    if (!failed.isEmpty()) {
      steps(failed.getFirst(), found);
    }
    return found.finding(
        guarded.isEmpty()
            ? "No circuit is configured."
            : failed.isEmpty()
                ? tried + " of " + Counted.of(guarded.size(), "circuit") + " opened in time."
                : failed.stream().map(BreakerTrial::circuit).collect(Collectors.joining(", "))
                    + " stayed CLOSED after "
                    + Counted.of(failed.getFirst().failures().size(), "failure")
                    + " in a row.",
        "Every launch failed at a stand-in; the circuits in force were not touched.");
  }

  /** Whether it opened, and at its threshold. */
  private boolean judge(BreakerTrial trial, Found found) {
    int failures = trial.failures().size();
    boolean good = trial.opened() && failures == trial.threshold();
    String place = place(trial.circuit());
    found.row(
        trial.circuit(),
        "OPEN at " + trial.threshold() + ", " + MOST + " at most",
        trial.opened() ? "OPEN at " + failures : "CLOSED after " + failures,
        good ? Verdict.PASSED : Verdict.FAILED,
        place);
    if (!good) {
      found.wrong(
          trial.circuit()
              + (trial.opened()
                  ? " opened after "
                      + Counted.of(failures, "failure")
                      + ", not after "
                      + trial.threshold()
                  : " does not open in time: it takes "
                      + Counted.of(trial.threshold(), "failure")
                      + " in a row, and more than "
                      + MOST
                      + " fail callers for nothing"),
          Found.remedy(
              "Lower its failure threshold"
                  + (place.isEmpty() ? "" : " at " + place)
                  + ", to 5 for one provider",
              Place.ROUTING,
              trial.circuit()));
    }
    return good;
  }

  private static void forced(List<CircuitView> guarded, Found found) {
    for (CircuitView each : guarded) {
      ForcedCircuit forced = each.forced();
      if (forced != null) {
        found.row(each.name(), "automatic", "forced by " + forced.who(), Verdict.WARNING);
        found.wrong(
            "The circuit of " + each.name() + " is forced, and opens for nothing meanwhile",
            Found.remedy("Lift it", Place.ROUTING, each.name()));
      }
    }
  }

  private static void steps(BreakerTrial trial, Found found) {
    Duration begun = Duration.ZERO;
    found.step(
        begun, "Every launch at a stand-in of " + trial.provider() + " fails", Verdict.PASSED);
    for (int i = 0; i < trial.failures().size(); i++) {
      found.step(
          trial.failures().get(i),
          "Failure " + (i + 1) + " of " + trial.threshold() + " that are to open it",
          Verdict.FAILED);
    }
    if (!trial.opened()) {
      Duration last = trial.failures().isEmpty() ? begun : trial.failures().getLast();
      found.step(last, "The circuit of " + trial.circuit() + " is still CLOSED", Verdict.WARNING);
    }
  }

  /** Where the threshold stands: of the chain that has it as a member, else of all circuits. */
  private String place(String circuit) {
    Configuration now = configuration.get();
    for (StrategyNode node : now.routing().tree().reached()) {
      if (node instanceof StrategyNode.Failover && node.members().contains(circuit)) {
        String place =
            Places.of(
                now,
                (String key) ->
                    key.contains(".strategies." + node.name() + ".")
                        && key.contains("circuit")
                        && key.endsWith("threshold"));
        if (!place.isEmpty()) {
          return place;
        }
      }
    }
    return Places.of(now, (String key) -> !key.contains(".strategies.") && isThreshold(key));
  }

  private static boolean isThreshold(String key) {
    return key.contains("circuit") && key.endsWith("threshold");
  }
}
