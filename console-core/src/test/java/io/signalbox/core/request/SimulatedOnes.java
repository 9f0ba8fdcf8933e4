package io.signalbox.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.SimulatedClouds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Simulated clouds whose ledgers are in the state folder. */
final class SimulatedOnes implements Clouds {

  private final Path folder;
  private final ManualTime time;
  private final Map<String, Map<String, Object>> knobs = new LinkedHashMap<>();
  private final List<ProviderStrategy> running = new ArrayList<>();

  SimulatedOnes(Path folder, ManualTime time, String... names) {
    this.folder = folder;
    this.time = time;
    for (String name : names) {
      knobs.put(name, new LinkedHashMap<>());
    }
  }

  @Override
  public List<String> names() {
    return List.copyOf(knobs.keySet());
  }

  @Override
  public ProviderStrategy open(String cloud, ManualTime processTime) {
    ProviderStrategy strategy = SimulatedClouds.cloud(cloud, folder, processTime, knobs.get(cloud));
    running.add(strategy);
    return strategy;
  }

  @Override
  public LaunchSpec spec(String templateId, String cloud, int weight) {
    return new LaunchSpec(
        templateId, Map.of("image_id", "ami-1", "machine_types", Map.of("m5.large", weight)));
  }

  /** Turns knobs of a cloud in every process. */
  void turn(String cloud, String knob, Object value) {
    knobs.get(cloud).put(knob, value);
    ProviderConfig config = SimulatedClouds.config(knobs.get(cloud));
    running.stream()
        .filter(strategy -> strategy.name().equals(cloud))
        .forEach(strategy -> new SimulatedProviderFactory().update(strategy, config));
  }

  @Override
  public List<String> alive(String cloud) {
    ProviderStrategy teller = SimulatedClouds.cloud(cloud, folder, time, Map.of());
    ProviderResult result =
        teller.execute(
            new ProviderOperation.DescribeResourceInstances(
                Map.of(), OperationContext.of("t", time.now().plusSeconds(60))));
    return switch (result) {
      case ProviderResult.Success(ProviderData.InstanceStatuses statuses) ->
          statuses.instances().stream()
              .filter(info ->
                  info.state() != MachineState.TERMINATED
                      && info.state() != MachineState.SHUTTING_DOWN)
              .map(InstanceInfo::machineId)
              .toList();
      case ProviderResult other -> throw new AssertionError(other);
    };
  }

  @Override
  public void putClock(Duration by) throws IOException {
    JsonMapper json = new JsonMapper();
    List<Path> ledgers;
    try (Stream<Path> files = Files.walk(folder)) {
      ledgers = files.filter(each -> each.toString().endsWith(".ledger.jsonl")).toList();
    }
    for (Path ledger : ledgers) {
      StringBuilder moved = new StringBuilder();
      for (String line : Files.readAllLines(ledger)) {
        JsonNode entry = json.readTree(line);
        move(entry, by);
        entry.path("machines").forEach(machine -> move(machine, by));
        moved.append(json.writeValueAsString(entry)).append('\n');
      }
      Path next = folder.resolve("moved");
      Files.writeString(next, moved.toString());
      // A new file in its place: whoever has the old one open reads it anew.
      Files.move(next, ledger, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void move(JsonNode times, Duration by) {
    for (String field :
        List.of("at", "createdAt", "runningAt", "listedAt", "terminatedBy", "goneAt")) {
      long at = times.path(field).asLong();
      if (at != 0) {
        ((ObjectNode) times).put(field, at + by.toMillis());
      }
    }
  }
}
