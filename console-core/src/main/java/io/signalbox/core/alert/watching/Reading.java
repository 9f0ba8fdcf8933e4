package io.signalbox.core.alert.watching;

import io.signalbox.core.alert.AlertMetric;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one metric says of one thing now. Of a state there is one for each thing of which it is so.
 *
 * @param key tells it apart from everything else of the metric
 * @param subject what it is about, as a click would look for it
 * @param kind where a click leads
 * @param value as of {@link Sample}
 * @param since since when a state is so; null where that is not told
 * @param title one short sentence; empty where the rule makes it of its own words
 * @param detail what follows from it; may be empty
 * @param location file:line:column; empty for none
 */
public record Reading(
    AlertMetric metric,
    String key,
    String subject,
    String kind,
    double value,
    long operations,
    @Nullable Instant since,
    String title,
    String detail,
    String location) {

  /** A figure of a provider. */
  public static Reading ofProvider(
      AlertMetric metric, String provider, double value, long operations, String detail) {
    return new Reading(
        metric, provider, provider, "provider", value, operations, null, "", detail, "");
  }

  /** Something that is so. */
  public static Reading ofState(
      AlertMetric metric,
      String key,
      String subject,
      String kind,
      @Nullable Instant since,
      String title,
      String detail,
      String location) {
    return new Reading(metric, key, subject, kind, 1, 0, since, title, detail, location);
  }

  Sample sample(Instant at) {
    return new Sample(at, value, operations, since);
  }
}
