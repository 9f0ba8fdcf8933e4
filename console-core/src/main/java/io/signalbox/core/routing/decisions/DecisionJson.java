package io.signalbox.core.routing.decisions;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.json.Fields;
import io.signalbox.core.json.Json;
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
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decision records as JSON, the form the store and attempts keep: without what is secret in their
 * words, as a value of the configuration that a reason names may be. Stateless.
 */
public final class DecisionJson {

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
    return Json.write(fields);
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
      Fields fields = Fields.read(json);
      String policy = fields.textOrNull("policy");
      String error = fields.textOrNull("error");
      return Optional.of(
          new DecisionRecord(
              Instant.parse(fields.text("at")),
              fields.text("trace_id"),
              ProviderOperationType.valueOf(fields.text("operation")),
              fields.text("subject"),
              fields.count("count", 0),
              Authority.valueOf(fields.text("authority")),
              policy == null ? null : SelectionPolicy.valueOf(policy),
              fields.textOrNull("winner"),
              fields.text("reason"),
              fields.objects("candidates").stream().map(DecisionJson::candidate).toList(),
              fields.texts("alternatives"),
              error == null ? null : ErrorCode.valueOf(error),
              fields.texts("notes"),
              fields.text("key"),
              fields.objects("others").stream().map(DecisionJson::others).toList()));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Others others(Fields fields) {
    return new Others(
        Step.valueOf(fields.text("step")), fields.count("count", 0), fields.text("reason"));
  }

  private static Candidate candidate(Fields fields) {
    Fields state = fields.object("state");
    return new Candidate(
        fields.text("provider"),
        fields.flag("accepted"),
        Step.valueOf(fields.text("step")),
        fields.text("reason"),
        state == null
            ? null
            : new CandidateState(
                HealthState.valueOf(state.text("health")),
                state.flag("ejected"),
                state.number("weight", 0),
                state.count("in_flight", 0),
                state.number("success_percent", Double.NaN),
                state.number("mean_ms", Double.NaN),
                state.flag("circuit_open")));
  }
}
