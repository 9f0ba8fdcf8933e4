package io.signalbox.app.cli.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.Main;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.PluginFolder;
import io.signalbox.core.testing.ScriptedProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that waits for the end of a request. */
final class WaitingTest {

  @TempDir Path folder;
  @TempDir Path plugins;

  @Test
  void aStoreThatTakesNothingEndsTheWaitAtTheDeadlineWithItsCode() throws SQLException {
    CliRun.write(
        folder,
        "config.json",
        """
        {"request": {"default_timeout": 3},
         "provider": {"providers": [
          {"name": "aws-primary", "type": "simulated", "simulates": "aws",
           "config": {"launch_time_ms": 3600000, "latency": {"mean_ms": 1}}}]}}
        """);
    CliRun.write(
        folder,
        "templates.json",
        "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 5}]}");
    Shell shell = new Shell(folder);
    String id = shell.json("requests", "submit", "web", "1").get("request_id").asText();
    Path store = folder.resolve(".signalbox").resolve("signalbox.db");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      CliRun waited = shell.run("requests", "watch", id);
      assertThat(waited.status).isEqualTo(1);
      assertThat(waited.err)
          .contains("STORE_UNAVAILABLE", id, "beyond its deadline", "in use by another process");
    }
  }

  @Test
  void aCreateThatNobodyKnowsTheOutcomeOfIsToldWhenTheDeadlineHasPassed() throws IOException {
    CliRun.write(
        folder,
        "config.json",
        """
        {"request": {"default_timeout": 1},
         "provider": {"providers": [{"name": "away", "type": "lossy"}]}}
        """);
    CliRun.write(
        folder,
        "templates.json",
        "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 5}]}");
    try (PluginFolder installed = new PluginFolder(plugins, Lossy.class.getName())) {
      assertThat(toldBeforeTheStoreGoes("requests", "submit", "web", "1", "--wait"))
          .contains(" waits: its deadline has passed; Nobody knows yet what away");
    }
  }

  /** Its providers never say what came of a create, and list nothing. */
  public static final class Lossy implements ProviderFactory {
    @Override
    public String type() {
      return "lossy";
    }

    @Override
    public List<ConfigField> configFields() {
      return List.of();
    }

    @Override
    public ProviderStrategy create(ProviderEnvironment environment) {
      ScriptedProvider provider = new ScriptedProvider(environment.name());
      provider.answer =
          operation ->
              operation instanceof ProviderOperation.CreateInstances
                  ? Answers.UNKNOWN
                  : Answers.good(operation);
      return provider;
    }
  }

  @Test
  void aStoreThatIsTakenAwayUnderTheWaitIsToldWithTheNameOfTheRequest() {
    CliRun.write(
        folder,
        "config.json",
        """
        {"request": {"default_timeout": 3},
         "provider": {"providers": [
          {"name": "aws-primary", "type": "simulated", "simulates": "aws",
           "config": {"launch_time_ms": 3600000, "latency": {"mean_ms": 1}}}]}}
        """);
    CliRun.write(
        folder,
        "templates.json",
        "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 5}]}");
    String id = new Shell(folder).json("requests", "submit", "web", "1").get("request_id").asText();
    assertThat(toldBeforeTheStoreGoes("requests", "watch", id))
        .contains("STORE_UNAVAILABLE", id, "beyond its deadline", "cannot be found");
  }

  /** What a command tells that fails because its store goes with the first line it tells. */
  private String toldBeforeTheStoreGoes(String... command) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream err =
        new PrintStream(told, true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            super.println(line);
            takeAway(folder.resolve(".signalbox"));
          }
        };
    int status =
        Main.run(
            command,
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            err,
            Map.of("SIGNALBOX_CONFIG_DIR", folder.toString(), "HOME", folder.toString()));
    assertThat(status).isEqualTo(1);
    return told.toString(StandardCharsets.UTF_8);
  }

  private static void takeAway(Path state) {
    try {
      for (String file : List.of("signalbox.db", "signalbox.db-wal", "signalbox.db-shm")) {
        Files.deleteIfExists(state.resolve(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
