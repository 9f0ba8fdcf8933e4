package io.signalbox.core.provider.simulated;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.SimulatedClouds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One of several processes that launch machines in the same two clouds at the same time. */
final class LedgerWriter {

  static final int LAUNCHES = 120;
  static final List<String> CLOUDS = List.of("one", "two");

  private LedgerWriter() {}

  /**
   * @param arguments the state folder and the name of this process; prints {@code begun}, and each
   *     launch that did not succeed
   */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("begun");
    launch(Path.of(arguments[0]), arguments[1]).forEach(System.out::println);
  }

  /** What went wrong. */
  static List<String> launch(Path folder, String process) throws InterruptedException {
    ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads =
        CLOUDS.stream()
            .map(cloud -> Thread.ofPlatform().start(() -> launch(folder, process, cloud, failures)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    return List.copyOf(failures);
  }

  private static void launch(
      Path folder, String process, String cloud, ConcurrentLinkedQueue<String> failures) {
    ProviderStrategy strategy =
        SimulatedClouds.cloud(cloud, folder, TimeSource.system(), Map.of("latency.mean_ms", 0.0));
    for (int i = 0; i < LAUNCHES; i++) {
      ProviderResult result = strategy.execute(create(process + "-" + i, Map.of()));
      if (!result.isSuccess()) {
        failures.add(cloud + " " + result);
      }
    }
  }

  static ProviderOperation create(String key, Map<String, String> tags) {
    return new ProviderOperation.CreateInstances(
        new LaunchSpec("web", Map.of("instance_type", "t3.small", "image_id", "ami-1")),
        1,
        tags,
        OperationContext.of("trace", TimeSource.system().now().plus(Duration.ofMinutes(10)))
            .withIdempotencyKey(key));
  }
}
