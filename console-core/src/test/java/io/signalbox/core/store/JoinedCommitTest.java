package io.signalbox.core.store;

import static io.signalbox.core.store.StoreTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.Lane;
import io.signalbox.core.store.database.Meta;
import io.signalbox.core.store.database.SqlSession;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.store.database.StoreStatistics;
import io.signalbox.core.store.database.Writer;
import io.signalbox.core.testing.ManualTime;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.jdbc4.JDBC4Connection;

/** Write transactions that wait for the writer at the same time. */
class JoinedCommitTest {

  @TempDir Path temp;
  private final ManualTime time = new ManualTime();
  private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService platform = Executors.newCachedThreadPool();

  @Test
  void transactionsThatWaitForTheWriterShareOneCommit() throws Exception {
    try (Store store = Store.open(temp, time)) {
      StoreStatistics before = store.statistics();
      CountDownLatch release = new CountDownLatch(1);
      List<Future<?>> all = new ArrayList<>();
      all.add(hold(store, release));
      for (int i = 0; i < 100; i++) {
        String subject = "s" + i;
        all.add(
            (i % 2 == 0 ? virtual : platform).submit(() -> store.audit().append(entry(subject))));
      }
      awaitWaiting(store, 100);
      release.countDown();
      for (Future<?> each : all) {
        each.get();
      }
      assertThat(store.audit().list(Instant.EPOCH, 1_000)).hasSize(101);
      assertThat(store.statistics().transactions() - before.transactions()).isEqualTo(101);
      assertThat(store.statistics().commits() - before.commits()).isEqualTo(2);
    }
  }

  @Test
  void oneThatFailsAmongOthersUndoesItsOwnWorkAlone() throws Exception {
    try (Store store = Store.open(temp, time)) {
      CountDownLatch release = new CountDownLatch(1);
      Future<?> holder = hold(store, release);
      Future<?> first = virtual.submit(() -> store.audit().append(entry("first")));
      awaitWaiting(store, 1);
      Future<?> failing =
          platform.submit(() ->
              store
                  .unitOfWork()
                  .inTransaction(() -> {
                    store.audit().append(entry("undone"));
                    store.unitOfWork().inTransaction(() -> store.audit().append(entry("nested")));
                    throw new IllegalStateException("stop");
                  }));
      awaitWaiting(store, 2);
      Future<?> last = virtual.submit(() -> store.audit().append(entry("last")));
      awaitWaiting(store, 3);
      release.countDown();
      holder.get();
      first.get();
      last.get();
      assertThatThrownBy(failing::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("stop");
      assertThat(store.audit().list(Instant.EPOCH, 10).reversed())
          .extracting(AuditEntry::subject)
          .containsExactly("holder", "first", "last");
    }
  }

  @Test
  void whatATransactionReadsHoldsWhatThoseBeforeItWrote() throws Exception {
    try (Store store = Store.open(temp, time)) {
      CountDownLatch release = new CountDownLatch(1);
      hold(store, release);
      List<Future<Long>> draws = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        draws.add(virtual.submit(() -> store.routing().nextPick("r")));
      }
      awaitWaiting(store, 20);
      release.countDown();
      List<Long> drawn = new ArrayList<>();
      for (Future<Long> each : draws) {
        drawn.add(each.get());
      }
      assertThat(drawn).doesNotHaveDuplicates().allMatch(pick -> pick >= 0 && pick < 20);
    }
  }

  @Test
  void onAFullDiskWhatWasToldIsWhatIsThere() throws Exception {
    Path folder = temp.resolve("full");
    Store.open(folder, time).close();
    try (Store store = Store.open(folder, time, StoreOptions.DEFAULT.withMaxPages(1))) {
      CountDownLatch release = new CountDownLatch(1);
      hold(store, release);
      List<String> subjects = List.of("first", "x".repeat(500_000), "last");
      List<Future<?>> joined = new ArrayList<>();
      for (String subject : subjects) {
        joined.add(virtual.submit(() -> store.audit().append(entry(subject))));
        awaitWaiting(store, joined.size());
      }
      release.countDown();
      List<String> told = new ArrayList<>(List.of("holder"));
      for (int i = 0; i < joined.size(); i++) {
        try {
          joined.get(i).get();
          told.add(subjects.get(i));
        } catch (ExecutionException e) {
          assertUnavailable(() -> throwCause(e), "nothing was written");
        }
      }
      assertUnavailable(() -> unwrapped(joined.get(1)), "is full");
      assertThat(store.audit().list(Instant.EPOCH, 10).reversed())
          .extracting(AuditEntry::subject)
          .containsExactlyElementsOf(told);
    }
  }

  @Test
  void whenTheWholeTransactionIsUndoneNobodyInItIsToldThatItWasWritten() throws Exception {
    Store.open(temp, time).close();
    try (Database database = new Database(temp.resolve(Store.FILE), StoreOptions.DEFAULT)) {
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      Future<?> holder =
          platform.submit(() ->
              database.run(session -> {
                held.countDown();
                await(release);
              }));
      held.await();
      Meta meta = new Meta(database);
      List<Future<?>> joined = new ArrayList<>();
      joined.add(virtual.submit(() -> meta.set("before", "1")));
      joined.add(virtual.submit(() -> database.run(session -> session.execute("ROLLBACK"))));
      joined.add(virtual.submit(() -> meta.set("after", "1")));
      while (database.waitingWrites() < 3) {
        Thread.onSpinWait();
      }
      release.countDown();
      holder.get();
      int written = 0;
      for (Future<?> each : List.of(joined.get(0), joined.get(2))) {
        try {
          each.get();
          written++;
        } catch (ExecutionException e) {
          assertUnavailable(() -> throwCause(e), "nothing was written");
        }
      }
      assertThatThrownBy(joined.get(1)::get).isInstanceOf(ExecutionException.class);
      assertThat(written).isZero();
      assertThat(meta.get("before")).isEmpty();
      assertThat(meta.get("after")).isEmpty();
      meta.set("later", "1");
      assertThat(meta.get("later")).contains("1");
    }
  }

  @Test
  void everybodyIsToldTheTruthWhenMemoryRunsOutAroundTheCommit() throws Exception {
    Store.open(temp, time).close();
    Path file = temp.resolve(Store.FILE);
    AtomicBoolean scarce = new AtomicBoolean();
    try (Lane lane = new Lane(file, scarceMemory(file, scarce), "test-write")) {
      Writer writer = new Writer(file, lane);
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      List<Future<?>> told = new ArrayList<>();
      told.add(
          platform.submit(() ->
              writer.write(session -> {
                held.countDown();
                await(release);
                return set(session, "holder");
              })));
      held.await();
      for (String name : List.of("one", "two")) {
        told.add(virtual.submit(() -> writer.write(session -> set(session, name))));
      }
      while (writer.waiting() < 2) {
        Thread.onSpinWait();
      }
      scarce.set(true);
      release.countDown();
      for (Future<?> each : told) {
        assertUnavailable(() -> unwrapped(each), "nothing was written");
      }
      scarce.set(false);
      assertThat(writer.<Integer>write(session -> set(session, "later"))).isEqualTo(1);
      assertThat(
              writer.<List<String>>write(
                  session -> session.select("SELECT name FROM meta WHERE value = 'told'").texts()))
          .containsExactly("later");
    }
  }

  private static int set(SqlSession session, String name) {
    return session.execute("INSERT INTO meta (name, value) VALUES (?, 'told')", name);
  }

  /** Connections that have no memory for a commit, nor for undoing it, while told so. */
  private static DataSource scarceMemory(Path file, AtomicBoolean scarce) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                new JDBC4Connection("jdbc:sqlite:" + file, file.toString(), new Properties()) {
                  @Override
                  public PreparedStatement prepareStatement(String sql) throws SQLException {
                    if (scarce.get() && (sql.equals("COMMIT") || sql.equals("ROLLBACK"))) {
                      throw new OutOfMemoryError("played");
                    }
                    return super.prepareStatement(sql);
                  }
                });
  }

  @Test
  void whatWasToldIsOnDiskWhenTheProcessIsKilledRightAfter() throws Exception {
    Path folder = temp.resolve("killed");
    Path copy = Files.createDirectories(temp.resolve("copy"));
    try (Store store = Store.open(folder, time)) {
      CountDownLatch release = new CountDownLatch(1);
      hold(store, release);
      List<Future<?>> told = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String subject = "s" + i;
        told.add(virtual.submit(() -> store.audit().append(entry(subject))));
      }
      awaitWaiting(store, 10);
      release.countDown();
      for (Future<?> each : told) {
        each.get();
      }
      // What another process finds when this one is gone without closing.
      for (String file : List.of(Store.FILE, Store.FILE + "-wal")) {
        Files.copy(folder.resolve(file), copy.resolve(file));
      }
    }
    try (Store store = Store.open(copy, time)) {
      assertThat(store.audit().list(Instant.EPOCH, 100)).hasSize(11);
    }
  }

  @Test
  void whatChangesNothingCostsNoCommit() {
    try (Store store = Store.open(temp, time)) {
      StoreStatistics before = store.statistics();
      store.unitOfWork().inTransaction(() -> store.audit().list(Instant.EPOCH, 1));
      store
          .routing()
          .delete(
              new ManualState("nobody", ManualState.Kind.DRAINED, "ana", "", time.now(), null, 1));
      assertThat(store.statistics().commits()).isEqualTo(before.commits());
      store.audit().append(entry("one"));
      assertThat(store.statistics().commits()).isEqualTo(before.commits() + 1);
    }
  }

  @Test
  void closingRefusesNobodyWhoWaits() throws Exception {
    Store store = Store.open(temp, time);
    CountDownLatch release = new CountDownLatch(1);
    Future<?> holder = hold(store, release);
    Future<?> waiting = virtual.submit(() -> store.audit().append(entry("waited")));
    awaitWaiting(store, 1);
    Future<?> closing = platform.submit(store::close);
    release.countDown();
    holder.get();
    waiting.get();
    closing.get();
    assertUnavailable(() -> store.audit().append(entry("late")), "is closed");
    assertUnavailable(
        () -> unwrapped(virtual.submit(() -> store.audit().append(entry("late")))), "is closed");
  }

  private Future<?> hold(Store store, CountDownLatch release) throws InterruptedException {
    return hold(store, release, "holder");
  }

  /** Takes the writer until {@code release}; writes {@code subject} unless it is empty. */
  private Future<?> hold(Store store, CountDownLatch release, String subject)
      throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    Future<?> holder =
        platform.submit(() ->
            store
                .unitOfWork()
                .inTransaction(() -> {
                  if (!subject.isEmpty()) {
                    store.audit().append(entry(subject));
                  }
                  held.countDown();
                  await(release);
                }));
    held.await();
    return holder;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitWaiting(Store store, int count) {
    while (store.waitingWrites() < count) {
      Thread.onSpinWait();
    }
  }

  private static void throwCause(ExecutionException e) throws Throwable {
    throw e.getCause();
  }

  private static void unwrapped(Future<?> future) throws Throwable {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private AuditEntry entry(String subject) {
    return new AuditEntry(
        0, time.now(), "ana", "Test", subject, "done", "", "t", Map.of(), Map.of());
  }
}
