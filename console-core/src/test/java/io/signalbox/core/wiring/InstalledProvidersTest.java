package io.signalbox.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.alert.AlertSettings;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.testing.Hanging;
import io.signalbox.core.testing.RoutingWorld;
import io.signalbox.core.testing.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class InstalledProvidersTest {

  private final Hanging hanging = new Hanging();

  @Test
  void providersWhoseMakingHangsHoldUpNoOther() throws Exception {
    try (RoutingWorld world = RoutingWorld.abc()) {
      InstalledProviders installed =
          new InstalledProviders(
              Map.of("slow", new Slow(hanging)),
              Gateway.onThreads(world.time, UnaryOperator.identity()),
              world.context,
              world.health,
              world.metrics,
              world.time,
              Path.of("unused"),
              1);
      Thread applying =
          Thread.ofVirtual()
              .start(() -> installed.apply(configuration("good", "bad-1", "bad-2", "bad-3")));
      // No time passes until the making of all has begun.
      hanging.awaitBegun(3);
      world.time.advance(Duration.ofSeconds(5));
      applying.join();
      assertThat(world.context.snapshot().providers())
          .filteredOn(each -> each.type().equals("slow"))
          .extracting(ProviderRegistration::name, each -> each.strategy() != null)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("good", true),
              org.assertj.core.groups.Tuple.tuple("bad-1", false),
              org.assertj.core.groups.Tuple.tuple("bad-2", false),
              org.assertj.core.groups.Tuple.tuple("bad-3", false));
      hanging.letGo();
    }
  }

  @Test
  void replacedProvidersWhoseClosingHangsHoldUpNoOther() throws Exception {
    try (RoutingWorld world = RoutingWorld.abc()) {
      InstalledProviders installed =
          new InstalledProviders(
              Map.of("slow", new Clinging(hanging)),
              Gateway.onThreads(world.time, UnaryOperator.identity()),
              world.context,
              world.health,
              world.metrics,
              world.time,
              Path.of("unused"),
              1);
      installed.apply(configuration("one", "two", "three"));
      Thread applying =
          Thread.ofVirtual()
              .start(() -> {
                installed.apply(configuration(Map.of("knob", 2), "one", "two", "three"));
                installed.apply(configuration());
              });
      // No time passes until the closing of all has begun.
      hanging.awaitBegun(3);
      world.time.advance(Duration.ofSeconds(1));
      hanging.awaitBegun(3);
      world.time.advance(Duration.ofSeconds(1));
      applying.join();
      assertThat(world.context.snapshot().providers())
          .extracting(ProviderRegistration::name)
          .containsExactly("a", "b", "c");
      hanging.letGo();
    }
  }

  /** Makes providers whose closing does not end. */
  private record Clinging(Hanging hanging) implements ProviderFactory {
    @Override
    public String type() {
      return "slow";
    }

    @Override
    public List<ConfigField> configFields() {
      return List.of();
    }

    @Override
    public ProviderStrategy create(ProviderEnvironment environment) {
      ScriptedProvider provider = new ScriptedProvider(environment.name());
      provider.closing = hanging::hang;
      return provider;
    }
  }

  /** Makes one at once, and takes its time over every other. */
  private record Slow(Hanging hanging) implements ProviderFactory {
    @Override
    public String type() {
      return "slow";
    }

    @Override
    public List<ConfigField> configFields() {
      return List.of();
    }

    @Override
    public ProviderStrategy create(ProviderEnvironment environment) {
      if (!environment.name().equals("good")) {
        hanging.hang();
      }
      return new ScriptedProvider(environment.name());
    }
  }

  private static Configuration configuration(String... names) {
    return configuration(Map.of(), names);
  }

  private static Configuration configuration(Map<String, Object> settings, String... names) {
    return new Configuration(
        Path.of("unused"),
        Path.of("unused"),
        "1",
        "test",
        false,
        false,
        true,
        Instant.EPOCH,
        List.of(names).stream().map(name -> instance(name, settings)).toList(),
        RoutingSettings.DEFAULT,
        null,
        Map.of(),
        new Configuration.RequestSettings(Duration.ofSeconds(300), Duration.ofHours(1), false),
        Configuration.LoggingSettings.DEFAULT,
        RetentionSettings.DEFAULT,
        AlertSettings.DEFAULT,
        Map.of(),
        Map.of(),
        List.of());
  }

  private static ProviderInstance instance(String name, Map<String, Object> settings) {
    return new ProviderInstance(
        name,
        "slow",
        null,
        true,
        1,
        1,
        Map.of(),
        new ProviderConfig(settings),
        null,
        HealthSettings.DEFAULT,
        0,
        "");
  }
}
