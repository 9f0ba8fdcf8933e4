package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.store.Store;
import io.signalbox.core.store.database.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that takes nothing, is full, or was copied. */
final class StrangeStoreTest {

  @TempDir Path folder;
  private World world;
  private World.Process process;

  @BeforeEach
  void open() {
    world = new World(folder, "east", "west");
    process = world.process("p1");
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  @Test
  void aReadOnlyStoreAcceptsNothing() throws Exception {
    process.submit(1);
    int before = world.aliveEverywhere();
    try (World.Process readOnly =
        world.new Process("ro", StoreOptions.DEFAULT.asReadOnly(), World.Kill.NEVER)) {
      assertThatThrownBy(() -> readOnly.submit(1))
          .isInstanceOfSatisfying(
              SignalboxException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    }
    assertThat(world.aliveEverywhere()).isEqualTo(before);
    assertThat(process.store.requests().list(null, Instant.EPOCH, 10)).hasSize(1);
  }

  @Test
  void aFullStoreAcceptsNothingAndLosesNothing() throws Exception {
    int accepted = 0;
    try (World.Process full =
        world.new Process("full", StoreOptions.DEFAULT.withMaxPages(1), World.Kill.NEVER)) {
      SignalboxException refusal = null;
      while (refusal == null && accepted < 500) {
        try {
          full.submit(1);
          accepted++;
        } catch (SignalboxException e) {
          refusal = e;
        }
      }
      assertThat(refusal).isNotNull();
      assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }
    assertThat(process.store.requests().list(null, Instant.EPOCH, 1_000)).hasSize(accepted);
    process.run(Duration.ofSeconds(60));
    assertThat(world.aliveEverywhere()).isEqualTo(accepted);
    assertThat(process.store.requests().list(null, Instant.EPOCH, 1_000))
        .allSatisfy(request -> assertThat(request.state()).isEqualTo(RequestState.COMPLETE));
  }

  @Test
  void aCopiedStoreChangesNothingInTheCloud() throws Exception {
    MachineRequest request = process.submit(1);
    process.close();
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Files.copy(folder.resolve(Store.FILE), copy.resolve(Store.FILE));
    World other = new World(copy, "east", "west");
    try (World.Process copied = other.process("c")) {
      assertCode(ErrorCode.INVALID_STATE, () -> copied.submit(1));
      assertCode(
          ErrorCode.INVALID_STATE, () -> copied.service.cancel(request.requestId(), "a", () -> {}));
      copied.service.driveOpen();
      assertThat(copied.service.drive(request.requestId()).state())
          .isEqualTo(RequestState.ACQUIRING);
      copied.store.decideIdentity(false);
      assertThat(copied.service.drive(request.requestId()).state())
          .isEqualTo(RequestState.CANCELLED);
      assertThat(copied.submit(1).state()).isEqualTo(RequestState.ACQUIRING);
    }
  }

  @Test
  void whoeverWaitsForARequestOfACopiedStoreIsToldWhyItStands() throws Exception {
    String id = process.submit(1).requestId();
    process.close();
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Files.copy(folder.resolve(Store.FILE), copy.resolve(Store.FILE));
    World other = new World(copy, "east", "west");
    try (World.Process copied = other.process("c")) {
      DrivenRequest driven = copied.service.drive(List.of(id), false).getFirst();
      assertThat(driven.problem())
          .isNotNull()
          .extracting(SignalboxException::code)
          .isEqualTo(ErrorCode.INVALID_STATE);
      assertThat(driven.request().message()).contains("config identity keep");
    }
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
