package io.signalbox.core.health;

import io.signalbox.core.metrics.WindowMetrics;

/** What the work of five minutes says against a provider that answers. Stateless. */
final class PoorWork {

  private static final double SUCCESS_PERCENT = 95;
  private static final double MEAN_MILLIS = 2_000;

  /** Operations below which nothing can be said. */
  private static final long SAMPLE = 20;

  private PoorWork() {}

  /** Why a provider is degraded; empty where it is not, or where there was too little work. */
  static String of(WindowMetrics fiveMinutes) {
    if (fiveMinutes.operations() < SAMPLE) {
      return "";
    }
    if (fiveMinutes.successRate() < SUCCESS_PERCENT) {
      return "Success %.1f %% over 5 min, under 95 %%".formatted(fiveMinutes.successRate());
    }
    return fiveMinutes.meanMillis() > MEAN_MILLIS
        ? "Mean %.0f ms over 5 min, over 2,000 ms".formatted(fiveMinutes.meanMillis())
        : "";
  }
}
