package io.signalbox.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.background.WriteBehind;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that runs, and others that count and store on the same folder. */
final class OtherProcessesTest {

  private static final ProviderOperationType READ = ProviderOperationType.GET_INSTANCE_STATUS;
  private static final ProviderOperationType CREATE = ProviderOperationType.CREATE_INSTANCES;
  private static final ProviderResult GOOD =
      ProviderResult.success(new ProviderData.AvailableTemplates(List.of(), false));
  private static final List<String> BOTH = List.of("p", "q");

  @TempDir Path folder;
  private final ManualTime time = new ManualTime(Instant.parse("2026-06-16T12:00:30Z"));
  private Store store;
  private Store beside;
  private Counting read;
  private ProviderMetrics own;
  private ProviderMetrics other;
  private RecentWindow window;

  /** The store's, counting how often minutes are read. */
  private static final class Counting implements MetricsRepository {
    private final MetricsRepository stored;
    private int times;
    private Runnable whileReading = () -> {};

    Counting(MetricsRepository stored) {
      this.stored = stored;
    }

    @Override
    public void add(List<MetricsBucket> buckets) {
      stored.add(buckets);
    }

    @Override
    public List<MetricsBucket> list(String provider, Instant from, Instant to) {
      times++;
      return stored.list(provider, from, to);
    }

    @Override
    public List<MetricsBucket> list(Instant from, Instant to) {
      times++;
      List<MetricsBucket> listed = stored.list(from, to);
      whileReading.run();
      return listed;
    }

    @Override
    public long othersEdition() {
      return stored.othersEdition();
    }

    @Override
    public void addErrors(String provider, List<RecentError> errors, int max) {
      stored.addErrors(provider, errors, max);
    }

    @Override
    public List<RecentError> errors(String provider, int limit) {
      return stored.errors(provider, limit);
    }
  }

  @BeforeEach
  void open() {
    store = Store.open(MigratedStore.in(folder), time);
    beside = Store.open(folder, time);
    read = new Counting(store.metrics());
    own = new ProviderMetrics(time, read);
    other = new ProviderMetrics(time, beside.metrics());
    window = own.recent(false);
  }

  @AfterEach
  void close() {
    store.close();
    beside.close();
  }

  private void call(ProviderMetrics metrics, String provider, ProviderOperationType type) {
    metrics.begin(provider);
    metrics.end(provider, type, GOOD, time.nanos() - 20_000_000, "");
  }

  /** So many calls, stored in as many writes. */
  private void calls(ProviderMetrics metrics, String provider, int count) {
    for (int i = 0; i < count; i++) {
      call(metrics, provider, READ);
      Written.now(metrics.keptBehind());
    }
  }

  private long shown(String provider) {
    window.update(BOTH);
    return window.of(provider).operations();
  }

  private void second() {
    time.advance(Duration.ofSeconds(1));
  }

  /** What a command says, which reads all from the store. */
  private void isWhatACommandSays() {
    window.update(BOTH);
    RecentWindow command = other.recent(true);
    command.update(BOTH);
    for (String each : BOTH) {
      assertThat(window.of(each)).isEqualTo(command.of(each));
      assertThat(own.byOperation(each, RecentWindow.LENGTH, false))
          .isEqualTo(other.byOperation(each, RecentWindow.LENGTH, true));
    }
    assertThat(window.totals()).isEqualTo(command.totals());
  }

  @Test
  void callsOfACommandWereMissingInTheWindowBesideIt() {
    calls(own, "p", 4);
    assertThat(shown("p")).isEqualTo(4);
    calls(other, "p", 1);
    call(other, "q", CREATE);
    Written.now(other.keptBehind());
    second();
    assertThat(window.isBehind()).isTrue();
    assertThat(shown("p")).isEqualTo(5);
    assertThat(window.isBehind()).isFalse();
    assertThat(own.byOperation("q", RecentWindow.LENGTH, false).get(CREATE).operations())
        .isEqualTo(1);
    isWhatACommandSays();
  }

  @Test
  void callsOfAProcessThatHasEndedWereMissingInTheNext() {
    calls(other, "p", 3);
    assertThat(shown("p")).isEqualTo(3);
    isWhatACommandSays();
  }

  @Test
  void ownCallsAreCountedOnceHoweverManyWritesAMinuteHas() {
    for (int i = 0; i < 200; i++) {
      calls(own, "p", i % 4);
      calls(other, i % 2 == 0 ? "p" : "q", i % 3);
      second();
      isWhatACommandSays();
    }
    time.advance(Duration.ofMinutes(4));
    window.update(BOTH);
    assertThat(shown("p")).isPositive();
    time.advance(Duration.ofMinutes(1));
    assertThat(shown("p")).isZero();
    assertThat(own.byOperation("p", Duration.ofMinutes(15), false).get(READ).operations())
        .isEqualTo(other.byOperation("p", Duration.ofMinutes(15), true).get(READ).operations());
  }

  @Test
  void ownCallsAreCountedOnceWhereAWriteFails() {
    Refusing refusing = new Refusing(() -> true);
    WriteBehind behind = new WriteBehind(store.unitOfWork(), time);
    own.keptBehind().forEach(behind::add);
    behind.add(refusing);
    call(own, "p", READ);
    assertThatThrownBy(behind::write).isInstanceOf(SignalboxException.class);
    calls(other, "p", 2);
    assertThat(shown("p")).isEqualTo(3);
    call(own, "p", READ);
    second();
    assertThatThrownBy(behind::write).isInstanceOf(SignalboxException.class);
    calls(other, "p", 2);
    assertThat(shown("p")).isEqualTo(6);
    refusing.refuses = () -> false;
    behind.write();
    calls(other, "p", 1);
    second();
    assertThat(shown("p")).isEqualTo(7);
    isWhatACommandSays();
  }

  /** Goes with what is written, after it, and has the store take none of it. */
  private static final class Refusing implements KeptBehind {
    private BooleanSupplier refuses;

    Refusing(BooleanSupplier refuses) {
      this.refuses = refuses;
    }

    @Override
    public String name() {
      return "refused";
    }

    @Override
    public Optional<Batch> take() {
      return Optional.of(
          new Batch() {
            @Override
            public void write() {
              if (refuses.getAsBoolean()) {
                throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "full", Map.of());
              }
            }

            @Override
            public void written() {}
          });
    }

    @Override
    public long dropped() {
      return 0;
    }
  }

  @Test
  void ownCallsAreCountedOnceWhereTheyAreWrittenWhileTheStoreIsRead() {
    calls(own, "p", 2);
    calls(other, "p", 1);
    call(own, "p", READ);
    read.whileReading =
        () -> {
          read.whileReading = () -> {};
          Written.now(own.keptBehind());
        };
    window.update(BOTH);
    assertThat(shown("p")).isEqualTo(4);
    isWhatACommandSays();
  }

  @Test
  void whatOthersHaveIsNotReadWhileAWriteOfOurOwnIsUnderWay() {
    calls(other, "p", 1);
    call(own, "p", READ);
    KeptBehind.Batch batch = own.keptBehind().getFirst().take().orElseThrow();
    batch.write();
    // The store has it, and nobody has said so yet.
    assertThat(shown("p")).isEqualTo(1);
    batch.written();
    assertThat(shown("p")).isEqualTo(2);
  }

  @Test
  void nothingIsReadWhileNobodyElseWrites() {
    assertThat(shown("p")).isZero();
    int first = read.times;
    for (int i = 0; i < 600; i++) {
      calls(own, BOTH.get(i % 2), 1);
      second();
      window.update(BOTH);
      own.byOperation("p", RecentWindow.LENGTH, false);
      assertThat(window.isBehind()).isFalse();
    }
    assertThat(read.times).isEqualTo(first);
    calls(other, "p", 1);
    second();
    window.update(BOTH);
    assertThat(read.times).isEqualTo(first + 1);
  }

  @Test
  void anotherProcessIsLookedForOnceASecond() {
    assertThat(shown("p")).isZero();
    calls(other, "p", 1);
    for (int i = 0; i < 9; i++) {
      time.advance(Duration.ofMillis(100));
      assertThat(shown("p")).isZero();
    }
    time.advance(Duration.ofMillis(100));
    assertThat(shown("p")).isEqualTo(1);
  }

  @Test
  void onlyProvidersThatOthersCalledAreReadAgain() {
    calls(own, "p", 1);
    calls(own, "q", 1);
    window.update(BOTH);
    long before = window.reads();
    calls(other, "q", 1);
    second();
    window.update(BOTH);
    assertThat(window.reads()).isEqualTo(before + 1);
  }

  @Test
  void ownCallsAreCountedOnceAfterTheClockWasPutBack() {
    calls(own, "p", 2);
    assertThat(shown("p")).isEqualTo(2);
    time.advance(Duration.ofHours(-1));
    calls(own, "q", 3);
    calls(other, "q", 1);
    time.advance(Duration.ofHours(1));
    second();
    assertThat(shown("p")).isEqualTo(2);
  }
}
