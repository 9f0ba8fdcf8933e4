package io.signalbox.core.routing.decisions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.Candidate;
import io.signalbox.core.routing.DecisionRecord.CandidateState;
import io.signalbox.core.routing.DecisionRecord.Others;
import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.SelectionPolicy;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decision records as JSON, the form the store and attempts keep: without what is secret in their
 * words, as a value of the configuration that a reason names may be. Stateless.
 */
public final class DecisionJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DecisionJson() {}

  public static String write(DecisionRecord decision) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", decision.at().toString());
    fields.put("trace_id", decision.traceId());
    fields.put("operation", decision.operation().name());
    fields.put("subject", decision.subject());
    fields.put("count", decision.count());
    fields.put("authority", decision.authority().name());
    fields.put("policy", decision.policy() == null ? null : decision.policy().name());
    fields.put("winner", decision.winner());
    fields.put("reason", words(decision.reason()));
    fields.put("candidates", decision.candidates().stream().map(DecisionJson::candidate).toList());
    fields.put("alternatives", decision.alternatives());
    fields.put("error", decision.error() == null ? null : decision.error().name());
    fields.put("notes", decision.notes().stream().map(DecisionJson::words).toList());
    fields.put("key", decision.key());
    if (!decision.others().isEmpty()) {
      fields.put("others", decision.others().stream().map(DecisionJson::others).toList());
    }
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> candidate(Candidate candidate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("provider", candidate.provider());
    fields.put("accepted", candidate.accepted());
    fields.put("step", candidate.step().name());
    fields.put("reason", words(candidate.reason()));
    CandidateState state = candidate.state();
    if (state != null) {
      Map<String, Object> known = new LinkedHashMap<>();
      known.put("health", state.health().name());
      known.put("ejected", state.ejected());
      known.put("weight", state.weight());
      known.put("in_flight", state.inFlight());
      known.put("success_percent", orNull(state.successPercent()));
      known.put("mean_ms", orNull(state.meanMillis()));
      known.put("circuit_open", state.circuitOpen());
      fields.put("state", known);
    }
    return fields;
  }

  private static Map<String, Object> others(Others others) {
    return Map.of(
        "step", others.step().name(), "count", others.count(), "reason", words(others.reason()));
  }

  private static String words(String text) {
    return Secrets.ofProcess().strike(text);
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** Reads a record back; empty where an older or newer program wrote it in another form. */
  public static Optional<DecisionRecord> read(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      List<Candidate> candidates = new ArrayList<>();
      node.path("candidates").forEach(each -> candidates.add(candidate(each)));
      List<Others> others = new ArrayList<>();
      node.path("others")
          .forEach(each ->
              others.add(
                  new Others(
                      Step.valueOf(each.path("step").asText()),
                      each.path("count").asInt(),
                      each.path("reason").asText())));
      return Optional.of(
          new DecisionRecord(
              Instant.parse(node.path("at").asText()),
              node.path("trace_id").asText(),
              ProviderOperationType.valueOf(node.path("operation").asText()),
              node.path("subject").asText(),
              node.path("count").asInt(),
              Authority.valueOf(node.path("authority").asText()),
              node.path("policy").isTextual()
                  ? SelectionPolicy.valueOf(node.path("policy").asText())
                  : null,
              node.path("winner").isTextual() ? node.path("winner").asText() : null,
              node.path("reason").asText(),
              candidates,
              texts(node.path("alternatives")),
              node.path("error").isTextual()
                  ? ErrorCode.valueOf(node.path("error").asText())
                  : null,
              texts(node.path("notes")),
              node.path("key").asText(),
              others));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Candidate candidate(JsonNode node) {
    JsonNode state = node.path("state");
    return new Candidate(
        node.path("provider").asText(),
        node.path("accepted").asBoolean(),
        Step.valueOf(node.path("step").asText()),
        node.path("reason").asText(),
        state.isObject()
            ? new CandidateState(
                HealthState.valueOf(state.path("health").asText()),
                state.path("ejected").asBoolean(),
                state.path("weight").asDouble(),
                state.path("in_flight").asInt(),
                state.path("success_percent").asDouble(Double.NaN),
                state.path("mean_ms").asDouble(Double.NaN),
                state.path("circuit_open").asBoolean())
            : null);
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
