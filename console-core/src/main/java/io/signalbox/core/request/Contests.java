package io.signalbox.core.request;

import io.signalbox.core.request.Attempt.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides among the creates of one composition, in the transaction that stores a result. Of rivals
 * one winner's machines are kept and the others' released; stragglers go on being reconciled. Parts
 * that break the rules together are all released. Stateless.
 */
final class Contests {

  private Contests() {}

  /** Whether rivals still wait for their end. */
  static boolean undecided(Draft draft) {
    return draft.attempts().stream().anyMatch(each -> each.standing() == Standing.RIVAL);
  }

  static void decide(Draft draft) {
    List<Attempt> rivals = of(draft, Standing.RIVAL);
    if (!rivals.isEmpty()) {
      decideRivals(draft, rivals);
    }
    List<Attempt> parts = of(draft, Standing.PART);
    if (!parts.isEmpty() && draft.open() == null) {
      decideParts(draft, parts);
    }
  }

  private static List<Attempt> of(Draft draft, Standing standing) {
    return draft.attempts().stream().filter(each -> each.standing() == standing).toList();
  }

  private static void decideRivals(Draft draft, List<Attempt> rivals) {
    Contest contest = contest(rivals);
    List<Attempt> whole = rivals.stream().filter(each -> isWhole(draft, each)).toList();
    boolean open = rivals.stream().anyMatch(Draft::isOpen);
    boolean over = !draft.now().isBefore(contest.until());
    boolean firstOnly =
        contest.policy() == io.signalbox.core.routing.composition.AggregationPolicy.FIRST_SUCCESS;
    if (firstOnly && !whole.isEmpty()) {
      keep(draft, rivals, earliest(whole), "is the first with all machines");
      return;
    }
    if (open && !over) {
      return;
    }
    String broken = firstOnly ? none(whole, rivals) : rules(contest, rivals.size(), whole.size());
    Optional<Attempt> winner =
        !broken.isEmpty()
            ? Optional.empty()
            : switch (contest.policy()) {
              case MERGE_ALL, FIRST_SUCCESS -> whole.stream().findFirst();
              case BEST_PERFORMANCE ->
                  whole.stream().min(Comparator.comparing(each -> took(rivals, contest, each)));
              case MAJORITY_WINS -> majority(draft, rivals);
            };
    if (winner.isPresent()) {
      keep(draft, rivals, winner.get(), "is kept by " + contest.policy());
    } else {
      lose(draft, rivals, broken.isEmpty() ? "NO_MAJORITY: " + votes(draft, rivals) : broken);
    }
  }

  private static void decideParts(Draft draft, List<Attempt> parts) {
    long whole = parts.stream().filter(each -> isWhole(draft, each)).count();
    String broken = rules(contest(parts), parts.size(), (int) whole);
    boolean filled = draft.remainder() == 0;
    if (broken.isEmpty() || filled) {
      parts.forEach(each -> draft.change(each.number(), it -> it.standing(Standing.WON)));
    } else {
      lose(draft, parts, broken);
    }
  }

  private static Contest contest(List<Attempt> attempts) {
    @Nullable Contest contest = attempts.getFirst().contest();
    if (contest == null) {
      throw new IllegalStateException(attempts.getFirst().key() + " has no rules");
    }
    return contest;
  }

  private static String none(List<Attempt> whole, List<Attempt> rivals) {
    return whole.isEmpty()
        ? "INSUFFICIENT_SUCCESS: none of " + rivals.size() + " providers gave all machines"
        : "";
  }

  /** The rules of a composition on how many may fail; empty where they are kept. */
  private static String rules(Contest contest, int asked, int good) {
    int failed = asked - good;
    if (contest.requireAllSuccess() && failed > 0) {
      return "INSUFFICIENT_SUCCESS: " + failed + " of " + asked + " failed, and all must succeed";
    }
    if ((double) failed / asked > contest.failureThreshold()) {
      return String.format(
          Locale.ROOT,
          "FAILURE_THRESHOLD_EXCEEDED: %d of %d failed, more than the share of %s that may",
          failed,
          asked,
          contest.failureThreshold());
    }
    if (good < contest.minSuccessCount()) {
      return "INSUFFICIENT_SUCCESS: "
          + good
          + " of "
          + asked
          + " succeeded, and at least "
          + contest.minSuccessCount()
          + " must";
    }
    return "";
  }

  private static boolean isWhole(Draft draft, Attempt attempt) {
    return attempt.outcome() == Attempt.Outcome.ACCEPTED
        && draft.machinesOf(attempt).size() >= attempt.count();
  }

  private static Attempt earliest(List<Attempt> whole) {
    return whole.stream().min(Comparator.comparing(Contests::end)).orElseThrow();
  }

  private static Instant end(Attempt attempt) {
    return attempt.endedAt() == null ? attempt.startedAt() : attempt.endedAt();
  }

  /** One sent after the other begins where the one before it ended. */
  private static Duration took(List<Attempt> rivals, Contest contest, Attempt attempt) {
    int at = rivals.indexOf(attempt);
    Instant begun = contest.inOrder() && at > 0 ? end(rivals.get(at - 1)) : attempt.startedAt();
    return Duration.between(begun, end(attempt));
  }

  /** Creates vote by how many machines they made; strictly over half of those asked decide. */
  private static Optional<Attempt> majority(Draft draft, List<Attempt> rivals) {
    Map<Integer, List<Attempt>> votes = new LinkedHashMap<>();
    for (Attempt each : rivals) {
      if (each.outcome() == Attempt.Outcome.ACCEPTED) {
        votes.computeIfAbsent(draft.machinesOf(each).size(), key -> new ArrayList<>()).add(each);
      }
    }
    return votes.values().stream()
        .filter(same -> 2 * same.size() > rivals.size())
        .map(List::getFirst)
        .findFirst();
  }

  private static String votes(Draft draft, List<Attempt> rivals) {
    List<String> votes = new ArrayList<>();
    for (Attempt each : rivals) {
      votes.add(
          each.provider()
              + " "
              + (each.outcome() == Attempt.Outcome.ACCEPTED
                  ? draft.machinesOf(each).size() + " of " + each.count()
                  : each.code()));
    }
    return String.join(", ", votes);
  }

  private static void keep(Draft draft, List<Attempt> rivals, Attempt winner, String why) {
    for (Attempt each : rivals) {
      boolean won = each.number() == winner.number();
      draft.change(each.number(), it -> it.standing(won ? Standing.WON : Standing.LOST));
    }
    draft.adopt(winner);
    draft.note("chosen", true, winner.provider() + " " + why, "");
    for (Attempt each : rivals) {
      if (each.number() != winner.number()) {
        draft.releaseAll(each, winner.provider() + " is used instead");
      }
    }
  }

  private static void lose(Draft draft, List<Attempt> attempts, String why) {
    String code = why.substring(0, why.indexOf(':'));
    for (Attempt each : attempts) {
      draft.change(
          each.number(),
          it -> it.standing(Standing.LOST).said(code, why.substring(code.length() + 2)));
      draft.releaseAll(each, why);
    }
    draft.note("result", false, code, why.substring(code.length() + 2));
  }
}
