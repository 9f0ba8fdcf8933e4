package io.signalbox.core.store;

import io.signalbox.core.file.InputFile;
import io.signalbox.core.file.PrivateFiles;
import io.signalbox.core.store.database.StoreFailures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** The state folder: its owner's alone. */
final class StoreFolder {

  /** An identity has 36. */
  private static final int MOST_BYTES = 1_024;

  private StoreFolder() {}

  /**
   * Makes folder and empty file where they are missing; SQLite gives its side files the same mode.
   */
  static Path prepare(Path folder, boolean readOnly) {
    Path file = folder.resolve(Store.FILE);
    if (readOnly) {
      if (!Files.isRegularFile(file)) {
        throw StoreFailures.unavailable(
            file, "does not exist", "open it once for writing to make it");
      }
      return folder;
    }
    try {
      PrivateFiles.makeFolder(folder);
      if (!Files.isDirectory(file)) {
        PrivateFiles.makeFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      throw StoreFailures.unavailable(
          file,
          "cannot be made: " + e.getFile() + " is in its way",
          "move that away, or set storage.path to another folder",
          e);
    } catch (IOException e) {
      throw StoreFailures.unavailable(
          file,
          "cannot be made (" + e + ")",
          "make the folder writable for this user, or set storage.path to one that is",
          e);
    }
    if (Files.isDirectory(file)) {
      throw StoreFailures.unavailable(file, "is a folder", "move it away, or set storage.path");
    }
    return folder;
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".identity");
  }

  /** The identity that the file beside the store tells; empty where there is none. */
  static Optional<String> readBeside(Path file) {
    try {
      return Optional.of(text(beside(file)).strip()).filter(id -> !id.isEmpty());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StoreFailures.unavailable(
          beside(file), "cannot be read (" + e + ")", "make it readable for this user", e);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(InputFile.read(file, MOST_BYTES), StandardCharsets.UTF_8);
  }

  static void writeBeside(Path file, String identity) {
    Path target = beside(file);
    Path fresh = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID());
    try {
      PrivateFiles.makeFile(fresh);
      Files.writeString(fresh, identity + "\n");
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StoreFailures.unavailable(
          target, "cannot be written (" + e + ")", "make its folder writable for this user", e);
    }
  }
}
