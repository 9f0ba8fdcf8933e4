package io.signalbox.core.readiness;

import io.signalbox.core.readiness.ReadinessRun.Evidence;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Remedy;
import io.signalbox.core.readiness.ReadinessRun.Step;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what a check finds; the worst row is its verdict. For one thread. */
final class Found {

  /** Rows kept; what is wrong comes first, so that nothing wrong is left out for what is not. */
  private static final int MOST_ROWS = 200;

  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private String problem = "";
  private Remedy remedy;
  private Verdict worst = Verdict.PASSED;

  /**
   * @param remedy what to do where nothing more is said
   */
  Found(Remedy remedy) {
    this.remedy = remedy;
  }

  static Remedy remedy(String text, Place place, String subject) {
    return new Remedy(text, place, subject);
  }

  void row(String subject, String expected, String found, Verdict verdict) {
    row(subject, expected, found, verdict, "");
  }

  void row(String subject, String expected, String found, Verdict verdict, String place) {
    evidence.add(new Evidence(subject, expected, found, verdict, place));
  }

  void step(Duration after, String text, Verdict verdict) {
    steps.add(new Step(after, text, verdict));
  }

  /**
   * What is wrong with the row before, and what to do; the worst counts, and the first of those.
   */
  void wrong(String what, Remedy fix) {
    Verdict row = evidence.isEmpty() ? Verdict.WARNING : evidence.getLast().verdict();
    if (problem.isEmpty() || row.compareTo(worst) > 0) {
      problem = what;
      remedy = fix;
      worst = row;
    }
  }

  long count(Verdict verdict) {
    return evidence.stream().filter(each -> each.verdict() == verdict).count();
  }

  Finding finding(String summary, String detail) {
    Verdict worst =
        count(Verdict.FAILED) > 0
            ? Verdict.FAILED
            : count(Verdict.WARNING) > 0 ? Verdict.WARNING : Verdict.PASSED;
    List<Evidence> rows = new ArrayList<>(evidence);
    // Stable: rows of one verdict stay in their order.
    rows.sort((one, other) -> other.verdict().compareTo(one.verdict()));
    return new Finding(
        worst,
        summary,
        detail,
        problem,
        rows.size() > MOST_ROWS ? rows.subList(0, MOST_ROWS) : rows,
        steps,
        remedy);
  }
}
