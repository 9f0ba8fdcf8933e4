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
      JsonNode body = JSON.readTree(asked.body());
      if (body == null || !body.isObject()) {
        throw Refusal.of("SerializationException", "The body is no JSON object");
      }
      return body;
    } catch (JsonProcessingException broken) {
      throw Refusal.of("SerializationException", "The body is no JSON");
    }
  }

  /**
   * Where the page begins that a call asks for.
   *
   * @throws Refusal for a token that none of these has
   */
  protected static int first(JsonNode body, int all) {
    int from = body.path("NextToken").asInt(0);
    if (from < 0 || from > all) {
      throw Refusal.of("InvalidPaginationTokenException", "The token is of no page");
    }
    return from;
  }

  /**
   * How many rows a call asks for.
   *
   * @param most and as many as one gets that names none
   * @param code of the refusal
   * @throws Refusal for a number that there cannot be
   */
  protected static int rows(JsonNode body, int most, String code) {
    int rows = body.path("MaxResults").asInt(most);
    if (rows < 1 || rows > most) {
      throw Refusal.of(code, "Input Parameters are invalid. MaxResults: " + rows);
    }
    return rows;
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
