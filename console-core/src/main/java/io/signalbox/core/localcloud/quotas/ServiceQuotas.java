package io.signalbox.core.localcloud.quotas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.core.localcloud.faults.Faults;
import io.signalbox.core.localcloud.wire.Answer;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.JsonService;
import io.signalbox.core.localcloud.wire.Refusal;
import java.util.List;

/**
 * Service Quotas of EC2, over JSON 1.1: virtual processors that may run, on demand as many as the
 * faults say. Thread-safe.
 */
public final class ServiceQuotas extends JsonService {

  /** What the header {@code X-Amz-Target} begins with. */
  public static final String TARGET = "ServiceQuotasV20190624.";

  /** Virtual processors where nobody says how many there may be. */
  private static final int USUAL = 1_152;

  private static final int MOST = 100;

  private final Faults faults;

  /** Quotas that change with the faults. */
  public ServiceQuotas(Faults faults) {
    this.faults = faults;
  }

  private record Quota(String code, String name, boolean spot) {}

  private static final List<Quota> ALL =
      List.of(
          new Quota(
              "L-1216C47A",
              "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
              false),
          new Quota("L-DB2E81BA", "Running On-Demand G and VT instances", false),
          new Quota(
              "L-34B43A08",
              "All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests",
              true),
          new Quota("L-3819A6DF", "All G and VT Spot Instance Requests", true));

  @Override
  public Answer answer(Asked asked) {
    JsonNode body = body(asked);
    if (!body.path("ServiceCode").asText().equals("ec2")) {
      throw Refusal.of(
          "NoSuchResourceException",
          "The specified service does not exist: " + body.path("ServiceCode").asText());
    }
    return switch (asked.action()) {
      case "GetServiceQuota" -> one(body);
      case "ListServiceQuotas" -> list(body);
      case String other -> throw unknown(other);
    };
  }

  private Answer one(JsonNode body) {
    String code = body.path("QuotaCode").asText();
    Quota quota =
        ALL.stream()
            .filter(each -> each.code.equals(code))
            .findFirst()
            .orElseThrow(() ->
                Refusal.of(
                    "NoSuchResourceException",
                    "The request failed because the specified service quota does not exist."));
    return Answer.json(200, JSON.createObjectNode().set("Quota", told(quota)).toString());
  }

  private Answer list(JsonNode body) {
    int from = first(body, ALL.size());
    int to = Math.min(ALL.size(), from + rows(body, MOST, "IllegalArgumentException"));
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode quotas = answer.putArray("Quotas");
    ALL.subList(from, to).forEach(each -> quotas.add(told(each)));
    if (to < ALL.size()) {
      answer.put("NextToken", String.valueOf(to));
    }
    return Answer.json(200, answer.toString());
  }

  private ObjectNode told(Quota quota) {
    Integer vcpus = quota.spot ? null : faults.knobs().vcpus();
    return JSON.createObjectNode()
        .put("ServiceCode", "ec2")
        .put("ServiceName", "Amazon Elastic Compute Cloud (Amazon EC2)")
        .put("QuotaCode", quota.code)
        .put("QuotaName", quota.name)
        .put("Value", vcpus == null ? USUAL : (double) vcpus)
        .put("Unit", "None")
        .put("Adjustable", true)
        .put("GlobalQuota", false);
  }
}
