package io.signalbox.core.alert.preview;

import io.signalbox.core.alert.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have done.
 *
 * @param from where what is known begins, or what was asked for
 * @param replayed whether it was judged anew; false where the store has no past of the metric, and
 *     {@code episodes} are those that the rule had
 * @param episodes when it would have fired, oldest first, at most {@link #MOST}
 * @param fired how many there are
 * @param lasted all of them together
 * @param samples minutes that were judged
 * @param known how many of them say something: measured in enough operations
 * @param values provider to what was judged, minute by minute, of the {@link #LINES} that came
 *     furthest; empty where nothing was measured
 */
public record RulePreview(
    AlertRule rule,
    Instant from,
    Instant to,
    boolean replayed,
    List<Episode> episodes,
    int fired,
    Duration lasted,
    int samples,
    int known,
    Map<String, List<Value>> values) {

  /** Episodes that are told one by one. */
  public static final int MOST = 100;

  /** Providers whose values are told. */
  public static final int LINES = 5;

  /**
   * @param to null while it lasts
   * @param worst the furthest from the threshold
   */
  public record Episode(String subject, Instant from, @Nullable Instant to, double worst) {

    /** How long it lasted, until a moment where it still does. */
    public Duration lasted(Instant now) {
      return Duration.between(from, to == null ? now : to);
    }
  }

  /**
   * @param value {@code NaN} for a gap: nothing measured, or not enough
   */
  public record Value(Instant at, double value) {}

  public RulePreview {
    episodes = List.copyOf(episodes);
    values = Map.copyOf(values);
  }
}
