package io.signalbox.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** How a secret may be written: {@code ${ENV}}, {@code keychain:NAME} or {@code file:PATH}. */
final class SecretReference {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private SecretReference() {}

  static boolean isReference(String text) {
    return text.matches("\\$\\{[A-Za-z_][A-Za-z0-9_]*}")
        || text.startsWith("keychain:")
        || text.startsWith("file:");
  }

  /**
   * Reads the secret behind {@code file:} and {@code keychain:} references.
   *
   * @throws IllegalArgumentException saying why it cannot be had and what to do, never what it is
   */
  static String resolve(String reference, Path folder) {
    if (reference.startsWith("keychain:")) {
      throw new IllegalArgumentException(
          "keychain references need the desktop's keychain, which this edition does not open;"
              + " use ${ENV} or file:PATH");
    }
    Path file = folder.resolve(reference.substring("file:".length()));
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalArgumentException(
            "the secret's file " + file + " can be read by others; run chmod 600 on it");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("the secret's file " + file + " cannot be read", e);
    }
  }
}
