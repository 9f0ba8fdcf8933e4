package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
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
      answers = asking.service.drive(ids);
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

  /** A provider that hangs when told to. */
  private static final class Hang implements World.Kill {
    private final String provider;
    private final Semaphore entered = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean hanging;

    Hang(String provider) {
      this.provider = provider;
    }

    void begin() {
      hanging = true;
    }

    void end() {
      end.countDown();
    }

    /** Returns when the work is done or hangs. */
    void startAndFollow(Runnable work) {
      Thread thread = Thread.startVirtualThread(work);
      try {
        while (!thread.join(Duration.ofMillis(1)) && !entered.tryAcquire()) {
          Thread.onSpinWait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public UnitOfWork wrap(UnitOfWork unitOfWork) {
      return unitOfWork;
    }

    @Override
    public RequestRepository wrap(RequestRepository repository) {
      return repository;
    }

    @Override
    public LeaseRepository wrap(LeaseRepository repository) {
      return repository;
    }

    @Override
    public ProviderStrategy wrap(ProviderStrategy strategy) {
      return new ProviderStrategy() {
        @Override
        public ProviderResult execute(ProviderOperation operation) {
          if (hanging && strategy.name().equals(provider)) {
            entered.release();
            try {
              end.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          return strategy.execute(operation);
        }

        @Override
        public ProviderCapabilities capabilities() {
          return strategy.capabilities();
        }

        @Override
        public String name() {
          return strategy.name();
        }

        @Override
        public String type() {
          return strategy.type();
        }

        @Override
        public Optional<ProviderFailure> initialize() {
          return strategy.initialize();
        }

        @Override
        public ProviderHealthStatus checkHealth(OperationContext context) {
          return strategy.checkHealth(context);
        }

        @Override
        public void close() {
          strategy.close();
        }
      };
    }
  }
}
