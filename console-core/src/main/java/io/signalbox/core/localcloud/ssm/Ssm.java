package io.signalbox.core.localcloud.ssm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.core.localcloud.wire.Answer;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.localcloud.world.Catalogue;
import io.signalbox.core.localcloud.world.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SSM's public parameters that stand for images, over JSON 1.1. Thread-safe. */
public final class Ssm implements Service {

  /** What the header {@code X-Amz-Target} begins with. */
  public static final String TARGET = "AmazonSSM.";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_NAMES = 10;
  private static final double CHANGED = 1_767_225_600;

  private static final Words WORDS =
      new Words(
          new Word("ThrottlingException", 400),
          new Word("AccessDeniedException", 400),
          new Word("UnrecognizedClientException", 400),
          new Word("ExpiredTokenException", 400),
          new Word("InvalidSignatureException", 400),
          new Word("MissingAuthenticationTokenException", 400));

  private final Catalogue catalogue;

  /** SSM over a catalogue. */
  public Ssm(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Answer answer(Asked asked) {
    return switch (asked.action()) {
      case "GetParameter" -> one(asked);
      case "GetParameters" -> several(asked);
      case String other ->
          throw Refusal.of("UnknownOperationException", "Unknown operation " + other);
    };
  }

  private Answer one(Asked asked) {
    String name = body(asked).path("Name").asText();
    if (name.isEmpty()) {
      throw Refusal.of(
          "ValidationException",
          "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member"
              + " must not be null");
    }
    var found =
        parameter(asked, name)
            .orElseThrow(
                () -> Refusal.of("ParameterNotFound", "Parameter " + name + " not found."));
    return Answer.json(200, JSON.createObjectNode().set("Parameter", found).toString());
  }

  private Answer several(Asked asked) {
    var names = new ArrayList<String>();
    body(asked).path("Names").forEach(each -> names.add(each.asText()));
    if (names.isEmpty() || names.size() > MOST_NAMES) {
      throw Refusal.of(
          "ValidationException",
          "1 validation error detected: Value '"
              + names
              + "' at 'names' failed to satisfy"
              + " constraint: Member must have length between 1 and "
              + MOST_NAMES);
    }
    var found = new ArrayList<ObjectNode>();
    var invalid = new ArrayList<String>();
    for (String name : List.copyOf(names)) {
      parameter(asked, name).ifPresentOrElse(found::add, () -> invalid.add(name));
    }
    var answer = JSON.createObjectNode();
    answer.putArray("Parameters").addAll(found);
    answer.set("InvalidParameters", JSON.valueToTree(invalid));
    return Answer.json(200, answer.toString());
  }

  private Optional<ObjectNode> parameter(Asked asked, String name) {
    Region region = Region.named(asked.region()).orElseThrow();
    return catalogue
        .alias(region, name)
        .map(image ->
            JSON.createObjectNode()
                .put("Name", name)
                .put("Type", "String")
                .put("Value", image)
                .put("Version", 1)
                .put("LastModifiedDate", CHANGED)
                .put("ARN", "arn:aws:ssm:" + asked.region() + "::parameter" + name)
                .put("DataType", "aws:ec2:image"));
  }

  private static JsonNode body(Asked asked) {
    try {
      return JSON.readTree(asked.body());
    } catch (JsonProcessingException broken) {
      throw Refusal.of("SerializationException", "The body is no JSON");
    }
  }

  @Override
  public Answer refused(Refusal refusal, String requestId) {
    return Answer.json(
        refusal.status(),
        JSON.createObjectNode()
            .put("__type", refusal.code())
            .put("message", refusal.said())
            .toString());
  }

  @Override
  public Words words() {
    return WORDS;
  }
}
