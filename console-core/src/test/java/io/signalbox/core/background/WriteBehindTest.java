package io.signalbox.core.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WriteBehindTest {

  /** A store that can be full, and tells what a transaction left in it. */
  private static final class Disk implements UnitOfWork {
    private final List<String> rows = new ArrayList<>();
    private List<String> open = new ArrayList<>();
    private int commits;
    private boolean full;

    @Override
    public <T> T inTransaction(Supplier<T> work) {
      open = new ArrayList<>();
      T result = work.get();
      if (full) {
        throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The disk is full");
      }
      rows.addAll(open);
      commits++;
      return result;
    }
  }

  private final ManualTime time = new ManualTime();
  private final Disk disk = new Disk();
  private final WriteBehind writeBehind = new WriteBehind(disk, time);
  private final BoundedQueue<String> queue = new BoundedQueue<>(3);
  private final LatestByKey<String, String> latest = new LatestByKey<>(3);

  private static KeptBehind kept(
      String name, Supplier<Optional<KeptBehind.Batch>> take, Supplier<Long> dropped) {
    return new KeptBehind() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<Batch> take() {
        return take.get();
      }

      @Override
      public long dropped() {
        return dropped.get();
      }
    };
  }

  private void keepsQueueAndLatest() {
    Consumer<List<String>> write = entries -> disk.open.addAll(entries);
    writeBehind.add(kept("lines", () -> queue.take(write), queue::dropped));
    writeBehind.add(kept("figures", () -> latest.take(write), latest::dropped));
  }

  @Test
  void writesEverythingNewInOneCommitAndCommitsNothingWithoutNews() {
    keepsQueueAndLatest();
    writeBehind.write();
    assertThat(disk.commits).isZero();
    queue.add("a");
    latest.put("k", "k1");
    writeBehind.write();
    writeBehind.write();
    assertThat(disk.rows).containsExactly("a", "k1");
    assertThat(disk.commits).isEqualTo(1);
  }

  @Test
  void failedWriteTakesNothingOutOfMemory() {
    keepsQueueAndLatest();
    queue.add("a");
    latest.put("k", "old");
    disk.full = true;
    assertThatThrownBy(writeBehind::write).hasMessageContaining("full");
    queue.add("b");
    latest.put("k", "new");
    disk.full = false;
    writeBehind.write();
    assertThat(disk.rows).containsExactly("a", "b", "new");
  }

  @Test
  void whatChangesWhileItIsWrittenIsWrittenAgain() {
    queue.add("a");
    latest.put("k", "old");
    Consumer<List<String>> write =
        entries -> {
          disk.open.addAll(entries);
          if (entries.contains("a")) {
            queue.add("b");
            latest.put("k", "new");
          }
        };
    writeBehind.add(kept("figures", () -> latest.take(write), latest::dropped));
    writeBehind.add(kept("lines", () -> queue.take(write), queue::dropped));
    writeBehind.write();
    writeBehind.write();
    assertThat(disk.rows).containsExactly("old", "a", "new", "b");
  }

  @Test
  void oneThatCannotBeWrittenHoldsUpNoOther() {
    BoundedQueue<String> poison = new BoundedQueue<>(3);
    poison.add("x");
    writeBehind.add(
        kept(
            "poison",
            () ->
                poison.take(entries -> {
                  throw new IllegalArgumentException("cannot be written");
                }),
            poison::dropped));
    keepsQueueAndLatest();
    queue.add("a");
    latest.put("k", "k1");
    assertThatThrownBy(writeBehind::write).hasMessageContaining("cannot be written");
    assertThat(disk.rows).containsExactly("a", "k1");
    assertThat(poison.waiting()).containsExactly("x");
  }

  @Test
  void boundDropsTheOldestAndSaysHowMany() {
    keepsQueueAndLatest();
    assertThat(writeBehind.problems()).isEmpty();
    for (int i = 0; i < 5; i++) {
      queue.add("q" + i);
      latest.put("k" + i, "v" + i);
    }
    assertThat(writeBehind.problems())
        .extracting(BackgroundProblem::title)
        .containsExactly(
            "2 lines were lost before they could be stored",
            "2 figures were lost before they could be stored");
    writeBehind.write();
    assertThat(disk.rows).containsExactly("q2", "q3", "q4", "v2", "v3", "v4");
    time.advance(Duration.ofHours(25));
    assertThat(writeBehind.problems()).as("a day later").isEmpty();
  }

  @Test
  void whatGivesWayWhileItIsBeingWrittenIsNoLoss() {
    queue.add("a");
    KeptBehind.@Nullable Batch batch = queue.take(entries -> {}).orElseThrow();
    for (int i = 0; i < 3; i++) {
      queue.add("q" + i);
    }
    batch.written();
    assertThat(queue.dropped()).isZero();
    assertThat(queue.waiting()).containsExactly("q0", "q1", "q2");
  }
}
