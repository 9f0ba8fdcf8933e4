package io.signalbox.core.localcloud.ssm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.core.localcloud.wire.Answer;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.JsonService;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.world.Catalogue;
import io.signalbox.core.localcloud.world.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SSM's public parameters that stand for images, over JSON 1.1. Thread-safe. */
public final class Ssm extends JsonService {

  /** What the header {@code X-Amz-Target} begins with. */
  public static final String TARGET = "AmazonSSM.";

  private static final int MOST_NAMES = 10;
  private static final double CHANGED = 1_767_225_600;

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
      case String other -> throw unknown(other);
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
}
