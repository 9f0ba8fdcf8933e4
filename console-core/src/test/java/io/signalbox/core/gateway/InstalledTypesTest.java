package io.signalbox.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.PluginFolder;
import io.signalbox.core.testing.ScriptedProvider;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstalledTypesTest {

  @TempDir Path folder;

  @Test
  void aBadServicesEntryOrAClassThatDoesNotLinkHarmsNoOtherType() throws Exception {
    InstalledTypes types =
        load("com.acme.NotThere", "not a name", Broken.class.getName(), Good.class.getName());
    assertThat(types.factories()).containsKeys("simulated");
    assertThat(types.problems()).extracting(InstalledTypes.Problem::code).contains("TYPE_BROKEN");
    types = load("com.acme.NotThere", Broken.class.getName(), Good.class.getName());
    assertThat(types.factories()).containsKeys("simulated", "good");
    assertThat(types.problems())
        .extracting(InstalledTypes.Problem::message)
        .anySatisfy(message -> assertThat(message).contains("com.acme.NotThere"))
        .anySatisfy(message -> assertThat(message).contains("com/acme/Sdk"));
  }

  @Test
  void aSecondFactoryOfOneTypeIsToldNamingBoth() throws Exception {
    InstalledTypes types = load(Good.class.getName(), GoodToo.class.getName());
    assertThat(types.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("TYPE_TWICE");
          assertThat(problem.message())
              .contains(Good.class.getName())
              .contains(GoodToo.class.getName());
        });
  }

  private InstalledTypes load(String... classNames) throws Exception {
    try (PluginFolder plugins = new PluginFolder(folder, classNames)) {
      return InstalledTypes.load();
    }
  }

  /** A type that works. */
  public static class Good implements ProviderFactory {
    @Override
    public String type() {
      return "good";
    }

    @Override
    public List<ConfigField> configFields() {
      return List.of();
    }

    @Override
    public ProviderStrategy create(ProviderEnvironment environment) {
      return new ScriptedProvider(environment.name());
    }
  }

  /** Another of the same name. */
  public static final class GoodToo extends Good {}

  /** A type whose library is missing. */
  public static final class Broken extends Good {
    @Override
    public String type() {
      throw new NoClassDefFoundError("com/acme/Sdk");
    }
  }
}
