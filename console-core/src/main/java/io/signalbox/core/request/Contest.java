package io.signalbox.core.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionSettings;
import java.time.Instant;
import java.util.LinkedHashMap;
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
public record Contest(
    String node,
    AggregationPolicy policy,
    boolean inOrder,
    int atOnce,
    boolean requireAllSuccess,
    int minSuccessCount,
    double failureThreshold,
    Instant until) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Contest of(String node, CompositionSettings settings, boolean inOrder, Instant now) {
    return new Contest(
        node,
        settings.policy(),
        inOrder,
        settings.maxConcurrent(),
        settings.requireAllSuccess(),
        settings.minSuccessCount(),
        settings.failureThreshold(),
        now.plus(settings.timeout()));
  }

  /** As the store keeps it; empty for none. */
  public static String write(@Nullable Contest contest) {
    if (contest == null) {
      return "";
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("node", contest.node());
    fields.put("policy", contest.policy().name());
    fields.put("in_order", contest.inOrder());
    fields.put("at_once", contest.atOnce());
    fields.put("require_all_success", contest.requireAllSuccess());
    fields.put("min_success_count", contest.minSuccessCount());
    fields.put("failure_threshold", contest.failureThreshold());
    fields.put("until", contest.until().toString());
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@link #write} made. */
  public static @Nullable Contest read(String json) {
    if (json.isEmpty()) {
      return null;
    }
    try {
      JsonNode node = JSON.readTree(json);
      return new Contest(
          node.path("node").asText(),
          AggregationPolicy.valueOf(node.path("policy").asText()),
          node.path("in_order").asBoolean(),
          node.path("at_once").asInt(1),
          node.path("require_all_success").asBoolean(),
          node.path("min_success_count").asInt(1),
          node.path("failure_threshold").asDouble(),
          Instant.parse(node.path("until").asText()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
