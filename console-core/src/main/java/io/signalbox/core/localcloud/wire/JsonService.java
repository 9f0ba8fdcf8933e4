package io.signalbox.core.localcloud.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What services that speak JSON 1.1 have in common. Thread-safe. */
public abstract class JsonService implements Service {

  /** Reads and writes bodies. */
  protected static final ObjectMapper JSON = new ObjectMapper();

  private static final Words WORDS =
      new Words(
          new Word("ThrottlingException", 400),
          new Word("AccessDeniedException", 400),
          new Word("UnrecognizedClientException", 400),
          new Word("ExpiredTokenException", 400),
          new Word("InvalidSignatureException", 400),
          new Word("MissingAuthenticationTokenException", 400));

  /** The body of a call. */
  protected static JsonNode body(Asked asked) {
    try {
      return JSON.readTree(asked.body());
    } catch (JsonProcessingException broken) {
      throw Refusal.of("SerializationException", "The body is no JSON");
    }
  }

  /** An operation that there is not. */
  protected static Refusal unknown(String operation) {
    return Refusal.of("UnknownOperationException", "Unknown operation " + operation);
  }

  @Override
  public final Answer refused(Refusal refusal, String requestId) {
    return Answer.json(
        refusal.status(),
        JSON.createObjectNode()
            .put("__type", refusal.code())
            .put("message", refusal.said())
            .toString());
  }

  @Override
  public final Words words() {
    return WORDS;
  }
}
