package io.signalbox.core.config.reading;

import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.health.HealthCheckMode;
import io.signalbox.core.health.HealthSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads health settings over those of the section above. */
final class HealthReader {

  private HealthReader() {}

  /** The interval in force is the smallest any section asks for. */
  static HealthSettings over(
      SectionReader sections,
      @Nullable ObjectNode section,
      Decl.Section declared,
      HealthSettings base) {
    if (section == null) {
      return base;
    }
    Object mode = sections.value(section, declared, "health_check_mode");
    Object interval = sections.value(section, declared, "health_check_interval_seconds");
    Object unhealthy = sections.value(section, declared, "unhealthy_threshold");
    Object recovery = sections.value(section, declared, "recovery_threshold");
    Object dwell = sections.value(section, declared, "recovery_dwell_seconds");
    return new HealthSettings(
        mode instanceof String word ? HealthCheckMode.valueOf(word) : base.mode(),
        smaller(base.interval(), interval),
        unhealthy instanceof Long count ? count.intValue() : base.unhealthyThreshold(),
        recovery instanceof Long count ? count.intValue() : base.recoveryThreshold(),
        dwell instanceof Double seconds ? seconds(seconds) : base.recoveryDwell());
  }

  private static Duration smaller(Duration base, @Nullable Object interval) {
    if (!(interval instanceof Double asked)) {
      return base;
    }
    Duration own = seconds(asked);
    return base.equals(HealthSettings.DEFAULT.interval()) || own.compareTo(base) < 0 ? own : base;
  }

  static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }
}
