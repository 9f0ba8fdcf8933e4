package io.signalbox.core.provider.simulated;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a simulated call takes; never over 60 s. */
record LatencyModel(Kind kind, Duration mean, double sigma) {

  private static final long MAX_NANOS = Duration.ofSeconds(60).toNanos();

  enum Kind {
    FIXED,
    UNIFORM,
    LOGNORMAL;

    static Kind of(String word) {
      return switch (word) {
        case "uniform" -> UNIFORM;
        case "lognormal" -> LOGNORMAL;
        default -> FIXED;
      };
    }
  }

  /**
   * Draws one latency whose mean is {@link #mean}. For the lognormal, mu is ln(mean) - sigma^2 / 2,
   * since the mean of a lognormal is exp(mu + sigma^2 / 2).
   */
  Duration draw(RandomGenerator random) {
    double nanos =
        switch (kind) {
          case FIXED -> mean.toNanos();
          case UNIFORM -> mean.toNanos() * (0.5 + random.nextDouble());
          case LOGNORMAL ->
              mean.isZero()
                  ? 0
                  : Math.exp(
                      Math.log(mean.toNanos()) - sigma * sigma / 2 + sigma * random.nextGaussian());
        };
    return Duration.ofNanos((long) Math.min(MAX_NANOS, nanos));
  }
}
