package io.signalbox.core.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes folders and files that are their user's alone from the start (0700 and 0600), where the
 * file system has such permissions. Stateless and thread-safe; blocks.
 */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /**
   * Makes a folder and those above it that are missing. One that is there stays as it is: it may be
   * shared on purpose, and what stands in it is private by itself.
   */
  public static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, mode(folder, FOLDER));
    }
  }

  /**
   * Makes an empty file where there is none, and takes a file of ours that others can read from
   * them.
   *
   * @throws IOException where something else is in its place, or it cannot be made
   */
  public static void makeFile(Path file) throws IOException {
    try {
      Files.createFile(file, mode(file, FILE));
    } catch (FileAlreadyExistsException e) {
      if (!Files.exists(file)) {
        throw e;
      }
      InputFile.checkRegular(file);
      close(file);
    }
  }

  /** What a file is made with, by whoever makes and writes it at once. */
  static FileAttribute<?>[] ofFile(Path at) {
    return mode(at, FILE);
  }

  /** What a file or folder is made with to be its user's alone. */
  private static FileAttribute<?>[] mode(Path at, Set<PosixFilePermission> permissions) {
    return at.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static void close(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null || FILE.containsAll(view.readAttributes().permissions())) {
      return;
    }
    try {
      view.setPermissions(FILE);
    } catch (IOException e) {
      // Another user's, who shares it: that is for the two to settle.
      return;
    }
  }
}
