package io.signalbox.core.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.Keychain;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.PluginFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that stand elsewhere than in the configuration, and those that stand in it. */
final class SecretReferenceTest {

  @TempDir Path folder;
  @TempDir Path plugins;
  private final Map<String, String> environment = new HashMap<>();
  private final Secrets secrets = new Secrets();

  @Test
  void secretWrittenOutIsRefusedAndNeverRepeated() throws IOException {
    String canary = "canary-4711";
    write(
        "config.json",
        "{\"provider\": {\"providers\": [{\"name\": \"v\", \"type\": \"vault\", \"config\":"
            + " {\"api_key\": \""
            + canary
            + "\"}}]}}");
    assertThatThrownBy(() -> load())
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID);
              assertThat(e).hasMessageContaining("${ENV}");
              assertThat(e.getMessage() + e.details()).doesNotContain(canary);
            });
  }

  @Test
  void secretByReferenceReachesTheProviderAndNothingElse() throws IOException {
    environment.put("KEY", "canary-4711");
    write(
        "config.json",
        """
        {"provider": {"providers": [{"name": "v", "type": "vault", "config": {"api_key": "${KEY}"}}]}}
        """);
    Configuration read = load();
    assertThat(read.provider("v").orElseThrow().config().text("api_key")).contains("canary-4711");
    assertThat(read.toString()).doesNotContain("canary-4711");
    assertThat(read.values().get("providers.v.config.api_key").value()).isEqualTo("${KEY}");
  }

  @Test
  void secretThatCannotBeHadIsThatProvidersTroubleAlone() throws IOException {
    write(
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "k", "type": "vault", "config": {"api_key": "keychain:no-such-entry-of-a-test"}},
          {"name": "f", "type": "vault", "config": {"api_key": "file:no-such-file"}},
          {"name": "a", "type": "simulated"}]}}
        """);
    Configuration read = load();
    assertThat(read.provider("k").orElseThrow().problem())
        .contains("no keychain is installed in this program")
        .contains("service 'signalbox' and account 'no-such-entry-of-a-test'");
    assertThat(read.provider("f").orElseThrow().problem()).contains("no-such-file");
    assertThat(read.provider("a").orElseThrow().problem()).isEmpty();
  }

  @Test
  void anInstalledKeychainIsAskedAndWhatItHasIsSecret() throws IOException {
    write(
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "k", "type": "vault", "config": {"api_key": "keychain:stored"}}]}}
        """);
    try (PluginFolder installed =
        new PluginFolder(plugins, Keychain.class, FakeKeychain.class.getName())) {
      ProviderInstance read = load().provider("k").orElseThrow();
      assertThat(read.problem()).isEmpty();
      assertThat(read.config().text("api_key")).contains("signalbox/stored of the chain");
      assertThat(secrets.strike("said signalbox/stored of the chain")).isEqualTo("said ***");
    }
  }

  @Test
  void aKeychainThatFailsIsToldWithoutWhatItSaidOfTheEntry() throws IOException {
    write(
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "k", "type": "vault", "config": {"api_key": "keychain:locked"}},
          {"name": "b", "type": "vault", "config": {"api_key": "keychain:broken"}},
          {"name": "a", "type": "simulated"}]}}
        """);
    try (PluginFolder installed =
        new PluginFolder(plugins, Keychain.class, FakeKeychain.class.getName())) {
      Configuration read = load();
      assertThat(read.provider("k").orElseThrow().problem())
          .contains("the chain is locked; put it into the keychain under service 'signalbox'");
      assertThat(read.provider("b").orElseThrow().problem())
          .contains("the keychain fails with java.lang.IllegalArgumentException")
          .doesNotContain("hunter2");
      assertThat(read.provider("a").orElseThrow().problem()).isEmpty();
      assertThat(read.diagnostics())
          .extracting(Diagnostic::code)
          .containsOnly("SECRET_UNAVAILABLE");
    }
  }

  private Configuration load() {
    return new ConfigurationService(
            folder,
            null,
            environment::get,
            Map.of("simulated", new SimulatedProviderFactory(), "vault", new VaultFactory()),
            new ManualTime(),
            new EventStream(),
            secrets)
        .load();
  }

  private void write(String name, String text) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Has every entry but two. */
  public static final class FakeKeychain implements Keychain {
    @Override
    public String read(String service, String account) {
      return switch (account) {
        case "locked" -> throw new IllegalStateException("the chain is locked");
        case "broken" -> throw new IllegalArgumentException("no place for hunter2");
        default -> service + "/" + account + " of the chain";
      };
    }
  }

  /** A type with a secret, whose calls would cost money. */
  private static final class VaultFactory implements ProviderFactory {
    @Override
    public String type() {
      return "vault";
    }

    @Override
    public List<ConfigField> configFields() {
      return List.of(ConfigField.secret("api_key", "Key"));
    }

    @Override
    public ProviderStrategy create(ProviderEnvironment environment) {
      throw new UnsupportedOperationException();
    }
  }
}
