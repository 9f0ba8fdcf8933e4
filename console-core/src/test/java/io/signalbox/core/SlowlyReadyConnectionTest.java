package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.query.Query;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.PluginFolder;
import io.signalbox.core.testing.ScriptedProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of a provider whose library takes long to load is not cut short by that. */
final class SlowlyReadyConnectionTest {

  private static final Duration LOADING = Duration.ofSeconds(25);

  @TempDir Path folder;
  @TempDir Path plugins;

  @Test
  void aTestHasAllItsTime() throws Exception {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"provider\": {\"providers\": [{\"name\": \"one\", \"type\": \"loading\"}]}}");
    MigratedStore.in(folder.resolve(".signalbox"));
    ManualTime time = new ManualTime();
    Loading.time = time;
    Loading.left.clear();
    try (PluginFolder installed = new PluginFolder(plugins, Loading.class.getName());
        Signalbox signalbox =
            Signalbox.open(SignalboxOptions.of(folder).time(time).seed(1).build())) {
      signalbox.queries().ask(new Query.TestProvider("one"));
      signalbox
          .queries()
          .ask(
              new Query.TestEdit(
                  new ProviderEdit.Register("two", Map.of("type", "loading"), null, null)));
    }
    assertThat(Loading.left).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
  }

  /** Its providers note how much time a call has. */
  public static final class Loading implements ProviderFactory {
    static volatile ManualTime time = new ManualTime();
    static final List<Duration> left = new CopyOnWriteArrayList<>();

    @Override
    public String type() {
      return "loading";
    }

    @Override
    public List<ConfigField> configFields() {
      return List.of();
    }

    @Override
    public ProviderStrategy create(ProviderEnvironment environment) {
      ScriptedProvider provider = new ScriptedProvider(environment.name());
      provider.preparing =
          () -> {
            provider.preparing = () -> {};
            time.advance(LOADING);
          };
      provider.answer =
          operation -> {
            provider.preparing.run();
            left.add(Duration.between(time.now(), operation.context().deadline()));
            return Answers.good(operation);
          };
      return provider;
    }
  }
}
