package io.signalbox.core.command;

import io.signalbox.core.health.HealthView;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be done to one provider. */
public sealed interface ProviderCommand<R> extends Command<R> {

  String provider();

  @Override
  default String subject() {
    return provider();
  }

  /** One health check now. */
  record Check(String provider) implements ProviderCommand<HealthView> {}

  /**
   * Takes new work again: lifts drain, maintenance, disable and a configured {@code enabled:
   * false}.
   */
  record Enable(String provider, String reason) implements ProviderCommand<ProviderView> {}

  /**
   * No new work, no checks. LAST_WAY_OUT without force where a template is left without a healthy
   * way.
   */
  record Disable(String provider, String reason) implements ProviderCommand<ProviderView> {}

  /** No new work; checks go on. LAST_WAY_OUT as for disable. */
  record Drain(String provider, String reason, @Nullable Instant until)
      implements ProviderCommand<ProviderView> {}

  /**
   * No new work, no checks, with who, why and until when. A reason is required. LAST_WAY_OUT as for
   * disable.
   */
  record Maintain(String provider, String reason, @Nullable Instant until)
      implements ProviderCommand<ProviderView> {}

  /** Lifts drain and maintenance. INVALID_STATE for a disabled one. */
  record Resume(String provider, String reason) implements ProviderCommand<ProviderView> {}

  /**
   * Overrides settings: {@code weight}, {@code priority}, {@code config.latency.mean_ms}; a null
   * value takes the override back.
   */
  record Update(String provider, Map<String, @Nullable Object> settings, String reason)
      implements ProviderCommand<ProviderView> {}

  /**
   * Health told from outside.
   *
   * @param until null for 5 min from now
   */
  record ReportHealth(
      String provider, boolean healthy, String message, String source, @Nullable Instant until)
      implements ProviderCommand<HealthView> {}

  /** Takes an external health report back. */
  record WithdrawReport(String provider) implements ProviderCommand<HealthView> {}
}
