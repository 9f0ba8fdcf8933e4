package io.signalbox.core.localcloud.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.core.localcloud.wire.Answer;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.JsonService;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.world.MachineType;
import io.signalbox.core.localcloud.world.Region;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The price list of machines on demand, over JSON 1.1. As AWS's it is read in a few regions alone,
 * for every region. Thread-safe.
 */
public final class Pricing extends JsonService {

  /** What the header {@code X-Amz-Target} begins with. */
  public static final String TARGET = "AWSPriceListService.";

  private static final Set<String> READ_IN = Set.of("us-east-1", "eu-central-1");
  private static final String PUBLISHED = "2026-01-01T00:00:00Z";
  private static final int MOST = 100;

  @Override
  public Answer answer(Asked asked) {
    if (!READ_IN.contains(asked.region())) {
      throw Refusal.of(
          "UnrecognizedClientException", "The price list is not read in " + asked.region());
    }
    return switch (asked.action()) {
      case "GetProducts" -> products(body(asked));
      case String other -> throw unknown(other);
    };
  }

  private static Answer products(JsonNode body) {
    if (!body.path("ServiceCode").asText().equals("AmazonEC2")) {
      throw Refusal.of(
          "InvalidParameterException",
          "Input Parameters are invalid. Service Code is not valid: "
              + body.path("ServiceCode").asText());
    }
    int most = rows(body, MOST, "InvalidParameterException");
    List<String> kept = new ArrayList<>();
    for (Region region : Region.all()) {
      for (MachineType type : MachineType.all()) {
        Map<String, String> attributes = attributes(region, type);
        if (matches(body.path("Filters"), attributes)) {
          kept.add(product(region, type, attributes).toString());
        }
      }
    }
    int from = first(body, kept.size());
    int to = Math.min(kept.size(), from + most);
    ObjectNode answer = JSON.createObjectNode().put("FormatVersion", "aws_v1");
    answer.set("PriceList", JSON.valueToTree(kept.subList(from, to)));
    if (to < kept.size()) {
      answer.put("NextToken", String.valueOf(to));
    }
    return Answer.json(200, answer.toString());
  }

  private static boolean matches(JsonNode filters, Map<String, String> attributes) {
    for (JsonNode filter : filters) {
      if (!filter.path("Type").asText().equals("TERM_MATCH")) {
        throw Refusal.of(
            "InvalidParameterException",
            "Input Parameters are invalid. Filter type: " + filter.path("Type").asText());
      }
      if (!filter.path("Value").asText().equals(attributes.get(filter.path("Field").asText()))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> attributes(Region region, MachineType type) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("instanceType", type.name());
    attributes.put("regionCode", region.name());
    attributes.put("operatingSystem", "Linux");
    attributes.put("preInstalledSw", "NA");
    attributes.put("licenseModel", "No License required");
    attributes.put("tenancy", "Shared");
    attributes.put("capacitystatus", "Used");
    attributes.put("marketoption", "OnDemand");
    attributes.put("vcpu", String.valueOf(type.vcpus()));
    return attributes;
  }

  private static ObjectNode product(
      Region region, MachineType type, Map<String, String> attributes) {
    String sku = String.format("LOCAL%02d%02d", region.number(), MachineType.all().indexOf(type));
    String usd = BigDecimal.valueOf(type.microUsd(), 6).setScale(10).toPlainString();
    ObjectNode dimension = JSON.createObjectNode().put("unit", "Hrs");
    dimension.putObject("pricePerUnit").put("USD", usd);
    ObjectNode term = JSON.createObjectNode().put("sku", sku).put("effectiveDate", PUBLISHED);
    term.putObject("priceDimensions").set(sku + ".HOUR", dimension);
    ObjectNode product = JSON.createObjectNode();
    product
        .putObject("product")
        .put("productFamily", "Compute Instance")
        .put("sku", sku)
        .set("attributes", JSON.valueToTree(attributes));
    product.put("serviceCode", "AmazonEC2").put("publicationDate", PUBLISHED);
    product.putObject("terms").putObject("OnDemand").set(sku + ".TERM", term);
    return product;
  }
}
