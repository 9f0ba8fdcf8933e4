package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.cli.CliRun.Shell;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that waits for the end of a request. */
final class WaitingTest {

  @TempDir Path folder;

  @Test
  void aStoreThatTakesNothingEndsTheWaitAtTheDeadlineWithItsCode() throws SQLException {
    CliRun.write(
        folder,
        "config.json",
        """
        {"request": {"default_timeout": 0.5},
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
}
