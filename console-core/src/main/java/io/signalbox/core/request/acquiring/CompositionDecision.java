package io.signalbox.core.request.acquiring;

import io.signalbox.core.error.Counted;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Attempt.Standing;
import io.signalbox.core.request.CompositionRules;
import io.signalbox.core.request.journal.Draft;
import io.signalbox.core.routing.composition.AggregationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides among the creates of one composition, in the transaction that stores a result. Of
 * alternatives one provider's machines are kept and the others' released; stragglers go on being
 * followed. Parts that break the rules together are all released. Stateless.
 *
 * <p>A create that nobody knows the outcome of, or whose machines are still to come, is a
 * straggler: neither good nor failed. When the composition's time is up, one is kept if the rules
 * allow it whatever becomes of the stragglers, all are released if the rules are broken whatever
 * becomes of them; otherwise there is nothing to decide yet.
 */
public final class CompositionDecision {

  private CompositionDecision() {}

  /** Whether alternatives still wait for their end. */
  static boolean isPending(Draft draft) {
    return draft.attempts().stream().anyMatch(each -> each.standing() == Standing.ALTERNATIVE);
  }

  /**
   * @param last nothing more is waited for: what is not there by now has failed
   */
  static void decide(Draft draft, boolean last) {
    List<Attempt> alternatives = of(draft, Standing.ALTERNATIVE);
    if (!alternatives.isEmpty()) {
      decideAlternatives(draft, alternatives, last);
    }
    List<Attempt> parts = of(draft, Standing.PART);
    boolean outstanding =
        draft.attempts().stream()
            .anyMatch(each -> isStraggler(each) && each.standing() != Standing.RELEASED);
    if (!parts.isEmpty() && (last || !outstanding)) {
      decideParts(draft, parts);
    }
  }

  private static List<Attempt> of(Draft draft, Standing standing) {
    return draft.attempts().stream().filter(each -> each.standing() == standing).toList();
  }

  private static boolean isStraggler(Attempt attempt) {
    return attempt.isOpen() || attempt.isPromised();
  }

  private static void decideAlternatives(Draft draft, List<Attempt> all, boolean last) {
    CompositionRules rules = rules(all);
    List<Attempt> whole = all.stream().filter(each -> isAlive(draft, each)).toList();
    boolean firstOnly = rules.policy() == AggregationPolicy.FIRST_SUCCESS;
    if (firstOnly && !whole.isEmpty()) {
      keep(draft, all, earliest(whole), "is the first with all machines");
      return;
    }
    int stragglers = last ? 0 : (int) all.stream().filter(each -> isStraggler(each)).count();
    if (stragglers > 0 && draft.now().isBefore(rules.until())) {
      return;
    }
    String broken =
        firstOnly ? none(all, stragglers) : rules.broken(all.size(), whole.size(), stragglers);
    if (!broken.isEmpty()) {
      release(draft, all, broken);
      return;
    }
    Optional<Attempt> kept =
        rules.areKept(all.size(), whole.size()) ? choose(draft, all, whole) : Optional.empty();
    if (kept.isPresent()) {
      keep(draft, all, kept.get(), "is kept by " + rules.policy());
    } else if (stragglers == 0) {
      release(draft, all, "NO_MAJORITY: " + votes(draft, all));
    }
  }

  private static Optional<Attempt> choose(Draft draft, List<Attempt> all, List<Attempt> whole) {
    CompositionRules rules = rules(all);
    return switch (rules.policy()) {
      case MERGE_ALL, FIRST_SUCCESS -> whole.stream().findFirst();
      case BEST_PERFORMANCE ->
          whole.stream().min(Comparator.comparing(each -> took(all, rules, each)));
      case MAJORITY_WINS -> majority(draft, all);
    };
  }

  private static void decideParts(Draft draft, List<Attempt> parts) {
    long whole = parts.stream().filter(each -> isWhole(draft, each)).count();
    String broken = rules(parts).broken(parts.size(), (int) whole, 0);
    boolean filled = draft.remainder() == 0;
    if (broken.isEmpty() || filled) {
      parts.forEach(each -> draft.change(each.number(), it -> it.standing(Standing.KEPT)));
    } else {
      release(draft, parts, broken);
    }
  }

  private static CompositionRules rules(List<Attempt> attempts) {
    CompositionRules rules = attempts.getFirst().rules();
    if (rules == null) {
      throw new IllegalStateException(attempts.getFirst().key() + " has no rules");
    }
    return rules;
  }

  private static String none(List<Attempt> all, int stragglers) {
    return stragglers == 0
        ? "INSUFFICIENT_SUCCESS: none of "
            + Counted.of(all.size(), "provider")
            + " gave all machines"
        : "";
  }

  private static boolean isWhole(Draft draft, Attempt attempt) {
    return attempt.outcome() == Attempt.Outcome.ACCEPTED
        && draft.machinesOf(attempt).size() >= attempt.count();
  }

  /** Whole, and no machine of it has died before the decision. */
  private static boolean isAlive(Draft draft, Attempt attempt) {
    return isWhole(draft, attempt)
        && draft.machinesOf(attempt).stream().filter(each -> !each.state().isGone()).count()
            >= attempt.count();
  }

  private static Attempt earliest(List<Attempt> whole) {
    return whole.stream().min(Comparator.comparing(CompositionDecision::end)).orElseThrow();
  }

  private static Instant end(Attempt attempt) {
    return attempt.endedAt() == null ? attempt.startedAt() : attempt.endedAt();
  }

  /** One sent after the other begins where the one before it ended. */
  private static Duration took(List<Attempt> all, CompositionRules rules, Attempt attempt) {
    int at = all.indexOf(attempt);
    Instant begun = rules.inOrder() && at > 0 ? end(all.get(at - 1)) : attempt.startedAt();
    return Duration.between(begun, end(attempt));
  }

  /**
   * Creates vote by how many machines they made, once all of them are there; strictly over half of
   * those asked decide.
   */
  private static Optional<Attempt> majority(Draft draft, List<Attempt> all) {
    Map<Integer, List<Attempt>> votes = new LinkedHashMap<>();
    for (Attempt each : all) {
      if (each.outcome() == Attempt.Outcome.ACCEPTED && !each.isPromised()) {
        votes.computeIfAbsent(draft.machinesOf(each).size(), key -> new ArrayList<>()).add(each);
      }
    }
    return votes.values().stream()
        .filter(same -> 2 * same.size() > all.size())
        .map(List::getFirst)
        .findFirst();
  }

  private static String votes(Draft draft, List<Attempt> all) {
    List<String> votes = new ArrayList<>();
    for (Attempt each : all) {
      votes.add(
          each.provider()
              + " "
              + (each.outcome() == Attempt.Outcome.ACCEPTED
                  ? draft.machinesOf(each).size() + " of " + each.count()
                  : each.code()));
    }
    return String.join(", ", votes);
  }

  private static void keep(Draft draft, List<Attempt> all, Attempt kept, String why) {
    for (Attempt each : all) {
      boolean keeps = each.number() == kept.number();
      draft.change(each.number(), it -> it.standing(keeps ? Standing.KEPT : Standing.RELEASED));
    }
    draft.adopt(kept);
    draft.note("chosen", true, kept.provider() + " " + why, "");
    for (Attempt each : all) {
      if (each.number() != kept.number()) {
        draft.releaseAll(each, kept.provider() + " is used instead");
      }
    }
  }

  private static void release(Draft draft, List<Attempt> attempts, String why) {
    String code = why.substring(0, why.indexOf(':'));
    for (Attempt each : attempts) {
      draft.change(
          each.number(),
          it -> it.standing(Standing.RELEASED).said(code, why.substring(code.length() + 2)));
      draft.releaseAll(each, why);
    }
    draft.note("result", false, code, why.substring(code.length() + 2));
  }
}
