package io.signalbox.core.query.answering;

import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.Traffic;
import io.signalbox.core.routing.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    Told told = new Told(inForce, proposed);
    context.tellDecisions(max, told::add);
    return told.report();
  }

  /** What was told so far. Only the first are held, until it is known where the cycle stood. */
  private static final class Told {
    private final Traffic inForce;
    private final Traffic proposed;
    private final int fitted;
    private final List<DecisionRecord> first = new ArrayList<>();
    private final List<ReplayReport.Replayed> replayed = new ArrayList<>();
    private final Figures now = new Figures();
    private final Figures then = new Figures();
    private @Nullable WhatIf before;
    private @Nullable WhatIf after;
    private int comparable;
    private int changed;
    private int reproduced;

    Told(Traffic inForce, Traffic proposed) {
      this.inForce = inForce;
      this.proposed = proposed;
      int providers = Math.max(1, inForce.snapshot().providers().size());
      this.fitted = Math.clamp(FITTING / ((long) begins(inForce) * providers), 1, FITTED);
    }

    void add(DecisionRecord record) {
      WhatIf is = before;
      WhatIf would = after;
      if (is != null && would != null) {
        replay(record, is, would);
        return;
      }
      first.add(record);
      if (first.size() == fitted) {
        begin();
      }
    }

    private void begin() {
      int begin = Replay.begin(first, inForce);
      WhatIf is = inForce.whatIf(begin);
      WhatIf would =
          proposed == inForce
              ? is
              : proposed.whatIf((long) begin * proposed.cycle() / inForce.cycle());
      first.forEach(each -> replay(each, is, would));
      first.clear();
      before = is;
      after = would;
    }

    private void replay(DecisionRecord record, WhatIf settings, WhatIf others) {
      WhatIf.Outcome is = settings.decide(record);
      WhatIf.Outcome would = others == settings ? is : others.decide(record);
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

    ReplayReport report() {
      if (!first.isEmpty()) {
        begin();
      }
      if (replayed.isEmpty()) {
        return ReplayReport.NONE;
      }
      return new ReplayReport(
          replayed.size(),
          comparable,
          moved(now, then),
          changed,
          reproduced,
          replayed.getFirst().at(),
          replayed.getLast().at(),
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
  private static int begin(List<DecisionRecord> first, Traffic inForce) {
    int best = 0;
    int fitting = -1;
    for (int begin = 0; begin < begins(inForce); begin++) {
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

  private static int begins(Traffic inForce) {
    return Math.min(inForce.cycle(), MAX_BEGINS);
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
