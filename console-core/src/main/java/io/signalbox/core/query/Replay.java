package io.signalbox.core.query;

import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.Traffic;
import io.signalbox.core.routing.WhatIf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides the last stored decisions again under other settings. Thread-safe; blocks. */
final class Replay {

  /** How many decisions tell where the cycle stood. */
  private static final int FITTED = 60;

  private static final int MAX_BEGINS = 200;

  private final ProviderContext context;

  Replay(ProviderContext context) {
    this.context = context;
  }

  ReplayReport of(Traffic proposed, int max) {
    if (max == 0) {
      return ReplayReport.NONE;
    }
    List<DecisionRecord> newestFirst = context.decisions(Instant.EPOCH, max);
    if (newestFirst.isEmpty()) {
      return ReplayReport.NONE;
    }
    WhatIf whatIf = proposed.whatIf(begin(newestFirst.reversed(), proposed.cycle()));
    Figures now = new Figures();
    Figures then = new Figures();
    List<ReplayReport.Replayed> replayed = new ArrayList<>();
    int comparable = 0;
    int changed = 0;
    for (DecisionRecord record : newestFirst.reversed()) {
      WhatIf.Outcome outcome = whatIf.decide(record);
      String was = record.winner() == null ? "" : record.winner();
      replayed.add(
          new ReplayReport.Replayed(
              record.at(),
              record.traceId(),
              was,
              outcome.winner(),
              outcome.comparable(),
              outcome.why()));
      if (outcome.comparable()) {
        comparable++;
        changed += was.equals(outcome.winner()) ? 0 : 1;
        now.add(record, was);
        then.add(record, outcome.winner());
      }
    }
    return new ReplayReport(
        newestFirst.size(),
        comparable,
        changed,
        newestFirst.getLast().at(),
        newestFirst.getFirst().at(),
        now.winners,
        then.winners,
        now.refused,
        then.refused,
        now.success(),
        then.success(),
        now.mean(),
        then.mean(),
        replayed.reversed());
  }

  /**
   * Where the proposed cycle begins: at the fraction the cycle in force had reached, which is where
   * the first decisions fit it best. Editing a weight keeps the phase, and so does its replay.
   */
  private long begin(List<DecisionRecord> oldestFirst, int proposedCycle) {
    Traffic inForce = context.traffic();
    int cycle = inForce.cycle();
    List<DecisionRecord> first = oldestFirst.subList(0, Math.min(FITTED, oldestFirst.size()));
    int best = 0;
    int fitting = -1;
    for (int begin = 0; begin < Math.min(cycle, MAX_BEGINS); begin++) {
      WhatIf whatIf = inForce.whatIf(begin);
      int same = 0;
      for (DecisionRecord record : first) {
        WhatIf.Outcome outcome = whatIf.decide(record);
        same += outcome.comparable() && outcome.winner().equals(record.winner()) ? 1 : 0;
      }
      if (same > fitting) {
        fitting = same;
        best = begin;
      }
    }
    return (long) best * proposedCycle / cycle;
  }

  /** What the winners' recorded figures come to. */
  private static final class Figures {
    final Map<String, Integer> winners = new TreeMap<>();
    int refused;
    private double success;
    private int successes;
    private double millis;
    private int means;

    void add(DecisionRecord record, String winner) {
      if (winner.isEmpty()) {
        refused++;
        return;
      }
      winners.merge(winner, 1, Integer::sum);
      for (DecisionRecord.Candidate each : record.candidates()) {
        DecisionRecord.CandidateState state = each.state();
        if (each.provider().equals(winner) && state != null) {
          if (!Double.isNaN(state.successPercent())) {
            success += state.successPercent();
            successes++;
          }
          if (!Double.isNaN(state.meanMillis())) {
            millis += state.meanMillis();
            means++;
          }
        }
      }
    }

    double success() {
      return successes == 0 ? Double.NaN : success / successes;
    }

    double mean() {
      return means == 0 ? Double.NaN : millis / means;
    }
  }
}
