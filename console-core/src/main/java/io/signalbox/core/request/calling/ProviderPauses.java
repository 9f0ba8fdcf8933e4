package io.signalbox.core.request.calling;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What providers have asked to wait, so that nothing is scheduled before. Thread-safe. */
public final class ProviderPauses {

  /** A provider that asks for longer is asked again then all the same. */
  public static final Duration LONGEST = Duration.ofMinutes(5);

  private final TimeSource time;
  private final ConcurrentMap<String, Instant> until = new ConcurrentHashMap<>();

  ProviderPauses(TimeSource time) {
    this.time = time;
  }

  /** Takes the wait from an answer, if it has one. */
  void note(String provider, ProviderResult result) {
    if (result instanceof ProviderResult.Failure(ProviderFailure failure)
        && failure.retryAfter() != null) {
      Duration wait = failure.retryAfter().compareTo(LONGEST) > 0 ? LONGEST : failure.retryAfter();
      Instant again = time.now().plus(wait);
      until.merge(provider, again, (one, other) -> bounded(one).isAfter(other) ? one : other);
    }
  }

  /** Whether it has asked to wait until later than now. */
  public boolean asksToWait(String provider) {
    return time.now().isBefore(until(List.of(provider)));
  }

  /** When one of several may be asked again; in the past if one may be asked now. */
  public Instant until(List<String> providers) {
    return providers.stream()
        .map(provider -> bounded(until.getOrDefault(provider, Instant.EPOCH)))
        .min(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  /** A time further away than it can be is one that the clock has gone back from. */
  private Instant bounded(Instant at) {
    return at.isAfter(time.now().plus(LONGEST)) ? Instant.EPOCH : at;
  }
}
