package io.signalbox.core.alert.preview;

import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.watching.Past;
import io.signalbox.core.alert.watching.Sample;
import io.signalbox.core.alert.watching.Standing;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.metrics.WindowAt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How rules stood before, from the minutes that are stored. For one thread at a time. */
public final class MeasuredPast implements Past {

  /** Rules that last longer begin anew where a process begins. */
  private static final Duration BACK = Duration.ofMinutes(30);

  private final ProviderMetrics metrics;
  private Map<String, List<WindowAt>> windows = Map.of();
  // How far back they are read; nothing while nobody asked.
  private Duration read = Duration.ZERO;

  public MeasuredPast(ProviderMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void begin(Instant now) {
    windows = Map.of();
    read = Duration.ZERO;
  }

  @Override
  public Standing before(AlertRule rule, String subject, Instant now) {
    Duration needed = rule.lasts().plus(rule.patience());
    Duration back = needed.compareTo(BACK) < 0 ? needed : BACK;
    if (back.compareTo(read) > 0) {
      windows = metrics.windows(now.minus(back), now);
      read = back;
    }
    Standing standing = Standing.QUIET;
    for (WindowAt each : windows.getOrDefault(subject, List.of())) {
      standing = standing.next(rule, sample(rule, each));
    }
    Instant known = standing.known();
    return standing.isFiring() && known != null
        ? new Standing(null, rule.lasts(), known, true, standing.value())
        : standing;
  }

  static Sample sample(AlertRule rule, WindowAt window) {
    return Sample.of(
        window.at(), rule.metric().of(window.figures()), window.figures().operations());
  }
}
