package io.signalbox.core.request;

import io.signalbox.core.json.Fields;
import io.signalbox.core.json.Json;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules among the creates of one composition, as they were when the creates were intended.
 *
 * @param node the composition's name
 * @param inOrder whether one is sent after the other
 * @param atOnce most that are sent at once
 * @param until stragglers are not waited for any longer
 */
public record CompositionRules(
    String node,
    AggregationPolicy policy,
    boolean inOrder,
    int atOnce,
    boolean requireAllSuccess,
    int minSuccessCount,
    double failureThreshold,
    Instant until) {

  public static CompositionRules of(
      String node, CompositionSettings settings, boolean inOrder, Instant now) {
    return new CompositionRules(
        node,
        settings.policy(),
        inOrder,
        settings.maxConcurrent(),
        settings.requireAllSuccess(),
        settings.minSuccessCount(),
        settings.failureThreshold(),
        now.plus(settings.timeout()));
  }

  /**
   * How the rules are broken already, whatever becomes of those that may still succeed; empty while
   * they may be kept.
   *
   * @param asked all that were asked
   * @param good those that gave what they were asked for
   * @param stragglers those that may still
   */
  public String broken(int asked, int good, int stragglers) {
    int failed = asked - good - stragglers;
    if (requireAllSuccess && failed > 0) {
      return "INSUFFICIENT_SUCCESS: " + failed + " of " + asked + " failed, and all must succeed";
    }
    if ((double) failed / asked > failureThreshold) {
      return String.format(
          Locale.ROOT,
          "FAILURE_THRESHOLD_EXCEEDED: %d of %d failed, more than the share of %s that may",
          failed,
          asked,
          failureThreshold);
    }
    if (good + stragglers < minSuccessCount) {
      return "INSUFFICIENT_SUCCESS: "
          + good
          + " of "
          + asked
          + " succeeded, and at least "
          + minSuccessCount
          + " must";
    }
    return "";
  }

  /** Whether enough have succeeded, whatever becomes of the others. */
  public boolean areKept(int asked, int good) {
    return good >= minSuccessCount && (!requireAllSuccess || good == asked);
  }

  /** As the store keeps it; empty for none. */
  public static String write(@Nullable CompositionRules rules) {
    if (rules == null) {
      return "";
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("node", rules.node());
    fields.put("policy", rules.policy().name());
    fields.put("in_order", rules.inOrder());
    fields.put("at_once", rules.atOnce());
    fields.put("require_all_success", rules.requireAllSuccess());
    fields.put("min_success_count", rules.minSuccessCount());
    fields.put("failure_threshold", rules.failureThreshold());
    fields.put("until", rules.until().toString());
    return Json.write(fields);
  }

  /** What {@link #write} made. */
  public static @Nullable CompositionRules read(String json) {
    if (json.isEmpty()) {
      return null;
    }
    try {
      Fields fields = Fields.read(json);
      return new CompositionRules(
          fields.text("node"),
          AggregationPolicy.valueOf(fields.text("policy")),
          fields.flag("in_order"),
          fields.count("at_once", 1),
          fields.flag("require_all_success"),
          fields.count("min_success_count", 1),
          fields.number("failure_threshold", 0),
          Instant.parse(fields.text("until")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
