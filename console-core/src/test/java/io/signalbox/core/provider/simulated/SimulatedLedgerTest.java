package io.signalbox.core.provider.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.SimulatedClouds;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulatedLedgerTest {

  @TempDir Path folder;

  @Test
  void twoProcessesWithTwoCloudsAreNeverTakenForADeadlock() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LedgerWriter.class.getName(),
                folder.toString(),
                "other")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = other.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("begun");
      assertThat(LedgerWriter.launch(folder, "here")).isEmpty();
      assertThat(said.readAllLines()).isEmpty();
      assertThat(other.waitFor()).isZero();
    } finally {
      other.destroyForcibly();
    }
    for (String name : LedgerWriter.CLOUDS) {
      assertThat(listed(cloud(name, folder))).as(name).hasSize(2 * LedgerWriter.LAUNCHES);
    }
  }

  @Test
  void aFailureAfterTheWriteIsUnknownForTheMachinesAreThere() throws Exception {
    // A ledger that has outgrown its bound is compacted after the write, which cannot work here.
    Files.createDirectories(folder.resolve("simulated/sim.ledger.jsonl.new/in-the-way"));
    ProviderStrategy cloud = cloud("sim", folder);
    ProviderResult result =
        cloud.execute(LedgerWriter.create("k", Map.of("note", "x".repeat(5 * 1024 * 1024))));
    assertThat(Answers.failure(result).outcomeKnown()).isFalse();
    assertThat(listed(cloud)).hasSize(1);
  }

  @Test
  void theNumbersOfForgottenMachinesAreGivenToNoOthers() {
    ManualTime time = new ManualTime();
    ProviderStrategy cloud = SimulatedClouds.cloud("sim", folder, time, Map.of());
    cloud.execute(LedgerWriter.create("one", Map.of("note", "x".repeat(5 * 1024 * 1024))));
    String first = listed(cloud).getFirst().machineId();
    cloud.execute(
        new ProviderOperation.TerminateInstances(
            List.of(first), OperationContext.of("t", time.now().plusSeconds(20))));
    time.advance(Duration.ofHours(2));
    cloud.execute(LedgerWriter.create("two", Map.of()));
    cloud.execute(LedgerWriter.create("three", Map.of()));
    assertThat(listed(cloud))
        .as("the first is forgotten")
        .hasSize(2)
        .extracting(InstanceInfo::name)
        .doesNotHaveDuplicates();
  }

  @Test
  void aFailureBeforeTheWriteIsKnown() throws Exception {
    Files.createDirectories(folder.resolve("simulated/sim.ledger.jsonl"));
    ProviderResult result = cloud("sim", folder).execute(LedgerWriter.create("k", Map.of()));
    assertThat(Answers.failure(result).outcomeKnown()).isTrue();
  }

  @Test
  void twoPathsToOneLedgerAreOneQueue() throws Exception {
    Path link = folder.resolve("link");
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.createSymbolicLink(link, real);
    List<Thread> threads = new ArrayList<>();
    for (Path path : List.of(link, real, link, real)) {
      ProviderStrategy cloud = cloud("sim", path);
      String process = "p" + threads.size();
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 25; i++) {
                  cloud.execute(LedgerWriter.create(process + "-" + i, Map.of()));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(listed(cloud("sim", real))).hasSize(100);
  }

  private static ProviderStrategy cloud(String name, Path folder) {
    return SimulatedClouds.cloud(name, folder, TimeSource.system(), Map.of("latency.mean_ms", 0.0));
  }

  private static List<InstanceInfo> listed(ProviderStrategy cloud) {
    ProviderResult result =
        cloud.execute(
            new ProviderOperation.DescribeResourceInstances(
                Map.of(),
                OperationContext.of(
                    "trace", TimeSource.system().now().plus(Duration.ofMinutes(1)))));
    return ((ProviderData.InstanceStatuses) ((ProviderResult.Success) result).data()).instances();
  }
}
