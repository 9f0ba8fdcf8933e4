package io.signalbox.core.config;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** How a secret may be written: {@code ${ENV}}, {@code keychain:NAME} or {@code file:PATH}. */
final class SecretReference {

  /** The service a keychain entry stands under. */
  static final String SERVICE = "signalbox";

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
      return fromKeychain(reference.substring("keychain:".length()));
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

  /**
   * Opened only where somebody refers to it: it may ask a desktop service, and a server has none.
   */
  private static String fromKeychain(String name) {
    String fix =
        "; put it into the keychain under service '"
            + SERVICE
            + "' and account '"
            + name
            + "', or use ${ENV} or file:PATH";
    try (Keyring keychain = Keyring.create()) {
      return keychain.getPassword(SERVICE, name);
    } catch (BackendNotSupportedException | LinkageError e) {
      throw new IllegalArgumentException("there is no keychain to open here" + fix, e);
    } catch (Exception e) {
      // The library closes with a plain Exception; what it says may quote the entry, so it is not
      // repeated.
      throw new IllegalArgumentException("the keychain has no readable '" + name + "'" + fix, e);
    }
  }
}
