package io.signalbox.core.request.driving;

import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.calling.ProviderPauses;
import io.signalbox.core.request.calling.SharedListings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/**
 * When each open request is looked at next: one due time for each, in memory. A look follows the
 * last create by 2 s and the look before it by twice as long as that one followed, 30 s at most and
 * a little more or less by chance. Where so many requests ask one provider that one listing answers
 * all, those whose turn comes soon are looked at with those that are due. A look that is under way
 * is not begun again, and no provider is asked about more than {@link #AT_ONCE} requests at the
 * same time; what is not begun stays due and holds up nothing else. Thread-safe.
 */
public final class Schedule {

  /** Requests of one provider that are looked at at the same time. */
  static final int AT_ONCE = 32;

  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final DoubleSupplier random;
  // All guarded by this.
  private final Map<String, Due> dues = new HashMap<>();
  private final Map<String, Integer> underWay = new HashMap<>();

  /**
   * @param random from 0 to 1
   */
  public Schedule(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * @param soon from when it is looked at with others of its provider
   * @param at when it is looked at by itself
   * @param pause the last one, without what chance adds
   * @param running whether a look is under way
   */
  private record Due(String provider, Instant soon, Instant at, Duration pause, boolean running) {

    boolean isDue(Instant now) {
      return !running && !isAhead(at, now, ProviderPauses.LONGEST);
    }

    boolean isSoon(Instant now) {
      return !running && !isAhead(soon, now, ProviderPauses.LONGEST);
    }
  }

  /** Forgets requests that are not open any more. */
  synchronized void keepOnly(Set<String> open) {
    dues.entrySet().removeIf(each -> !each.getValue().running() && !open.contains(each.getKey()));
  }

  /**
   * Those of the open requests that may be looked at now: what is due, what is not known yet, and
   * what can be answered with them.
   */
  synchronized Set<String> due(Set<String> open, Instant now) {
    Map<String, Long> soon =
        dues.values().stream()
            .filter(due -> due.isSoon(now))
            .collect(Collectors.groupingBy(Due::provider, Collectors.counting()));
    Set<String> together =
        dues.values().stream()
            .filter(due -> due.isDue(now))
            .map(Due::provider)
            .filter(provider -> soon.getOrDefault(provider, 0L) >= SharedListings.SHARED_FROM)
            .collect(Collectors.toSet());
    return open.stream()
        .filter(requestId -> {
          Due due = dues.get(requestId);
          return due == null
              || due.isDue(now)
              || (due.isSoon(now) && together.contains(due.provider()));
        })
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A time further away than it can be is one that the clock has gone back from. */
  static boolean isAhead(Instant at, Instant now, Duration longest) {
    return now.isBefore(at) && !at.isAfter(now.plus(longest));
  }

  /**
   * Begins a look, which {@link #ended} ends; false when it has to wait its turn, or what was
   * stored of it just now says all that a look would.
   */
  synchronized boolean begin(MachineRequest request, Instant now) {
    String provider = provider(request);
    Due before = dues.get(request.requestId());
    Instant first = request.updatedAt().plus(SHORTEST);
    if (before == null && isAhead(first, now, SHORTEST)) {
      dues.put(request.requestId(), new Due(provider, first, first, SHORTEST, false));
      return false;
    }
    if ((before != null && before.running()) || underWay.getOrDefault(provider, 0) >= AT_ONCE) {
      return false;
    }
    underWay.merge(provider, 1, Integer::sum);
    Duration pause = before == null ? Duration.ZERO : before.pause();
    dues.put(request.requestId(), new Due(provider, now, now, pause, true));
    return true;
  }

  /**
   * Ends a look.
   *
   * @param seen the request as the look began with it
   * @param after as it ended
   * @param notBefore what providers have asked for; in the past if nothing
   */
  synchronized void ended(
      MachineRequest seen, MachineRequest after, Instant now, Instant notBefore) {
    underWay.computeIfPresent(provider(seen), (provider, count) -> count == 1 ? null : count - 1);
    Due before = dues.get(seen.requestId());
    Duration pause =
        before == null || sendings(after) != sendings(seen)
            ? SHORTEST
            : longer(before.pause(), seen);
    Instant soon = later(now.plus(half(pause)), notBefore);
    Instant at = later(now.plus(lengthened(pause)), notBefore);
    // The deadline is acted on when it comes, however long the pause has grown.
    if (now.isBefore(after.deadline()) && after.deadline().isBefore(at)) {
      at = after.deadline();
    }
    dues.put(seen.requestId(), new Due(provider(after), soon, at, pause, false));
  }

  /** What a new create will come to is not what was waited for until then. */
  private static int sendings(MachineRequest request) {
    return request.attempts().stream().mapToInt(attempt -> attempt.sendings() + 1).sum();
  }

  private static Duration longer(Duration pause, MachineRequest request) {
    if (request.state().isFinal()) {
      return LONGEST;
    }
    return bounded(pause.multipliedBy(2));
  }

  private static Duration half(Duration pause) {
    return bounded(pause.dividedBy(2));
  }

  private Duration lengthened(Duration pause) {
    return bounded(Duration.ofNanos((long) (pause.toNanos() * (1 + random.getAsDouble() / 4))));
  }

  private static Duration bounded(Duration pause) {
    return pause.compareTo(SHORTEST) < 0
        ? SHORTEST
        : pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private static String provider(MachineRequest request) {
    return request.providers().stream().findFirst().orElse("");
  }
}
