package io.signalbox.core.store;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.Meta;
import io.signalbox.core.store.database.SqlSession;
import io.signalbox.core.store.database.StoreFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The installation's identity: a UUID made with the store and bound to the file's real path and
 * inode. A copy has another of at least one, whether it was copied elsewhere or put in the
 * original's place. A file beside the store repeats it, so that a store that was deleted or emptied
 * is not taken for a new one while the machines of the earlier run.
 */
final class InstallationIdentity {

  private static final String ID = "installation.id";
  private static final String PLACE = "installation.place";
  private static final String EARLIER = "installation.earlier";

  private final Database database;
  private final Meta meta;
  private final Path file;

  InstallationIdentity(Database database, Meta meta, Path file) {
    this.database = database;
    this.meta = meta;
    this.file = file;
  }

  /** Makes the identity of a new store, and the file beside one that has none. */
  void ensure() {
    if (meta.get(ID).isEmpty()) {
      database.run(session -> {
        // Read again in the transaction: another process may have made it meanwhile.
        if (meta.get(ID).isEmpty()) {
          meta.set(ID, UUID.randomUUID().toString());
          meta.set(PLACE, place());
          StoreFolder.readBeside(file).ifPresent(earlier -> meta.set(EARLIER, earlier));
        }
      });
    }
    if (StoreFolder.readBeside(file).isEmpty()) {
      StoreFolder.writeBeside(file, meta.get(ID).orElseThrow());
    }
  }

  Store.Identity read() {
    String bound = meta.get(PLACE).orElse("");
    return new Store.Identity(
        meta.get(ID).orElse(""),
        bound,
        !bound.equals(place()),
        meta.get(EARLIER).filter(earlier -> !earlier.isEmpty()).orElse(""));
  }

  /**
   * Settles what a moved store is, or a new one in an earlier one's place: that goes on under the
   * earlier identity ({@code keep}), or leaves the earlier's machines alone.
   *
   * @throws SignalboxException INVALID_STATE for {@code new} on a store that was not moved: it
   *     would abandon its own machines
   */
  Store.Identity decide(boolean keep) {
    database.run(session -> {
      Store.Identity before = read();
      if (!before.earlier().isEmpty()) {
        if (keep) {
          meta.set(ID, before.earlier());
        }
        meta.set(EARLIER, "");
        meta.set(PLACE, place());
        return;
      }
      if (!before.moved()) {
        if (!keep) {
          throw new SignalboxException(
              ErrorCode.INVALID_STATE,
              "The store " + file + " stands where it was made; a new identity is for a copy");
        }
        return;
      }
      if (!keep) {
        meta.set(ID, UUID.randomUUID().toString());
        abandonMachines(session);
      }
      meta.set(PLACE, place());
    });
    Store.Identity decided = read();
    StoreFolder.writeBeside(file, decided.installationId());
    return decided;
  }

  /** The machines the copied records speak of belong to the installation they were copied from. */
  private static void abandonMachines(SqlSession session) {
    session.execute(
        """
        UPDATE requests SET state = 'CANCELLED', finished_at = updated_at,
          message = 'Left to the installation this store was copied from'
        WHERE finished_at IS NULL
        """);
    session.execute(
        """
        DELETE FROM machines WHERE state NOT IN ('TERMINATED', 'RETURNED', 'FAILED')
        """);
    session.execute("UPDATE requests SET machines_stamp = random()");
  }

  private String place() {
    try {
      Path real = file.toRealPath();
      Object inode = Files.getAttribute(real, "unix:ino");
      return real + "#" + inode;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      // No inodes here (Windows): the path alone.
      return file.toAbsolutePath().normalize().toString();
    } catch (IOException e) {
      throw StoreFailures.unavailable(
          file, "cannot be found (" + e + ")", "check that its folder is still there", e);
    }
  }
}
