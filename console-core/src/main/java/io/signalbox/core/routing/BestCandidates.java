package io.signalbox.core.routing;

import io.signalbox.core.routing.DecisionRecord.Candidate;
import io.signalbox.core.routing.DecisionRecord.Others;
import io.signalbox.core.routing.DecisionRecord.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shortens a record of many candidates to the best of them. Stateless. */
final class BestCandidates {

  private BestCandidates() {}

  static DecisionRecord of(DecisionRecord all) {
    Map<String, Integer> ranks = new HashMap<>();
    if (all.winner() != null) {
      ranks.put(all.winner(), 0);
    }
    all.alternatives().forEach(each -> ranks.putIfAbsent(each, ranks.size()));
    List<Candidate> ordered = new ArrayList<>(all.candidates());
    ordered.sort(
        Comparator.comparingInt(
                (Candidate each) -> ranks.getOrDefault(each.provider(), Integer.MAX_VALUE))
            .thenComparing(Candidate::step, Comparator.reverseOrder()));
    List<Candidate> best = ordered.subList(0, DecisionRecord.LISTED);
    List<String> listed = best.stream().map(Candidate::provider).toList();
    return new DecisionRecord(
        all.at(),
        all.traceId(),
        all.operation(),
        all.subject(),
        all.count(),
        all.authority(),
        all.policy(),
        all.winner(),
        all.reason(),
        best,
        all.alternatives().stream().limit(DecisionRecord.LISTED).filter(listed::contains).toList(),
        all.error(),
        all.notes(),
        all.key(),
        others(ordered.subList(DecisionRecord.LISTED, ordered.size())));
  }

  /** Those that came furthest first. */
  private static List<Others> others(List<Candidate> rest) {
    Map<Step, Others> counted = new EnumMap<>(Step.class);
    for (Candidate each : rest) {
      counted.merge(
          each.step(),
          new Others(each.step(), 1, each.reason()),
          (known, one) -> new Others(known.step(), known.count() + 1, known.reason()));
    }
    return new ArrayList<>(counted.values()).reversed();
  }
}
