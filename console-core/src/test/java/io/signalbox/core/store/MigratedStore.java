package io.signalbox.core.store;

import io.signalbox.core.file.PrivateFiles;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.Driver;
import io.signalbox.core.store.database.Schema;
import io.signalbox.core.store.database.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A store of the newest schema that nobody has opened yet. Migrating an empty file takes longer
 * than most tests do, so that tests that are about something else begin with a copy of one.
 */
public final class MigratedStore {

  private static final class Template {
    static final byte[] BYTES = migrated();
  }

  private MigratedStore() {}

  /**
   * Puts one into a state folder, which is made; leaves a store that is there as it is, whichever
   * process puts it there meanwhile.
   *
   * @return the folder
   */
  public static Path in(Path stateFolder) {
    Path file = stateFolder.resolve(Store.FILE);
    if (Files.exists(file)) {
      return stateFolder;
    }
    try {
      PrivateFiles.makeFolder(stateFolder);
      Path fresh = stateFolder.resolve(UUID.randomUUID() + ".fresh");
      PrivateFiles.makeFile(fresh);
      Files.write(fresh, Template.BYTES);
      try {
        Files.createLink(file, fresh);
      } catch (FileAlreadyExistsException e) {
        // Another process was faster.
      }
      Files.delete(fresh);
      return stateFolder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] migrated() {
    try {
      Path folder = Files.createTempDirectory("signalbox-store");
      Path file = folder.resolve(Store.FILE);
      Driver.load();
      Schema.migrate(file, Database.dataSource(file, StoreOptions.DEFAULT), false);
      byte[] bytes = Files.readAllBytes(file);
      for (String each : folder.toFile().list()) {
        Files.delete(folder.resolve(each));
      }
      Files.delete(folder);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
