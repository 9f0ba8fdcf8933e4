package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stored decisions come to under settings that are only typed. */
class ReplayTest {

  private static final String EAST = "routing.strategies.clouds.weights.east";
  private static final int REQUESTS = 16;

  @TempDir Path folder;
  private @Nullable Signalbox signalbox;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {
          "providers": [{"name": "east", "type": "simulated"}, {"name": "west", "type": "simulated"}],
          "routing": {"root": "clouds", "strategies": {
            "clouds": {"kind": "balance", "algorithm": "WEIGHTED_ROUND_ROBIN",
                       "members": ["east", "west"], "weights": {"east": 3, "west": 1}}}}}}
        """);
    Files.writeString(
        folder.resolve("templates.json"),
        "{\"templates\": [{\"template_id\": \"web\", \"image_id\": \"ami-1\","
            + " \"instance_type\": \"t3\", \"max_instances\": 5}]}");
    MigratedStore.in(folder.resolve(".signalbox"));
    signalbox = Signalbox.open(SignalboxOptions.of(folder).time(new ManualTime()).seed(1).build());
  }

  @AfterEach
  void close() {
    Signalbox open = signalbox;
    if (open != null) {
      open.close();
    }
  }

  @Test
  void aReplayWithoutAnEditChangesNothingWhoeverHadItsTurnThen() {
    submit(7);
    // What was decided under other weights is not what these weights come to.
    change(1);
    submit(REQUESTS - 7);
    ReplayReport replay = replay(Map.of());
    assertThat(replay.comparable()).isEqualTo(REQUESTS);
    assertThat(replay.reproduced()).as("others were in force").isBetween(1, REQUESTS - 1);
    assertThat(replay.changed()).isZero();
    assertThat(replay.moved()).isZero();
    assertThat(replay.proposed()).isEqualTo(replay.now());
    assertThat(replay.decisions()).noneMatch(ReplayReport.Replayed::isChanged);
  }

  @Test
  void whatAWeightMovesIsWhatTheSharesTellAndNotEveryTurnThatFallsOtherwise() {
    submit(REQUESTS);
    ReplayReport replay = replay(Map.of(EAST, 1.0));
    assertThat(replay.reproduced()).as("the cycle is found again").isEqualTo(REQUESTS);
    assertThat(replay.now()).containsEntry("east", 12).containsEntry("west", 4);
    assertThat(replay.proposed()).containsEntry("east", 8).containsEntry("west", 8);
    assertThat(replay.moved()).isEqualTo(4);
    assertThat(replay.changed()).isGreaterThanOrEqualTo(4);
  }

  private void submit(int count) {
    for (int i = 0; i < count; i++) {
      signalbox()
          .commands()
          .execute(
              new RequestCommand.Submit("web", 1, null, null, null),
              new Caller("ana (test)", "trace-" + i, false));
    }
  }

  private void change(double weight) {
    signalbox()
        .commands()
        .execute(
            new RoutingCommand.ChangeSettings(Map.of(EAST, weight), ""),
            new Caller("ana (test)", "trace-change", false));
  }

  private ReplayReport replay(Map<String, @Nullable Object> settings) {
    return signalbox()
        .queries()
        .ask(new Query.PreviewSettings("clouds", settings, 4, 500))
        .replay();
  }

  private Signalbox signalbox() {
    return Objects.requireNonNull(signalbox);
  }
}
