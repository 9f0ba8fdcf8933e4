package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.background.BoundedQueue;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.Hanging;
import io.signalbox.core.testing.PluginFolder;
import io.signalbox.core.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the end of a process leaves behind. */
final class ClosingTest {

  private static final Duration WINDOW = Duration.ofHours(1);

  @TempDir Path folder;
  @TempDir Path plugins;

  private Signalbox open(TimeSource time, boolean background) {
    MigratedStore.in(folder.resolve(".signalbox"));
    return Signalbox.open(
        SignalboxOptions.of(folder).time(time).background(background).seed(1).build());
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

  @ParameterizedTest
  @MethodSource("asked")
  void whatIsAskedAfterClosingIsRefusedAndNotAnsweredAsIfEmpty(
      String what, Consumer<Signalbox> asks) throws IOException {
    configure("");
    Signalbox signalbox = open(TimeSource.system(), true);
    signalbox.close();
    assertThatThrownBy(() -> asks.accept(signalbox))
        .as(what)
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_STATE);
              assertThat(e).hasMessageContaining(folder.toString()).hasMessageContaining("closed");
            });
    signalbox.close();
  }

  static Stream<Arguments> asked() {
    Stream<Query<?>> queries =
        Stream.of(
            new Query.Snapshot(),
            new Query.ListProviders(false),
            new Query.ListRequests(null, Instant.EPOCH, 10),
            new Query.ListTemplates(null, null),
            new Query.ShowConfiguration());
    Stream<Command<?>> commands =
        Stream.of(
            new ProviderCommand.Drain("slow", "disk", null),
            new RequestCommand.Drive(List.of("none")),
            new ConfigCommand.Reload());
    Caller ana = new Caller("ana", "trace", false);
    return Stream.of(
            queries.map(each -> asks(each, core -> core.queries().ask(each))),
            commands.map(each -> asks(each, core -> core.commands().execute(each, ana))),
            Stream.of(
                asks("the latest snapshot", core -> core.snapshots().latest()),
                asks("every snapshot", core -> core.snapshots().subscribe(made -> {}))))
        .flatMap(each -> each);
  }

  private static Arguments asks(Object what, Consumer<Signalbox> asks) {
    return Arguments.of(what.toString(), asks);
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
