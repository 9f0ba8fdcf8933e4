package io.signalbox.core.readiness;

import io.signalbox.core.drill.DrillReport;
import io.signalbox.core.drill.Drills;
import io.signalbox.core.drill.ScenarioView;
import io.signalbox.core.error.Counted;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether traffic leaves a provider that fails, and comes back: the busiest one is lost in two
 * ways, at stand-ins and on a clock of its own. Nothing configured is called.
 */
final class FailoverCheck implements Check {

  /** Whom calls hang at, and who fails them at once: what notices the one may miss the other. */
  private static final List<String> SCENARIOS = List.of("black-hole", "fast-errors");

  /** Of the whole drill, a third of which is trouble; without failing over it is less. */
  private static final double LEAST_PERCENT = 90;

  private final Drills drills;

  FailoverCheck(Drills drills) {
    this.drills = drills;
  }

  @Override
  public Finding run(Progress progress) throws InterruptedException {
    Found found =
        new Found(Found.remedy("Nothing is to be done", Place.DRILL, SCENARIOS.getFirst()));
    List<ScenarioView> wanted =
        drills.scenarios().stream().filter(each -> SCENARIOS.contains(each.name())).toList();
    long total = wanted.stream().mapToLong(each -> each.length().toSeconds()).sum();
    long before = 0;
    List<String> told = new ArrayList<>();
    long duplicated = 0;
    for (ScenarioView scenario : wanted) {
      long begun = before;
      DrillReport report =
          drills.rehearse(
              scenario.name(),
              played ->
                  progress.told(
                      begun + played.toSeconds(),
                      total,
                      scenario.title() + ": " + played.toSeconds() + " s played"));
      before += scenario.length().toSeconds();
      told.add(judge(scenario, report, found));
      duplicated += report.machinesDuplicated();
    }
    return found.finding(
        String.join("; ", told) + ".",
        "At stand-ins of the providers in force; "
            + (duplicated == 0
                ? "no machine twice."
                : Counted.of(duplicated, "machine") + " twice."));
  }

  /** The scenario in one clause. */
  private static String judge(ScenarioView scenario, DrillReport report, Found found) {
    Double noticed = report.secondsToNotice();
    Double back = report.secondsToRecover();
    boolean failed =
        noticed == null
            || report.machinesDuplicated() > 0
            || report.successPercent() < LEAST_PERCENT;
    String answered = number(report.successPercent()) + " % answered";
    String left =
        noticed == null ? "traffic stayed" : "traffic left after " + number(noticed) + " s";
    String returned = back == null ? "did not come back" : "back after " + number(back) + " s";
    found.row(
        scenario.title(),
        "traffic leaves, at least " + number(LEAST_PERCENT) + " % answered",
        left + ", " + answered + ", " + returned,
        failed ? Verdict.FAILED : back == null ? Verdict.WARNING : Verdict.PASSED);
    found.step(
        scenario.length(),
        scenario.title()
            + ": "
            + report.succeeded()
            + " of "
            + Counted.of(report.operations(), "operation")
            + " answered, "
            + report.machinesGot()
            + " of "
            + Counted.of(report.machinesAsked(), "machine")
            + " there",
        failed ? Verdict.FAILED : Verdict.PASSED);
    if (failed || back == null) {
      found.wrong(
          scenario.title()
              + ": "
              + left
              + ", "
              + answered
              + ", "
              + returned
              + (report.findings().isEmpty() ? "" : ". " + report.findings().getFirst()),
          Found.remedy(
              "Give the busiest provider somewhere to fail over to: a chain with another member",
              Place.DRILL,
              scenario.name()));
    }
    return scenario.title() + ": " + left + ", " + answered;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
