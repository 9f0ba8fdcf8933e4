package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.FleetProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose machine a name means. */
class ReturnByNameTest {

  @TempDir Path folder;
  private World world;
  private final FleetProvider east = new FleetProvider("east");
  private final FleetProvider west = new FleetProvider("west");
  private World.Process process;

  @BeforeEach
  void open() {
    world = new World(folder, "east", "west");
    process =
        world
        .new Process(
            "p1",
            StoreOptions.DEFAULT,
            new Instead(Map.of("east", simulated -> east, "west", simulated -> west)));
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private void runOneAt(FleetProvider provider) {
    String id =
        process
            .service
            .submit(new Submission("web", 1, provider.name(), null, null, "a", "t"), () -> {})
            .requestId();
    provider.name(1);
    process.finish(id, Duration.ofSeconds(10));
  }

  private void giveBack(String machine) {
    String id = process.service.returnMachines(List.of(machine), "ana", "t", () -> {}).requestId();
    process.finish(id, Duration.ofSeconds(10));
  }

  private void assertRefusedNaming(String asked, String... references) {
    assertThatThrownBy(() -> giveBack(asked))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
              assertThat(e.getMessage()).contains(references);
            });
  }

  @Test
  void aNameThatTwoProvidersUseIsRefusedNamingBothAndNoMachineIsHit() {
    east.calling("i-east-", "node-");
    west.calling("i-west-", "node-");
    runOneAt(east);
    runOneAt(west);
    assertRefusedNaming("node-1", "east/i-east-1", "west/i-west-1");
    assertThat(east.alive()).isEqualTo(1);
    assertThat(west.alive()).isEqualTo(1);

    giveBack("i-east-1");
    assertThat(east.alive()).isZero();
    // Said again, the name must not mean the other one now.
    assertRefusedNaming("node-1", "east/i-east-1", "west/i-west-1");
    assertThat(west.alive()).isEqualTo(1);
  }

  @Test
  void aNameThatTwoLivingMachinesOfOneProviderHaveIsRefusedNamingBoth() {
    east.callingAll("node");
    runOneAt(east);
    runOneAt(east);
    assertRefusedNaming("node", "east/east-m1", "east/east-m2");
    assertThat(east.alive()).isEqualTo(2);
    giveBack("east-m2");
    giveBack("node");
    assertThat(east.alive()).as("the only one left of that name").isZero();
  }

  @Test
  void anIdThatTwoProvidersUseIsRefusedAndTheProviderWithTheIdIsNot() {
    east.calling("i-", "east-node-");
    west.calling("i-", "west-node-");
    runOneAt(east);
    runOneAt(west);
    assertRefusedNaming("i-1", "east/i-1", "west/i-1");
    giveBack("west/i-1");
    assertThat(west.alive()).isZero();
    giveBack("east-node-1");
    assertThat(east.alive()).isZero();
  }
}
