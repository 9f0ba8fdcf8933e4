package io.signalbox.core.store;

import static io.signalbox.core.store.StoreTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.store.database.Schema;
import io.signalbox.core.store.database.StoreFailures;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A file that is no store, damaged, copied, deleted, full or of another version is told, and
 * nothing is lost by it.
 */
final class UnusableStoreTest {

  @TempDir Path temp;
  private final ManualTime time = new ManualTime();

  @Test
  void fullRefusesTheWriteAndKeepsWhatItHas() {
    Path folder = made();
    try (Store store = Store.open(folder, time, StoreOptions.DEFAULT.withMaxPages(1))) {
      // SQLite lets the limit never fall under the size the file has.
      assertUnavailable(
          () -> {
            for (int i = 0; i < 2_000; i++) {
              store.audit().append(entry("x".repeat(500)));
            }
          },
          "is full",
          "make room");
      int kept = store.audit().list(Instant.EPOCH, 10_000).size();
      assertUnavailable(() -> store.audit().append(entry("x".repeat(500_000))), "is full");
      assertThat(store.audit().list(Instant.EPOCH, 10_000)).hasSize(kept);
    }
    try (Store store = Store.open(folder, time)) {
      store.audit().append(entry("room again"));
    }
  }

  /** What whoever opens a store first is told by SQLite where its disk has no room at all. */
  @Test
  void aDiskWithoutRoomForTheFileThatReadersShareIsFullToo() {
    SQLiteException said =
        new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);
    assertThat(StoreFailures.translate(temp, new IllegalStateException(said)))
        .hasMessageContaining("is full")
        .hasMessageContaining("make room on its disk");
  }

  @Test
  void saysWhatIsWrongWithAFileItCannotUse() throws Exception {
    Path garbage = Files.createDirectories(temp.resolve("garbage"));
    Files.writeString(garbage.resolve(Store.FILE), "this is no database".repeat(100));
    assertUnavailable(() -> Store.open(garbage, time), "not a Signalbox store", "move the file");

    Path newer = made();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + newer.resolve(Store.FILE));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    assertUnavailable(() -> Store.open(newer, time), "schema version 99", "newer Signalbox");

    Path file = Files.writeString(temp.resolve("file"), "in the way");
    assertUnavailable(() -> Store.open(file.resolve("state"), time), "cannot be made");

    Path folder = Files.createDirectories(temp.resolve("odd/" + Store.FILE)).getParent();
    assertUnavailable(() -> Store.open(folder, time), "is a folder");
  }

  @Test
  void anOldProgramWritesNothingIntoAStoreThatANewerOneMigratedMeanwhile() throws Exception {
    Path folder = made();
    try (Store old = Store.open(folder, time)) {
      old.audit().append(entry("before"));
      try (Connection newer =
              DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Store.FILE));
          Statement statement = newer.createStatement()) {
        statement.execute("PRAGMA user_version = 99");
      }
      assertUnavailable(
          () -> old.audit().append(entry("after")),
          "schema version 99",
          "this program's " + Schema.NEWEST,
          "nothing was written");
      assertUnavailable(() -> Store.open(folder, time), "schema version 99");
      assertThat(old.audit().list(Instant.EPOCH, 10))
          .extracting(AuditEntry::subject)
          .containsExactly("before", "kept");
    }
  }

  @Test
  void aDamagedFileIsToldAsDamaged() throws Exception {
    Path folder = temp.resolve("damaged");
    try (Store store = Store.open(folder, time)) {
      for (int i = 0; i < 200; i++) {
        store.audit().append(entry("x".repeat(500)));
      }
    }
    Path file = folder.resolve(Store.FILE);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 4096; i < bytes.length; i++) {
      bytes[i] = (byte) 0x5A;
    }
    Files.write(file, bytes);
    assertUnavailable(
        () -> {
          try (Store store = Store.open(folder, time)) {
            store.audit().list(Instant.EPOCH, 100);
          }
        },
        "is damaged",
        "backup");
  }

  @Test
  void aCopyIsMovedUntilSomebodyDecides() throws Exception {
    Path folder = made();
    Path copy = Files.createDirectories(temp.resolve("copy"));
    Files.copy(folder.resolve(Store.FILE), copy.resolve(Store.FILE));
    String original;
    try (Store store = Store.open(folder, time)) {
      original = store.identity().installationId();
      assertThatThrownBy(() -> store.decideIdentity(false))
          .isInstanceOfSatisfying(
              SignalboxException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_STATE));
    }
    try (Store store = Store.open(copy, time)) {
      assertThat(store.identity().moved()).isTrue();
      assertThat(store.decideIdentity(true).installationId()).isEqualTo(original);
      assertThat(store.identity().moved()).isFalse();
    }
    Files.move(copy.resolve(Store.FILE), folder.resolve("other.db"));
    Path replaced = Files.createDirectories(temp.resolve("replaced"));
    Files.copy(folder.resolve("other.db"), replaced.resolve(Store.FILE));
    try (Store store = Store.open(replaced, time)) {
      Store.Identity fresh = store.decideIdentity(false);
      assertThat(fresh.installationId()).isNotEqualTo(original);
      assertThat(fresh.moved()).isFalse();
    }
  }

  @Test
  void aDeletedOrEmptiedStoreIsNotTakenForANewOneWhileItsMachinesMayRun() throws Exception {
    Path folder = made();
    String original;
    try (Store store = Store.open(folder, time)) {
      original = store.identity().installationId();
      assertThat(store.identity().undecided()).isFalse();
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve(Store.FILE + ".identity"))))
        .isEqualTo("rw-------");
    Files.delete(folder.resolve(Store.FILE));
    for (int look = 0; look < 2; look++) {
      try (Store store = Store.open(folder, time)) {
        assertThat(store.identity().earlier()).isEqualTo(original);
        assertThat(store.identity().undecided()).isTrue();
        assertThat(store.identity().machinesOf()).isEqualTo(original);
        assertThat(store.identity().installationId()).isNotEqualTo(original);
      }
    }
    try (Store store = Store.open(folder, time)) {
      assertThat(store.decideIdentity(true).installationId()).isEqualTo(original);
      assertThat(store.identity().undecided()).isFalse();
    }
    Files.write(folder.resolve(Store.FILE), new byte[0]);
    String other;
    try (Store store = Store.open(folder, time)) {
      assertThat(store.identity().earlier()).isEqualTo(original);
      other = store.decideIdentity(false).installationId();
      assertThat(other).isNotEqualTo(original);
      assertThat(store.identity().undecided()).isFalse();
    }
    Files.delete(folder.resolve(Store.FILE));
    try (Store store = Store.open(folder, time)) {
      assertThat(store.identity().earlier()).isEqualTo(other);
    }
  }

  /** SQLite writes on into a file that has no name any more, and says that it is on disk. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aStoreThatIsTakenAwayOrReplacedWhileItIsOpenTakesNothing() throws Exception {
    Path folder = made();
    Path away = temp.resolve("away");
    try (Store store = Store.open(folder, time)) {
      store.audit().append(entry("before"));
      Files.move(folder, away);
      assertUnavailable(
          () -> store.audit().append(entry("into nothing")), "moved, deleted or replaced");
      try (Store other = Store.open(folder, time)) {
        other.audit().append(entry("another's"));
      }
      assertUnavailable(
          () -> store.audit().append(entry("beside another")), "moved, deleted or replaced");
      Files.move(folder, temp.resolve("another"));
      Files.move(away, folder);
      store.audit().append(entry("back"));
    }
    try (Store store = Store.open(folder, time)) {
      assertThat(store.audit().list(Instant.EPOCH, 10))
          .extracting(AuditEntry::subject)
          .containsExactly("back", "before", "kept");
    }
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
}
