package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.store.database.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests that are asked about at once, some at a provider that does not answer. */
class DrivenTogetherTest {

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder, "east", "west");
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  @Test
  void aProviderThatHangsHoldsUpNoAnswerAboutTheOthers() throws Exception {
    Hang hang = new Hang("west");
    World.Process process = world.new Process("p", StoreOptions.DEFAULT, hang);
    List<String> ids = new ArrayList<>();
    for (String provider : List.of("west", "east", "west", "east")) {
      Submission submission = new Submission("web", 1, provider, null, null, "ana", "t");
      ids.add(process.service.submit(submission, () -> {}).requestId());
    }
    world.time.advance(Duration.ofSeconds(10));
    hang.begin();
    world.executor = hang::startAndFollow;
    List<Duration> waited = new ArrayList<>();
    world.patience = (done, within) -> waited.add(within);
    List<MachineRequest> answers;
    try (World.Process asking = world.new Process("q", StoreOptions.DEFAULT, hang)) {
      answers = asking.service.drive(ids, false).stream().map(DrivenRequest::request).toList();
      hang.end();
    }
    assertThat(answers).extracting(MachineRequest::requestId).containsExactlyElementsOf(ids);
    assertThat(answers)
        .extracting(MachineRequest::state)
        .containsExactly(
            RequestState.ACQUIRING,
            RequestState.COMPLETE,
            RequestState.ACQUIRING,
            RequestState.COMPLETE);
    assertThat(answers.getFirst().message()).contains("longer than 20 s");
    assertThat(answers.getLast().message()).doesNotContain("20 s");
    assertThat(waited).containsExactly(Duration.ofSeconds(20));
  }

  @Test
  void aStoreThatTakesNothingIsToldToWhoeverAsks() {
    AtomicBoolean full = new AtomicBoolean();
    World.Process process =
        world
        .new Process(
            "p",
            StoreOptions.DEFAULT,
            new World.Kill() {
              @Override
              public UnitOfWork wrap(UnitOfWork unitOfWork) {
                return new UnitOfWork() {
                  @Override
                  public <T> T inTransaction(Supplier<T> work) {
                    if (full.get()) {
                      throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "It is full");
                    }
                    return unitOfWork.inTransaction(work);
                  }
                };
              }
            });
    String id = process.submit(1).requestId();
    world.time.advance(Duration.ofSeconds(10));
    full.set(true);
    DrivenRequest driven = process.service.drive(List.of(id), false).getFirst();
    assertThat(driven.request().state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(driven.request().message()).contains("It is full");
    assertThat(driven.problem())
        .isNotNull()
        .extracting(SignalboxException::code)
        .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    full.set(false);
    driven = process.service.drive(List.of(id), false).getFirst();
    assertThat(driven.request().state()).isEqualTo(RequestState.COMPLETE);
    assertThat(driven.problem()).isNull();
  }
}
