package io.signalbox.core.provider.simulated;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a call meets. Each call draws from its own generator, seeded by the cloud's seed,
 * its name and the call's number and key: the same calls in the same order meet the same faults,
 * and a call repeated with its key may fare better.
 */
final class FaultModel {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final TimeSource time;
  private final AtomicLong calls = new AtomicLong();
  // Token bucket of the throttle; guarded by this.
  private double tokens = Double.NaN;
  private long filledAt;

  FaultModel(String provider, long seed, TimeSource time) {
    this.seed = seed * GOLDEN + provider.hashCode();
    this.time = time;
  }

  /**
   * @param neverAnswered the caller waits until its deadline
   * @param replyLost done, but the caller is not told
   */
  record Draw(
      Duration latency,
      boolean neverAnswered,
      @Nullable ProviderFailure failure,
      boolean replyLost,
      boolean partialListing) {}

  Draw draw(ProviderOperation operation, SimulatedKnobs knobs) {
    RandomGenerator random = new SplittableRandom(seedOf(operation));
    Duration latency = knobs.latency().draw(random);
    boolean down = knobs.isDown(time.now());
    boolean writes =
        operation.type() == ProviderOperationType.CREATE_INSTANCES
            || operation.type() == ProviderOperationType.TERMINATE_INSTANCES;
    return new Draw(
        latency,
        down && knobs.blackHole(),
        down ? outage() : fault(operation.type(), knobs, random),
        writes && hits(random, knobs.lostReplyPercent()),
        hits(random, knobs.partialListingPercent()));
  }

  private long seedOf(ProviderOperation operation) {
    String key = operation.context().idempotencyKey();
    long call = calls.incrementAndGet();
    return seed
        ^ (operation.type().ordinal() + 1) * GOLDEN
        ^ call * 0xBF58476D1CE4E5B9L
        ^ (key == null ? 0 : key.hashCode() * 0x94D049BB133111EBL);
  }

  private @Nullable ProviderFailure fault(
      ProviderOperationType type, SimulatedKnobs knobs, RandomGenerator random) {
    if (hits(random, knobs.providerPercent())) {
      return ProviderFailure.of(
          FailureClass.PROVIDER, "EXPIRED_CREDENTIALS", "The security token has expired");
    }
    if (throttled(knobs.throttlePerSecond())) {
      return ProviderFailure.throttled(
          "Over %.0f calls a second".formatted(knobs.throttlePerSecond()), Duration.ofSeconds(1));
    }
    if (hits(random, knobs.transientPercent())) {
      return ProviderFailure.of(
          FailureClass.TRANSIENT, "INTERNAL_SERVER_ERROR", "The service failed on its side (500)");
    }
    if (type != ProviderOperationType.CREATE_INSTANCES) {
      return null;
    }
    if (hits(random, knobs.capacityPercent())) {
      return ProviderFailure.of(
          FailureClass.CAPACITY, "INSUFFICIENT_CAPACITY", "No room for machines of this type now");
    }
    return hits(random, knobs.requestPercent())
        ? ProviderFailure.of(
            FailureClass.REQUEST, "INVALID_PARAMETER", "The launch was refused as invalid")
        : null;
  }

  private static ProviderFailure outage() {
    return ProviderFailure.of(
        FailureClass.TRANSIENT, "SERVICE_UNAVAILABLE", "The service is down (503)");
  }

  /** The failure of a call that was cut off: nobody knows whether a write was done. */
  ProviderFailure cut(ProviderOperation operation, String message) {
    return switch (operation.type()) {
      case CREATE_INSTANCES, TERMINATE_INSTANCES -> ProviderFailure.unknown("TIMEOUT", message);
      case GET_INSTANCE_STATUS,
          DESCRIBE_RESOURCE_INSTANCES,
          VALIDATE_TEMPLATE,
          GET_AVAILABLE_TEMPLATES,
          HEALTH_CHECK ->
          ProviderFailure.of(FailureClass.TRANSIENT, "TIMEOUT", message);
    };
  }

  private synchronized boolean throttled(double perSecond) {
    if (perSecond <= 0) {
      tokens = Double.NaN;
      return false;
    }
    long now = time.nanos();
    tokens =
        Double.isNaN(tokens)
            ? Math.max(1, perSecond)
            : Math.min(Math.max(1, perSecond), tokens + (now - filledAt) / 1e9 * perSecond);
    filledAt = now;
    if (tokens < 1) {
      return true;
    }
    tokens--;
    return false;
  }

  /** Always draws, so that switching one fault on does not reshuffle the others. */
  private static boolean hits(RandomGenerator random, double percent) {
    return random.nextDouble() * 100 < percent;
  }
}
