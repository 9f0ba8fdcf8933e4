package io.signalbox.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventRepository.StoredEvent;
import io.signalbox.core.routing.holds.HeldByOperators;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.Schema;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

  @TempDir Path temp;
  private final ManualTime time = new ManualTime();

  @Test
  void isItsOwnersAloneAndSurvivesClosing() throws Exception {
    Path folder = temp.resolve("a/b/.signalbox");
    String id;
    try (Store store = Store.open(folder, time)) {
      id = store.identity().installationId();
      store.audit().append(entry("first"));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve(Store.FILE))))
          .isEqualTo("rw-------");
    }
    try (Store store = Store.open(folder, time)) {
      assertThat(store.identity().installationId()).isEqualTo(id).isNotBlank();
      assertThat(store.identity().moved()).isFalse();
      assertThat(store.audit().list(Instant.EPOCH, 10))
          .hasSize(1)
          .first()
          .extracting(AuditEntry::subject)
          .isEqualTo("first");
    }
  }

  @Test
  void commitsAreForcedToDiskInWalMode() throws Exception {
    try (Connection connection =
            Database.dataSource(made().resolve(Store.FILE), StoreOptions.DEFAULT).getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(pragma(statement, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(statement, "synchronous")).isEqualTo("2");
      assertThat(pragma(statement, "busy_timeout")).isEqualTo("2000");
      assertThat(pragma(statement, "user_version")).isEqualTo(String.valueOf(Schema.NEWEST));
    }
  }

  @Test
  void aTransactionIsAllOrNothingAcrossRepositories() {
    try (Store store = Store.open(temp, time)) {
      assertThatThrownBy(() ->
              store
                  .unitOfWork()
                  .inTransaction(() -> {
                    store.audit().append(entry("lost"));
                    store.routing().nextPick("r");
                    store.unitOfWork().inTransaction(() -> store.audit().append(entry("nested")));
                    assertThat(store.audit().list(Instant.EPOCH, 10)).hasSize(2);
                    throw new IllegalStateException("stop");
                  }))
          .hasMessage("stop");
      assertThat(store.audit().list(Instant.EPOCH, 10)).isEmpty();
      assertThat(store.routing().peekPick("r")).isZero();
    }
  }

  @Test
  void twoProcessesDrawEveryPickOnce() throws Exception {
    try (Store here = Store.open(temp, time);
        Store there = Store.open(temp, time);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Long>> draws = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Store store = i % 2 == 0 ? here : there;
        draws.add(() -> store.routing().nextPick("rr"));
      }
      List<Long> drawn = new ArrayList<>();
      for (Future<Long> draw : threads.invokeAll(draws)) {
        drawn.add(draw.get());
      }
      assertThat(drawn)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 40).mapToObj(i -> (long) i).toList());
    }
  }

  @Test
  void severalProcessesMayMakeOneStoreAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> opens = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        opens.add(() -> {
          try (Store store = Store.open(temp.resolve("new"), time)) {
            return store.identity().installationId();
          }
        });
      }
      List<String> ids = new ArrayList<>();
      for (Future<String> open : threads.invokeAll(opens)) {
        ids.add(open.get());
      }
      assertThat(ids).doesNotContain("");
      assertThat(ids.stream().distinct()).hasSize(1);
    }
  }

  @Test
  void openingWaitsForWhoeverMakesTheStoreAndAsksForNoLockOfTheFileMeanwhile() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("new"));
    List<Throwable> failed = new ArrayList<>();
    Thread opening =
        new Thread(() -> {
          try (Store store = Store.open(folder, time)) {
            assertThat(store.identity().installationId()).isNotBlank();
          } catch (RuntimeException | AssertionError e) {
            failed.add(e);
          }
        });
    try (Connection maker =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Store.FILE));
        Statement statement = maker.createStatement()) {
      // As who makes the store: first in the line, and about to write.
      synchronized (Schema.class) {
        statement.execute("BEGIN IMMEDIATE");
        opening.start();
        while (opening.isAlive() && opening.getState() != Thread.State.BLOCKED) {
          Thread.onSpinWait();
        }
        statement.execute("ROLLBACK");
      }
    }
    opening.join();
    assertThat(failed).isEmpty();
  }

  @Test
  void readOnlyReadsAndRefusesEveryWrite() throws Exception {
    Path folder = made();
    try (Store store = Store.open(folder, time, StoreOptions.DEFAULT.asReadOnly())) {
      assertThat(store.audit().list(Instant.EPOCH, 10)).hasSize(1);
      assertUnavailable(() -> store.audit().append(entry("x")), "read-only", "writable");
    }
    try (Store store = Store.open(folder, time)) {
      assertThat(store.audit().list(Instant.EPOCH, 10)).hasSize(1);
    }
    assertUnavailable(
        () -> Store.open(temp.resolve("none"), time, StoreOptions.DEFAULT.asReadOnly()),
        "does not exist");
  }

  @Test
  void busyEndsAtTheLimit() throws Exception {
    Path folder = made();
    try (Store store =
            Store.open(folder, time, StoreOptions.DEFAULT.withBusyLimit(Duration.ofMillis(50)));
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Store.FILE));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertUnavailable(() -> store.audit().append(entry("x")), "in use by another process");
      assertThat(store.audit().list(Instant.EPOCH, 10)).hasSize(1);
      statement.execute("ROLLBACK");
      store.audit().append(entry("y"));
    }
  }

  @Test
  void keepsOneDayOfEventsAndMetrics() {
    try (Store store = Store.open(temp, time)) {
      StoredEvent event =
          new StoredEvent(
              time.now(), Event.Lane.HEALTH, Event.Severity.WARNING, "p", "went down", "t1");
      store.events().append(List.of(event));
      time.advance(Duration.ofHours(23));
      store.deleteExpired(RetentionSettings.DEFAULT);
      assertThat(store.events().list(Instant.EPOCH, 10)).containsExactly(event);
      time.advance(Duration.ofHours(2));
      store.deleteExpired(RetentionSettings.DEFAULT);
      assertThat(store.events().list(Instant.EPOCH, 10)).isEmpty();
    }
  }

  @Test
  void manualStatesAndGenerationAreShared() {
    try (Store here = Store.open(temp, time);
        Store there = Store.open(temp, time)) {
      ManualState state =
          new ManualState("p", ManualState.Kind.DRAINED, "ana", "disk", time.now(), null);
      assertThat(here.routing().save(state, 0)).isTrue();
      HeldByOperators held = there.routing().held();
      assertThat(held.manual())
          .containsExactly(
              new ManualState(
                  "p", ManualState.Kind.DRAINED, "ana", "disk", time.now(), null, held.version()));
      assertThat(there.routing().delete(held.manual().getFirst())).isTrue();
      assertThat(here.routing().held().manual()).isEmpty();
      here.overrides().bumpGeneration();
      assertThat(there.overrides().generation()).isEqualTo(1);
    }
  }

  @Test
  void holdsOfAnOlderStoreAreKeptUnderOneVersion() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("older"));
    var source = Database.dataSource(folder.resolve(Store.FILE), StoreOptions.DEFAULT);
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:io/signalbox/core/store")
        .target("2")
        .load()
        .migrate();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO manual_states VALUES ('p', 'DRAINED', 'ana', 'disk', 1, 2)");
      statement.execute("INSERT INTO activation VALUES (1, 'q', 'ana', '', 1, NULL)");
      statement.execute("INSERT INTO switch_holds VALUES ('line', 'q', 'ana', '', 1, NULL)");
      statement.execute("INSERT INTO forced_circuits VALUES ('p', 1, 'ana', '', 1, NULL)");
    }
    try (Store store = Store.open(folder, time)) {
      HeldByOperators held = store.routing().held();
      assertThat(held.manual())
          .extracting(each -> each.provider() + " " + each.kind() + " " + each.version())
          .containsExactly("p DRAINED 1");
      assertThat(held.activation()).isNotNull().returns("q", each -> each.provider());
      assertThat(held.switches()).extracting(each -> each.member()).containsExactly("q");
      assertThat(held.circuits()).extracting(each -> each.open()).containsExactly(true);
      assertThat(store.routing().save(held.manual().getFirst(), 0)).isFalse();
      assertThat(store.routing().save(held.manual().getFirst(), 1)).isTrue();
      assertThat(store.routing().delete(held.manual().getFirst())).isFalse();
      assertThat(store.routing().held().version()).isEqualTo(2);
    }
  }

  @Test
  void refusesTheScreensThread() throws Exception {
    try (Store store = Store.open(temp, time)) {
      List<Throwable> thrown = new ArrayList<>();
      Thread screen =
          new Thread(
              () -> {
                try {
                  store.audit().list(Instant.EPOCH, 1);
                } catch (IllegalStateException e) {
                  thrown.add(e);
                }
              },
              "JavaFX Application Thread");
      screen.start();
      screen.join();
      assertThat(thrown).hasSize(1);
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    Store store = Store.open(temp, time);
    store.close();
    assertUnavailable(() -> store.audit().append(entry("x")), "is closed");
  }

  private Path made() {
    Path folder = temp.resolve("made");
    try (Store store = Store.open(folder, time)) {
      store.audit().append(entry("kept"));
    }
    return folder;
  }

  private AuditEntry entry(String subject) {
    return new AuditEntry(
        0, time.now(), "ana", "Test", subject, "done", "", "t", Map.of(), Map.of("n", 1L));
  }

  private static String pragma(Statement statement, String name) throws Exception {
    try (var row = statement.executeQuery("PRAGMA " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  static void assertUnavailable(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
              assertThat(e.getMessage()).contains(words).contains(Store.FILE);
            });
  }
}
