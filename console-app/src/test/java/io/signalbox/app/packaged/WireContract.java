package io.signalbox.app.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every answer of the five verbs must be, by itself and beside all answers before it: its
 * fields and their words, and that nothing a scheduler was told is taken back. Thread-safe.
 */
final class WireContract {

  private static final Set<String> FINAL = Set.of("complete", "complete_with_error");
  private static final Set<String> RESULTS = Set.of("succeed", "fail", "executing");
  private static final Set<String> STATES =
      Set.of("pending", "running", "stopping", "stopped", "shutting-down", "terminated", "failed");
  private static final List<String> MACHINE =
      List.of(
          "machineId",
          "name",
          "result",
          "status",
          "privateIpAddress",
          "publicIpAddress",
          "launchtime",
          "message",
          "cloudHostId",
          "instanceType",
          "priceType",
          "instanceTags");

  // What was told of each request: how it ended, and the machines it has.
  private final Map<String, String> ended = new HashMap<>();
  private final Map<String, Set<String>> machines = new HashMap<>();

  /** An answer, which a verb gives with status 0. */
  synchronized void check(String verb, JsonNode answer) {
    switch (verb) {
      case "getAvailableTemplates" -> templates(answer);
      case "requestMachines" -> {
        fields(answer, List.of("requestId", "message"));
        assertThat(answer.path("requestId").asText()).startsWith("req-");
      }
      case "requestReturnMachines" -> {
        fields(answer, List.of("message", "requestId"));
        assertThat(answer.path("requestId").asText()).startsWith("ret-");
      }
      case "getRequestStatus" -> {
        fields(answer, List.of("requests"));
        answer.path("requests").forEach(this::request);
      }
      case "getReturnRequests" -> returns(answer);
      default -> throw new IllegalArgumentException(verb);
    }
  }

  /** A refusal, which a verb gives with status 1. */
  static void checkRefused(JsonNode answer, String code) {
    fields(answer, List.of("message", "error"));
    fields(answer.path("error"), List.of("code", "message", "details"));
    assertThat(answer.at("/error/code").asText()).as("%s", answer).isEqualTo(code);
    assertThat(answer.path("message").asText()).isNotBlank();
  }

  private static void templates(JsonNode answer) {
    fields(answer, List.of("templates", "message"));
    for (JsonNode template : answer.path("templates")) {
      assertThat(template.path("templateId").asText()).isNotBlank();
      assertThat(template.path("maxNumber").isInt()).as("%s", template).isTrue();
      assertThat(template.path("maxNumber").asInt()).isNotZero().isGreaterThanOrEqualTo(-1);
      JsonNode attributes = template.path("attributes");
      assertThat(attributes.has("type") && attributes.has("ncpus") && attributes.has("nram"))
          .as("%s", template)
          .isTrue();
      for (JsonNode pair : attributes) {
        assertThat(pair).as("%s", template).hasSize(2);
        assertThat(pair.path(0).asText()).isIn("String", "Numeric", "Boolean");
        assertThat(pair.path(1).isTextual()).as("%s", template).isTrue();
      }
    }
  }

  private void request(JsonNode request) {
    fields(request, List.of("requestId", "status", "message", "machines"));
    String id = request.path("requestId").asText();
    String status = request.path("status").asText();
    assertThat(status.equals("running") || FINAL.contains(status)).as("%s", request).isTrue();
    String before = ended.get(id);
    assertThat(before == null || before.equals(status)).as("%s, now %s", before, request).isTrue();
    if (FINAL.contains(status)) {
      ended.put(id, status);
    }
    if (status.equals("complete_with_error")) {
      assertThat(request.path("message").asText()).as("%s", request).isNotBlank();
    }
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode machine : request.path("machines")) {
      machine(machine);
      assertThat(ids.add(machine.path("machineId").asText())).as("%s", request).isTrue();
      // One that is being given back is executing again; one that is not there yet never is.
      boolean launching = machine.path("status").asText().equals("pending");
      assertThat(launching && status.equals("complete")).as("%s", request).isFalse();
    }
    assertThat(ids).as("%s", request).containsAll(machines.getOrDefault(id, Set.of()));
    machines.put(id, ids);
  }

  private static void machine(JsonNode machine) {
    fields(machine, MACHINE);
    assertThat(machine.path("machineId").asText()).as("%s", machine).isNotBlank();
    assertThat(machine.path("name").asText()).as("%s", machine).isNotBlank();
    assertThat(machine.path("status").asText()).as("%s", machine).isIn(STATES);
    String result = machine.path("result").asText();
    assertThat(result).as("%s", machine).isIn(RESULTS);
    if (result.equals("fail")) {
      assertThat(machine.path("message").asText()).as("%s", machine).isNotBlank();
    }
    assertThat(machine.path("launchtime").isIntegralNumber()).as("%s", machine).isTrue();
    for (String address : List.of("privateIpAddress", "publicIpAddress")) {
      assertThat(machine.path(address).isNull() || !machine.path(address).asText().isBlank())
          .as("%s", machine)
          .isTrue();
    }
  }

  private static void returns(JsonNode answer) {
    fields(answer, List.of("status", "message", "requests"));
    assertThat(answer.path("status").asText()).isIn("running", "complete");
    assertThat(answer.path("message").asText()).isNotBlank();
    for (JsonNode request : answer.path("requests")) {
      fields(request, List.of("machine", "gracePeriod"));
      assertThat(request.path("machine").asText()).isNotBlank();
      assertThat(request.path("gracePeriod").isIntegralNumber()).as("%s", request).isTrue();
    }
  }

  private static void fields(JsonNode node, List<String> expected) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    assertThat(names).as("%s", node).containsExactlyInAnyOrderElementsOf(expected);
  }
}
