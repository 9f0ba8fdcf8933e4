package io.signalbox.core.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.routing.DecisionRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decision records as JSON, the form an attempt keeps. */
final class Decisions {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Decisions() {}

  static String json(DecisionRecord decision) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", decision.at().toString());
    fields.put("trace_id", decision.traceId());
    fields.put("operation", decision.operation().name());
    fields.put("subject", decision.subject());
    fields.put("count", decision.count());
    fields.put("authority", decision.authority().name());
    fields.put("policy", decision.policy() == null ? null : decision.policy().name());
    fields.put("winner", decision.winner());
    fields.put("reason", decision.reason());
    fields.put("candidates", decision.candidates().stream().map(Decisions::candidate).toList());
    fields.put("alternatives", decision.alternatives());
    fields.put("error", decision.error() == null ? null : decision.error().name());
    fields.put("notes", List.copyOf(decision.notes()));
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> candidate(DecisionRecord.Candidate candidate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("provider", candidate.provider());
    fields.put("accepted", candidate.accepted());
    fields.put("step", candidate.step().name());
    fields.put("reason", candidate.reason());
    return fields;
  }
}
