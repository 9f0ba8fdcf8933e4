package io.signalbox.core.readiness;

import io.signalbox.core.drill.Drills;
import io.signalbox.core.drill.LoadReport;
import io.signalbox.core.error.Counted;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import java.util.Locale;
import java.util.Map;

/**
 * Whether routing holds a load: reads at stand-ins in real time. A stand-in of a simulated provider
 * has the latency, errors and outages it is configured with.
 */
final class LoadCheck implements Check {

  private static final int OPERATIONS = 1_000;
  private static final int WORKERS = 50;

  /** What the monitoring of the strategy guide raises an alarm at. */
  private static final double LEAST_PERCENT = 95;

  private static final double MOST_P95_MILLIS = 2_000;

  private final Drills drills;

  LoadCheck(Drills drills) {
    this.drills = drills;
  }

  @Override
  public Finding run(Progress progress) throws InterruptedException {
    LoadReport report =
        drills.load(
            OPERATIONS,
            WORKERS,
            ended ->
                progress.told(
                    ended,
                    OPERATIONS,
                    ended + " of " + Counted.of(OPERATIONS, "operation") + " answered"));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Found found = new Found(Found.remedy("Nothing is to be done", Place.DRILL, ""));
    double percent = 100.0 * report.succeeded() / report.operations();
    boolean answered = percent >= LEAST_PERCENT;
    boolean fast = report.p95Millis() <= MOST_P95_MILLIS;
    found.row(
        "success",
        "at least " + number(LEAST_PERCENT) + " %",
        number(percent) + " %, " + report.failed() + " failed",
        answered ? Verdict.PASSED : Verdict.FAILED);
    found.row(
        "p95",
        "at most " + number(MOST_P95_MILLIS) + " ms",
        number(report.p95Millis()) + " ms, p50 " + number(report.p50Millis()) + " ms",
        fast ? Verdict.PASSED : Verdict.FAILED);
    for (Map.Entry<String, Long> each : report.callsByProvider().entrySet()) {
      found.row(each.getKey(), "its share", Counted.of(each.getValue(), "call"), Verdict.PASSED);
    }
    if (!answered) {
      found.wrong(
          report.failed() + " of " + Counted.of(report.operations(), "operation") + " failed",
          Found.remedy(
              "Look at the errors and outages that providers are configured with",
              Place.PROVIDERS,
              ""));
    }
    if (!fast) {
      found.wrong(
          "One operation in twenty took longer than " + number(report.p95Millis()) + " ms",
          Found.remedy("Look at latencies and at the most calls at once", Place.ROUTING, ""));
    }
    return found.finding(
        Counted.of(report.operations(), "operation")
            + " at "
            + number(report.operationsPerSecond())
            + " ops/s, "
            + report.failed()
            + " failed, p95 "
            + number(report.p95Millis())
            + " ms.",
        report.workers() + " at once, at stand-ins of the providers in force.");
  }

  private static String number(double value) {
    return String.format(
        Locale.ROOT, value >= 100 || value == Math.rint(value) ? "%.0f" : "%.1f", value);
  }
}
