package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.background.BoundedQueue;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.Hanging;
import io.signalbox.core.testing.PluginFolder;
import io.signalbox.core.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the end of a process leaves behind. */
final class ClosingTest {

  private static final Duration WINDOW = Duration.ofHours(1);

  @TempDir Path folder;
  @TempDir Path plugins;

  private Signalbox open(TimeSource time, boolean background) {
    return Signalbox.open(
        new SignalboxOptions(folder, null, Map.of(), null, time, background, false, 1));
  }

  private void configure(String config) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {
          "providers": [
            {"name": "slow", "type": "simulated", "config": {%s},
             "rehearsal": {"operations_per_second": 50}}],
          "routing": {"root": "line", "strategies": {
            "line": {"kind": "failover", "mode": "CIRCUIT_BREAKER", "members": ["slow"],
                     "circuit_breaker_threshold": 1}}}}}
        """
            .formatted(config));
  }

  @Test
  void callsThatClosingStopsSayNothingAboutTheirProvider() throws IOException {
    configure("\"latency.mean_ms\": 60000");
    Signalbox window = open(TimeSource.system(), true);
    // One is the health check, the others are reads.
    while (window.parts().metrics().inFlight("slow") < 3) {
      Thread.onSpinWait();
      Thread.yield();
    }
    window.close();
    Signalbox next = open(TimeSource.system(), false);
    assertThat(next.parts().health().view("slow").state()).isEqualTo(HealthState.UNKNOWN);
    assertThat(next.parts().metrics().recentErrors("slow", 10)).isEmpty();
    assertThat(next.parts().metrics().window("slow", WINDOW)).isEqualTo(WindowMetrics.NONE);
    assertThat(next.parts().store().routing().circuits())
        .noneMatch(circuit -> circuit.failures() > 0);
    next.close();
  }

  @Test
  void closingIsLeftToItselfWhenItDoesNotEnd() throws IOException {
    configure("");
    Signalbox window = open(TimeSource.system(), false);
    CountDownLatch end = new CountDownLatch(1);
    BoundedQueue<String> lines = new BoundedQueue<>(1);
    lines.add("a line");
    window.parts().writeBehind().add(lines.keptBehind("lines", entries -> awaitDeafly(end)));
    window.close();
    assertThat(end.getCount()).as("it still writes").isEqualTo(1);
    end.countDown();
    window.close();
    assertThat(lines.waiting()).isEmpty();
  }

  @Test
  void aProviderThatHangsHoldsUpNoClosing() throws Exception {
    Hanging hanging = new Hanging();
    try (PluginFolder installed = new PluginFolder(plugins, Clinging.class.getName())) {
      Clinging.hanging = hanging;
      Files.writeString(
          folder.resolve("config.json"),
          """
          {"provider": {"providers": [
            {"name": "one", "type": "clinging"}, {"name": "two", "type": "clinging"},
            {"name": "three", "type": "clinging"}]}}
          """);
      Signalbox window = open(TimeSource.system(), true);
      // The health checks of all.
      hanging.awaitBegun(3);
      window.close();
    } finally {
      // Closing has returned while checks and closings of all still hang.
      hanging.letGo();
    }
  }

  /** Its providers neither answer nor come to their end. */
  public static final class Clinging implements ProviderFactory {
    private static volatile Hanging hanging = new Hanging();

    @Override
    public String type() {
      return "clinging";
    }

    @Override
    public List<ConfigField> configFields() {
      return List.of();
    }

    @Override
    public ProviderStrategy create(ProviderEnvironment environment) {
      ScriptedProvider provider = new ScriptedProvider(environment.name());
      provider.answer = hanging;
      provider.closing = hanging::hang;
      return provider;
    }
  }

  private static void awaitDeafly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // Deaf.
      }
    }
  }
}
