package io.signalbox.app.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.app.packaged.PackagedProgram.Answer;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.SimulatedClouds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plays a conversation that is written down: one process for each verb, and what happens to the
 * machines meanwhile. Every answer is held against the contract, and against what the step expects.
 *
 * <p>A step is an object with {@code verb} and its {@code input}, or with {@code requests} and
 * {@code machines} of earlier steps by the name they got with {@code as}: {@code "first"}, and
 * {@code "first#1"} for its second machine. {@code until} asks again until no request is running.
 * {@code together} starts several at once, {@code kill} ends a verb's process after so many
 * milliseconds, {@code reclaim} has the cloud take a machine back.
 */
final class Conversation {

  /** A busy machine takes a fraction of it. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final JsonMapper JSON = new JsonMapper();

  private final PackagedProgram program;
  private final Path config;
  private final WireContract contract = new WireContract();
  private final Map<String, String> requests = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> machines = new ConcurrentHashMap<>();

  Conversation(PackagedProgram program, Path config) {
    this.program = program;
    this.config = config;
  }

  void play(JsonNode steps) {
    steps.forEach(this::step);
  }

  private void step(JsonNode step) {
    if (step.has("together")) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      step.path("together")
          .forEach(each ->
              all.add(CompletableFuture.runAsync(() -> step(each), Thread::startVirtualThread)));
      all.forEach(CompletableFuture::join);
    } else if (step.has("kill")) {
      JsonNode verb = step.path("kill");
      program.kill(Duration.ofMillis(step.path("after_ms").asLong()), arguments(verb));
    } else if (step.has("reclaim")) {
      reclaim(step.path("reclaim").asText());
    } else {
      ask(step);
    }
  }

  private void ask(JsonNode step) {
    String verb = step.path("verb").asText();
    long until = System.nanoTime() + PATIENCE.toNanos();
    JsonNode answer;
    do {
      Answer given = program.run(arguments(step));
      answer = given.json();
      if (step.has("refused")) {
        assertThat(given.status()).as("%s", given).isEqualTo(1);
        WireContract.checkRefused(answer, step.path("refused").asText());
        return;
      }
      contract.check(verb, given.good().json());
      keep(answer);
    } while (step.has("until") && isRunning(answer) && System.nanoTime() < until);
    if (step.has("as")) {
      requests.put(step.path("as").asText(), answer.path("requestId").asText());
    }
    expect(step, answer);
  }

  private void keep(JsonNode answer) {
    for (JsonNode request : answer.path("requests")) {
      if (request.has("machines")) {
        machines.put(request.path("requestId").asText(), request.path("machines"));
      }
    }
  }

  private static boolean isRunning(JsonNode answer) {
    return answer
        .path("requests")
        .valueStream()
        .anyMatch(request -> request.path("status").asText().equals("running"));
  }

  private void expect(JsonNode step, JsonNode answer) {
    if (step.has("until")) {
      assertThat(answer.path("requests").valueStream().map(each -> each.path("status").asText()))
          .as("%s%n%s", step, answer)
          .containsOnly(step.path("until").asText());
    }
    if (step.has("results")) {
      assertThat(answer.path("requests").path(0).path("machines").findValuesAsText("result"))
          .as("%s%n%s", step, answer)
          .isEqualTo(texts(step.path("results")));
    }
    if (step.has("named")) {
      assertThat(answer.path("requests").findValuesAsText("machine"))
          .as("%s%n%s", step, answer)
          .containsExactlyInAnyOrderElementsOf(
              texts(step.path("named")).stream()
                  .map(each -> machine(each).path("name").asText())
                  .toList());
    }
    if (step.has("says")) {
      assertThat(answer.findValuesAsText("message").toString())
          .as("%s", step)
          .contains(step.path("says").asText());
    }
    if (step.has("templates")) {
      assertThat(answer.path("templates").findValuesAsText("templateId"))
          .isEqualTo(texts(step.path("templates")));
    }
  }

  private String[] arguments(JsonNode step) {
    List<String> arguments =
        new ArrayList<>(List.of(step.path("verb").asText(), "--config-dir", config.toString()));
    ObjectNode input = JSON.createObjectNode();
    if (step.has("input")) {
      input.setAll((ObjectNode) step.path("input"));
    }
    if (step.has("requests")) {
      ArrayNode asked = input.putArray("requests");
      texts(step.path("requests"))
          .forEach(name -> asked.addObject().put("requestId", requests.getOrDefault(name, name)));
    }
    if (step.has("machines")) {
      ArrayNode named = input.putArray("machines");
      texts(step.path("machines")).forEach(name -> named.add(named(name)));
    }
    if (!input.isEmpty()) {
      arguments.addAll(List.of("--data", input.toString()));
    }
    return arguments.toArray(String[]::new);
  }

  private ObjectNode named(String reference) {
    ObjectNode named = JSON.createObjectNode();
    if (reference.contains("#")) {
      JsonNode machine = machine(reference);
      return named
          .put("name", machine.path("name").asText())
          .put("machineId", machine.path("machineId").asText());
    }
    return named.put("name", "ip-" + reference).put("machineId", reference);
  }

  private JsonNode machine(String reference) {
    int at = reference.indexOf('#');
    JsonNode all = machines.get(requests.get(reference.substring(0, at)));
    return all.path(Integer.parseInt(reference.substring(at + 1)));
  }

  /** By the cloud itself: nothing of the program takes part. */
  private void reclaim(String reference) {
    JsonNode machine = machine(reference);
    try (ProviderStrategy cloud =
        SimulatedClouds.cloud(
            machine.path("instanceTags").asText().contains("cloud=b") ? "cloud-b" : "cloud-a",
            config.resolve(".signalbox"),
            TimeSource.system(),
            Map.of("shutdown_time_ms", 0))) {
      OperationContext context =
          OperationContext.of("cloud", TimeSource.system().now().plusSeconds(60));
      assertThat(
              cloud
                  .execute(
                      new ProviderOperation.TerminateInstances(
                          List.of(machine.path("machineId").asText()), context))
                  .isSuccess())
          .isTrue();
    }
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
