package io.signalbox.core.drill;

import io.signalbox.core.error.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums a drill up. Stateless. */
final class DrillReports {

  /** How long traffic must stay away, or be back, to count. */
  private static final int STEADY_SECONDS = 5;

  /** In that time, more than this is traffic and not a trial. */
  private static final int TRIALS = 1;

  private DrillReports() {}

  static DrillReport of(Scenario scenario, DrillJournal journal, int played, boolean stopped) {
    List<String> names = journal.names();
    int count = names.size();
    int from = scenario.fromSecond(count);
    int to = scenario.toSecond(count);
    int busiest = journal.busiest(from);
    List<String> troubled = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (scenario.befalls(i, count, busiest)) {
        troubled.add(names.get(i));
      }
    }
    Double noticed =
        troubled.size() == count ? null : noticed(journal, troubled, from, Math.min(to, played));
    Double recovered = recovered(journal, troubled, to, played);
    Map<String, Long> calls = new LinkedHashMap<>();
    names.forEach(name -> calls.put(name, journal.calls(name, 0, played)));
    long operations = journal.succeeded() + journal.failed();
    long duplicated = Math.max(0, journal.machinesGot() - journal.machinesAsked());
    return new DrillReport(
        scenario.word(),
        operations,
        journal.succeeded(),
        operations == 0 ? Double.NaN : 100.0 * journal.succeeded() / operations,
        journal.degraded(),
        noticed,
        recovered,
        calls,
        shares(journal, 0, Math.min(from, played)),
        shares(journal, from, Math.min(to, played)),
        shares(journal, to, played),
        journal.machinesAsked(),
        journal.machinesGot(),
        duplicated,
        findings(
            scenario,
            journal,
            troubled,
            noticed,
            recovered,
            duplicated,
            stopped,
            played,
            operations));
  }

  /** Seconds from the trouble until no traffic but trials goes to the troubled. */
  private static @Nullable Double noticed(
      DrillJournal journal, List<String> troubled, int from, int to) {
    for (int second = from; second + STEADY_SECONDS <= to; second++) {
      if (calls(journal, troubled, second, second + STEADY_SECONDS) <= TRIALS) {
        return (double) second - from;
      }
    }
    return null;
  }

  /** Seconds from the end of the trouble until traffic is back at the troubled. */
  private static @Nullable Double recovered(
      DrillJournal journal, List<String> troubled, int to, int played) {
    for (int second = to; second + STEADY_SECONDS <= played; second++) {
      if (calls(journal, troubled, second, second + STEADY_SECONDS) > TRIALS) {
        return (double) second - to;
      }
    }
    return null;
  }

  private static long calls(DrillJournal journal, List<String> names, int from, int to) {
    return names.stream().mapToLong(name -> journal.calls(name, from, to)).sum();
  }

  private static Map<String, Double> shares(DrillJournal journal, int from, int to) {
    long all = calls(journal, journal.names(), from, to);
    Map<String, Double> shares = new LinkedHashMap<>();
    for (String name : journal.names()) {
      shares.put(name, all == 0 ? 0.0 : 100.0 * journal.calls(name, from, to) / all);
    }
    return shares;
  }

  private static List<String> findings(
      Scenario scenario,
      DrillJournal journal,
      List<String> troubled,
      @Nullable Double noticed,
      @Nullable Double recovered,
      long duplicated,
      boolean stopped,
      int played,
      long operations) {
    List<String> findings = new ArrayList<>();
    if (stopped) {
      findings.add("Stopped before its end: the figures are of the part that was played.");
    }
    if (duplicated > 0) {
      findings.add("There twice: " + Counted.of(duplicated, "machine") + "; this must not happen.");
    }
    long failed = journal.failed() - journal.degraded();
    findings.add(
        operations == 0
            ? "Nothing was asked."
            : String.format(
                Locale.ROOT,
                "Of %,d %s %,d succeeded for their callers%s and %,d failed.",
                operations,
                Counted.noun(operations, "operation"),
                journal.succeeded(),
                journal.degraded() > 0
                    ? String.format(
                        Locale.ROOT,
                        ", %,d were answered with the last known result, which is no success,",
                        journal.degraded())
                    : "",
                failed));
    findings.addAll(ofTrouble(scenario, journal, troubled, noticed, recovered, played));
    long missing = journal.machinesAsked() - journal.machinesGot();
    if (missing > 0) {
      findings.add(
          missing
              + " of "
              + Counted.of(journal.machinesAsked(), "machine")
              + " not there in the end.");
    }
    return findings;
  }

  /** What became of the troubled, as far as it was played. */
  private static List<String> ofTrouble(
      Scenario scenario,
      DrillJournal journal,
      List<String> troubled,
      @Nullable Double noticed,
      @Nullable Double recovered,
      int played) {
    if (played <= scenario.fromSecond(journal.names().size())) {
      return List.of("The trouble had not begun.");
    }
    List<String> findings = new ArrayList<>();
    if (!troubled.isEmpty()) {
      findings.add("It struck " + String.join(", ", troubled) + ".");
    }
    String who = troubled.size() == 1 ? troubled.getFirst() : "the troubled providers";
    boolean calm = scenario == Scenario.CAPACITY_DROUGHT;
    boolean over = played >= scenario.toSecond(journal.names().size());
    if (noticed == null && over && troubled.size() < journal.names().size()) {
      findings.add(
          calm
              ? "Reads stayed at " + who + ", as they should: having no machines is no illness."
              : "Traffic never left "
                  + who
                  + ": nothing here counts this as a failure of theirs,"
                  + " or there is nowhere to go.");
    } else if (noticed != null) {
      findings.add(String.format(Locale.ROOT, "Traffic left %s after %.0f s.", who, noticed));
    }
    if (over) {
      findings.add(
          recovered == null
              ? "Traffic did not come back to " + who + " within the drill."
              : String.format(
                  Locale.ROOT, "It came back %.0f s after the trouble was over.", recovered));
    }
    return findings;
  }
}
