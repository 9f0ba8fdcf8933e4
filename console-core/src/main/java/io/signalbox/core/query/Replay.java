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

/**
 * Decides the last stored decisions again, once under the settings in force and once under others,
 * both on what was recorded and from the same turn of the rotation. Comparing these two, and not
 * the second with what was decided then, shows what the settings do: whose turn it was is not
 * recorded, and other settings may have been in force. Thread-safe; blocks.
 */
final class Replay {

  /** How many decisions tell where the cycle stood. */
  private static final int FITTED = 60;

  private static final int MAX_BEGINS = 200;

  /**
   * Candidates judged at most to find where the cycle stood; many providers are fitted coarsely, to
   * some ten decisions of a hundred, or the window would stand still for it.
   */
  private static final int FITTING = 100_000;

  private final ProviderContext context;

  Replay(ProviderContext context) {
    this.context = context;
  }

  /**
   * @param proposed the same as in force where nothing is edited: each is then decided once
   */
  ReplayReport of(Traffic inForce, Traffic proposed, int max) {
    if (max == 0) {
      return ReplayReport.NONE;
    }
    List<DecisionRecord> newestFirst = context.decisions(Instant.EPOCH, max);
    if (newestFirst.isEmpty()) {
      return ReplayReport.NONE;
    }
    List<DecisionRecord> oldestFirst = newestFirst.reversed();
    int begin = begin(oldestFirst, inForce);
    WhatIf before = inForce.whatIf(begin);
    WhatIf after = proposed.whatIf((long) begin * proposed.cycle() / inForce.cycle());
    boolean edited = proposed != inForce;
    Figures now = new Figures();
    Figures then = new Figures();
    List<ReplayReport.Replayed> replayed = new ArrayList<>();
    int comparable = 0;
    int changed = 0;
    int reproduced = 0;
    for (DecisionRecord record : oldestFirst) {
      WhatIf.Outcome is = before.decide(record);
      WhatIf.Outcome would = edited ? after.decide(record) : is;
      boolean both = is.comparable() && would.comparable();
      String was = record.winner() == null ? "" : record.winner();
      replayed.add(
          new ReplayReport.Replayed(
              record.at(),
              record.traceId(),
              was,
              is.winner(),
              would.winner(),
              both,
              is.comparable() ? would.why() : is.why()));
      if (both) {
        comparable++;
        changed += is.winner().equals(would.winner()) ? 0 : 1;
        reproduced += is.winner().equals(was) ? 1 : 0;
        now.add(record, is.winner());
        then.add(record, would.winner());
      }
    }
    return new ReplayReport(
        newestFirst.size(),
        comparable,
        moved(now, then),
        changed,
        reproduced,
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

  /** How many requests fewer, in sum, those get that get fewer. */
  private static int moved(Figures now, Figures then) {
    int moved = Math.max(0, now.refused - then.refused);
    for (Map.Entry<String, Integer> each : now.winners.entrySet()) {
      moved += Math.max(0, each.getValue() - then.winners.getOrDefault(each.getKey(), 0));
    }
    return moved;
  }

  /**
   * Where the cycle in force stood: where the first decisions fit it best. The proposed one begins
   * at the same fraction, for editing a weight keeps the phase.
   */
  private static int begin(List<DecisionRecord> oldestFirst, Traffic inForce) {
    int begins = Math.min(inForce.cycle(), MAX_BEGINS);
    int providers = Math.max(1, inForce.snapshot().providers().size());
    int fitted = Math.clamp(FITTING / ((long) begins * providers), 1, FITTED);
    List<DecisionRecord> first = oldestFirst.subList(0, Math.min(fitted, oldestFirst.size()));
    int best = 0;
    int fitting = -1;
    for (int begin = 0; begin < begins; begin++) {
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
    return best;
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
