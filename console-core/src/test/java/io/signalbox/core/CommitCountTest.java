package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.WalCommits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often the short-lived verbs make the disk wait. */
final class CommitCountTest {

  private static final Caller ANA = new Caller("ana (test)", "trace-1", false);

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private WalCommits commits;

  @BeforeEach
  void configure() throws Exception {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [
          {"name": "east", "type": "simulated", "simulates": "aws"},
          {"name": "west", "type": "simulated", "simulates": "aws"}]}}
        """);
    Files.writeString(
        folder.resolve("templates.json"),
        "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 5}]}");
    // The first opening makes the store, the second finds all health known.
    open().close();
    commits = new WalCommits(folder.resolve(".signalbox").resolve(Store.FILE));
    open().close();
  }

  @AfterEach
  void close() throws Exception {
    commits.close();
  }

  private Signalbox open() {
    return Signalbox.open(SignalboxOptions.of(folder).time(time).seed(1).build());
  }

  @Test
  void askingForMachinesCostsFourCommits() throws Exception {
    int before = commits.count();
    try (Signalbox verb = open()) {
      verb.commands().execute(new RequestCommand.Submit("web", 2, null, null, null), ANA);
    }
    assertThat(commits.count() - before).isBetween(1, 4);
  }

  @Test
  void waitingForTheEndCostsSixCommits() throws Exception {
    int before = commits.count();
    try (Signalbox verb = open()) {
      MachineRequest request =
          verb.commands().execute(new RequestCommand.Submit("web", 2, null, null, null), ANA);
      while (!request.state().isFinal()) {
        time.advance(Duration.ofMillis(500));
        request =
            verb.commands()
                .execute(new RequestCommand.Drive(List.of(request.requestId())), ANA)
                .getFirst()
                .request();
      }
      assertThat(request.state()).isEqualTo(RequestState.COMPLETE);
    }
    assertThat(commits.count() - before).isBetween(1, 6);
  }

  @Test
  void aLookWithoutNewsCostsNone() throws Exception {
    try (Signalbox verb = open()) {
      String id =
          verb.commands()
              .execute(new RequestCommand.Submit("web", 2, null, null, null), ANA)
              .requestId();
      verb.commands().execute(new RequestCommand.Drive(List.of(id)), ANA);
      int before = commits.count();
      verb.commands().execute(new RequestCommand.Drive(List.of(id)), ANA);
      assertThat(commits.count()).isEqualTo(before);
    }
  }
}
