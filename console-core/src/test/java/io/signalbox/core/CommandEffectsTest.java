package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.RoutingCommand.CircuitForce;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.Event;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.query.Query;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a command does to memory and tells the world follows what it wrote, and nothing else. */
final class CommandEffectsTest {

  private static final Caller ANA = new Caller("ana (test)", "trace-1", false);

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final List<Signalbox> opened = new ArrayList<>();

  @BeforeEach
  void configure() throws IOException {
    write(
        """
        {"provider": {
          "providers": [
            {"name": "east", "type": "simulated", "weight": 5},
            {"name": "west", "type": "simulated", "weight": 5},
            {"name": "lab", "type": "simulated", "weight": 5}],
          "routing": {"root": "line", "strategies": {
            "line": {"kind": "failover", "mode": "CIRCUIT_BREAKER", "members": ["clouds", "lab"]},
            "clouds": {"kind": "balance", "algorithm": "WEIGHTED_ROUND_ROBIN",
                       "members": ["east", "west"]}}}}}
        """);
  }

  @AfterEach
  void close() {
    opened.forEach(Signalbox::close);
  }

  private void write(String configuration) throws IOException {
    Files.writeString(folder.resolve("config.json"), configuration);
  }

  private Signalbox open() {
    MigratedStore.in(folder.resolve(".signalbox"));
    Signalbox signalbox = Signalbox.open(SignalboxOptions.of(folder).time(time).seed(1).build());
    opened.add(signalbox);
    return signalbox;
  }

  static List<Command<?>> effects() {
    return List.of(
        new ProviderCommand.Drain("west", "disk", null),
        new ProviderCommand.Maintain("west", "disk", null),
        new ProviderCommand.Disable("west", "disk"),
        new ProviderCommand.ReportHealth("west", false, "told so", "pager", null),
        new RoutingCommand.Activate("east", "tour", null, null),
        new RoutingCommand.Activate("lab", "tour", null, "line"),
        new RoutingCommand.ForceCircuit("lab", CircuitForce.OPEN, "disk", null),
        new RoutingCommand.SetWeights(Map.of("west", 0.0), "disk"));
  }

  @ParameterizedTest
  @MethodSource("effects")
  void aCommitThatFailsLeavesNoEffectAndNoEvent(Command<?> command) throws SQLException {
    Signalbox signalbox = open();
    RoutingSnapshot before = signalbox.parts().providers().snapshot();
    HealthView health = signalbox.parts().health().view("west");
    List<Event> told = new ArrayList<>();
    signalbox.events().subscribe(told::add);
    commitsFail();
    assertRefused(signalbox, command, ErrorCode.STORE_UNAVAILABLE);
    assertThat(signalbox.parts().providers().snapshot()).isEqualTo(before);
    assertThat(signalbox.parts().health().view("west")).isEqualTo(health);
    assertThat(told).isEmpty();
    commitsWork();
    signalbox.parts().providers().operatorHolds().refresh();
    assertThat(signalbox.parts().providers().snapshot()).as("in the store").isEqualTo(before);
    signalbox.commands().execute(command, ANA);
    assertThat(signalbox.queries().ask(new Query.Activity(Instant.EPOCH, 10)))
        .extracting(each -> each.outcome())
        .containsExactly("done");
  }

  /** Every transaction with an audit entry passes until its commit, and fails there. */
  private void commitsFail() throws SQLException {
    sql(
        "CREATE TABLE nobody (id INTEGER PRIMARY KEY)",
        "CREATE TABLE orphans (of INTEGER REFERENCES nobody DEFERRABLE INITIALLY DEFERRED)",
        "CREATE TRIGGER no_commit AFTER INSERT ON audit BEGIN INSERT INTO orphans VALUES (1); END");
  }

  private void commitsWork() throws SQLException {
    sql("DROP TRIGGER no_commit", "DROP TABLE orphans", "DROP TABLE nobody");
  }

  private void sql(String... statements) throws SQLException {
    Path store = folder.resolve(".signalbox").resolve(Store.FILE);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  static List<Command<?>> settings() {
    return List.of(
        new RoutingCommand.SetWeights(Map.of("west", 0.0), "disk"),
        new ProviderCommand.Update("west", Map.of("weight", 0), "disk"),
        new RoutingCommand.SetPolicy(SelectionPolicy.PRIORITY, "tour"),
        new RoutingCommand.ChangeSettings(
            Map.of("routing.strategies.line.circuit_breaker_threshold", 9L), "tour"),
        new RoutingCommand.RevertSettings(1, "tour"),
        new ConfigCommand.RemoveOverride("providers.east.weight", "tour"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aChangeThatABrokenFileKeepsOutOfForceFailsNamesTheFileAndIsNotAuditedAsDone(
      Command<?> command) throws IOException {
    Signalbox signalbox = open();
    signalbox.commands().execute(new RoutingCommand.SetWeights(Map.of("east", 7.0), ""), ANA);
    String whole = Files.readString(folder.resolve("config.json"));
    RoutingSnapshot before = signalbox.parts().providers().snapshot();
    var overrides = signalbox.parts().store().overrides().overrides();
    long generation = signalbox.parts().store().overrides().generation();
    write("{\"provider\": {\n  \"providers\": [{\"name\": 7}]}}");
    assertThatThrownBy(() -> signalbox.commands().execute(command, ANA))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID);
              assertThat(e.getMessage()).contains("Nothing was changed", "config.json:2");
            });
    assertThat(signalbox.parts().store().overrides().overrides()).isEqualTo(overrides);
    assertThat(signalbox.parts().store().overrides().generation()).isEqualTo(generation);
    assertThat(signalbox.parts().providers().snapshot()).isEqualTo(before);
    assertThat(signalbox.queries().ask(new Query.Activity(Instant.EPOCH, 10)).getFirst().outcome())
        .isEqualTo("CONFIGURATION_INVALID");
    write(whole);
    signalbox.commands().execute(command, ANA);
    assertThat(signalbox.queries().ask(new Query.Activity(Instant.EPOCH, 10)).getFirst().outcome())
        .isEqualTo("done");
  }

  @Test
  void aFileThatBreaksWhileAChangeIsMadeFailsTheCommandThoughItIsStored() throws IOException {
    String whole = Files.readString(folder.resolve("config.json"));
    write(whole.replace("\"lab\", \"type\"", "\"lab\", \"capabilities\": [\"${LAB}\"], \"type\""));
    BreakingVariables variables = new BreakingVariables();
    Signalbox signalbox =
        Signalbox.open(
            SignalboxOptions.of(folder).environment(variables).time(time).seed(1).build());
    opened.add(signalbox);
    variables.breaks = true;
    assertThatThrownBy(() ->
            signalbox
                .commands()
                .execute(new RoutingCommand.SetWeights(Map.of("west", 2.0), "more"), ANA))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID);
              assertThat(e.getMessage()).contains("The change is stored", "config.json:1");
            });
    assertThat(signalbox.queries().ask(new Query.ShowRouting()).weights())
        .containsEntry("west", 5.0);
    write(whole);
    signalbox.commands().execute(new ConfigCommand.Reload(), ANA);
    assertThat(signalbox.queries().ask(new Query.ShowRouting()).weights())
        .containsEntry("west", 2.0);
  }

  /** Variables that are asked for once a file has been read; somebody breaks the file just then. */
  private final class BreakingVariables extends HashMap<String, String> {
    private static final long serialVersionUID = 1L;
    private boolean breaks;

    @Override
    public String get(Object name) {
      if (breaks) {
        try {
          write("{\"provider\": 7");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return "5";
    }
  }

  @Test
  void weightsSetByTwoProcessesAreCheckedTogether() {
    Signalbox one = open();
    Signalbox other = open();
    one.commands()
        .execute(new RoutingCommand.SetWeights(Map.of("east", 0.0, "lab", 0.0), "disk"), ANA);
    assertThat(other.parts().providers().snapshot().providers().getFirst().weight())
        .as("not taken over yet")
        .isEqualTo(5);
    assertRefused(
        other,
        new RoutingCommand.SetWeights(Map.of("west", 0.0), "disk"),
        ErrorCode.ALL_WEIGHTS_ZERO);
    assertThat(one.parts().store().overrides().overrides()).hasSize(2);
  }

  @Test
  void weightsAreTakenBackToWhatTheFilesSay() throws IOException {
    Signalbox signalbox = open();
    signalbox.commands().execute(new RoutingCommand.SetWeights(Map.of("east", 7.0), ""), ANA);
    long id = signalbox.queries().ask(new Query.RoutingHistory(1)).getFirst().id();
    signalbox.commands().execute(new RoutingCommand.RevertSettings(id, ""), ANA);
    assertThat(signalbox.parts().store().overrides().overrides()).isEmpty();
    assertThat(signalbox.queries().ask(new Query.ShowRouting()).weights())
        .containsEntry("east", 5.0);
  }

  private static void assertRefused(Signalbox signalbox, Command<?> command, ErrorCode code) {
    assertThatThrownBy(() -> signalbox.commands().execute(command, ANA))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }
}
