package io.signalbox.core.request.driving;

import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.calling.ProviderPauses;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * When each open request is looked at next: one due time for each, in memory. A request that has
 * news is looked at again after about a second; without news the pause doubles up to 5 s for a
 * young request and 30 s for others, with equal jitter. A look that is under way is not begun
 * again, and no provider is asked about more than {@link #AT_ONCE} requests at the same time; what
 * is not begun stays due and holds up nothing else. Thread-safe.
 */
public final class Schedule {

  /** Requests of one provider that are looked at at the same time. */
  static final int AT_ONCE = 32;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST_YOUNG = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration YOUNG = Duration.ofMinutes(1);

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
   * @param at when it is looked at
   * @param pause the last one, without its jitter
   * @param running whether a look is under way
   */
  private record Due(Instant at, Duration pause, boolean running) {}

  /** Forgets requests that are not open any more. */
  synchronized void keepOnly(Set<String> open) {
    dues.entrySet().removeIf(each -> !each.getValue().running() && !open.contains(each.getKey()));
  }

  /** One that is not known yet is due at once. */
  synchronized boolean isDue(String requestId, Instant now) {
    Due due = dues.get(requestId);
    return due == null || (!due.running() && !isAhead(due.at(), now, ProviderPauses.LONGEST));
  }

  /** A time further away than it can be is one that the clock has gone back from. */
  static boolean isAhead(Instant at, Instant now, Duration longest) {
    return now.isBefore(at) && !at.isAfter(now.plus(longest));
  }

  /** Begins a look, which {@link #ended} ends; false when it is not due or has to wait its turn. */
  synchronized boolean begin(MachineRequest request, Instant now) {
    String provider = provider(request);
    if (!isDue(request.requestId(), now) || underWay.getOrDefault(provider, 0) >= AT_ONCE) {
      return false;
    }
    underWay.merge(provider, 1, Integer::sum);
    Due before = dues.get(request.requestId());
    Duration pause = before == null ? Duration.ZERO : before.pause();
    dues.put(request.requestId(), new Due(now, pause, true));
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
        before == null || after.differsFrom(seen) ? SHORTEST : longer(before.pause(), seen, now);
    Instant at = now.plus(jittered(pause));
    if (at.isBefore(notBefore)) {
      at = notBefore;
    }
    // The deadline is acted on when it comes, however long the pause has grown.
    if (now.isBefore(after.deadline()) && after.deadline().isBefore(at)) {
      at = after.deadline();
    }
    dues.put(seen.requestId(), new Due(at, pause, false));
  }

  private static Duration longer(Duration pause, MachineRequest request, Instant now) {
    if (request.state().isFinal()) {
      return LONGEST;
    }
    boolean young = now.isBefore(request.createdAt().plus(YOUNG));
    Duration longest = young ? LONGEST_YOUNG : LONGEST;
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(SHORTEST) < 0
        ? SHORTEST
        : twice.compareTo(longest) > 0 ? longest : twice;
  }

  private Duration jittered(Duration pause) {
    return Duration.ofNanos((long) (pause.toNanos() * (0.5 + random.getAsDouble() / 2)));
  }

  private static String provider(MachineRequest request) {
    return request.providers().stream().findFirst().orElse("");
  }
}
