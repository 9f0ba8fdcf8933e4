package io.signalbox.core.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The state folder: its owner's alone. */
final class StoreFolder {

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

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
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, mode(folder, FOLDER));
      }
      makeFile(file);
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

  private static void makeFile(Path file) throws IOException {
    try {
      Files.createFile(file, mode(file, FILE));
    } catch (FileAlreadyExistsException e) {
      // Made before, or by another process just now.
      if (!Files.exists(file)) {
        throw e;
      }
    }
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".identity");
  }

  /** The identity that the file beside the store tells; empty where there is none. */
  static Optional<String> readBeside(Path file) {
    try {
      return Optional.of(Files.readString(beside(file)).strip()).filter(id -> !id.isEmpty());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StoreFailures.unavailable(
          beside(file), "cannot be read (" + e + ")", "make it readable for this user", e);
    }
  }

  static void writeBeside(Path file, String identity) {
    Path target = beside(file);
    Path fresh = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createFile(fresh, mode(fresh, FILE));
      Files.writeString(fresh, identity + "\n");
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StoreFailures.unavailable(
          target, "cannot be written (" + e + ")", "make its folder writable for this user", e);
    }
  }

  private static FileAttribute<?>[] mode(Path at, Set<PosixFilePermission> permissions) {
    return at.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
