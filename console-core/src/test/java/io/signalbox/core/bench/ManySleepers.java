package io.signalbox.core.bench;

import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long many concurrent one-second calls take through routing, and as many bare virtual threads
 * that sleep as long. Prints milliseconds, a line for each run: bare, routed.
 */
final class ManySleepers {

  static final int CALLS = 10_000;
  static final int RUNS = 9;
  static final int HEAP_MB = 256;
  private static final int WARM_UPS = 2;
  private static final BalancingSettings CAPS_RAISED =
      new BalancingSettings(
          BalancingAlgorithm.ROUND_ROBIN, CALLS, 10, 0.1, false, Duration.ofSeconds(300), false);

  private ManySleepers() {}

  public static void main(String[] args) throws InterruptedException {
    List<Sleeper> providers = List.of(new Sleeper("a"), new Sleeper("b"), new Sleeper("c"));
    ProviderContext context =
        Contexts.of(
            Contexts.tree(
                    new StrategyNode.Failover(
                        "chain",
                        List.of("spread"),
                        FailoverSettings.DEFAULT.withMode(FailoverMode.CIRCUIT_BREAKER)),
                    new StrategyNode.Balance(
                        "spread", List.of("a", "b", "c"), Map.of(), CAPS_RAISED))
                .withMaxConnections(CALLS),
            providers);
    RouteRequest request = RouteRequest.of(ProviderOperationType.GET_INSTANCE_STATUS);
    ProviderOperation operation = Contexts.read();
    AtomicInteger good = new AtomicInteger();
    for (int run = 0; run < RUNS + WARM_UPS; run++) {
      double bare = all(ManySleepers::sleep);
      good.set(0);
      double routed =
          all(() -> {
            if (context.execute(request, operation).result().isSuccess()) {
              good.incrementAndGet();
            }
          });
      if (good.get() != CALLS) {
        throw new IllegalStateException("Only " + good + " calls were good");
      }
      if (run >= WARM_UPS) {
        System.out.println(bare + " " + routed);
      }
    }
  }

  private static double all(Runnable call) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(CALLS);
    long begun = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      Thread.startVirtualThread(() -> {
        try {
          call.run();
        } finally {
          done.countDown();
        }
      });
    }
    done.await();
    return (System.nanoTime() - begun) / 1e6;
  }

  private static void sleep() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Milliseconds of the bare runs and of the routed ones, each ascending. */
  static double[][] inItsOwnProcess() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MB + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ManySleepers.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("The calls did not come through: " + printed);
    }
    List<String> lines = printed.lines().toList();
    double[][] millis = new double[2][lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      List<String> words = List.of(lines.get(i).split(" ", 2));
      millis[0][i] = Double.parseDouble(words.get(0));
      millis[1][i] = Double.parseDouble(words.get(1));
    }
    Arrays.sort(millis[0]);
    Arrays.sort(millis[1]);
    return millis;
  }

  /** Answers after a second. */
  private record Sleeper(NoOpProvider like) implements ProviderStrategy {

    Sleeper(String name) {
      this(new NoOpProvider(name));
    }

    @Override
    public String name() {
      return like.name();
    }

    @Override
    public String type() {
      return "sleeper";
    }

    @Override
    public Optional<ProviderFailure> initialize() {
      return Optional.empty();
    }

    @Override
    public ProviderCapabilities capabilities() {
      return like.capabilities();
    }

    @Override
    public ProviderResult execute(ProviderOperation operation) {
      sleep();
      return like.execute(operation);
    }

    @Override
    public void close() {}
  }
}
