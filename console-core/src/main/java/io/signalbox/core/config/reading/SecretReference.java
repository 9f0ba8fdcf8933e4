package io.signalbox.core.config.reading;

import io.signalbox.core.config.Keychain;
import io.signalbox.core.file.InputFile;
import io.signalbox.core.file.Services;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.regex.Pattern;

/** How a secret may be written: {@code ${ENV}}, {@code keychain:NAME} or {@code file:PATH}. */
public final class SecretReference {

  /** The service a keychain entry stands under. */
  static final String SERVICE = "signalbox";

  /** No secret is longer, bytes. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");

  private SecretReference() {}

  /** Whether a text is one, whatever it leads to. */
  public static boolean isReference(String text) {
    return VARIABLE.matcher(text).matches()
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
    Path file = folder.resolve(path(reference.substring("file:".length())));
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalArgumentException(
            "the secret's file " + file + " can be read by others; run chmod 600 on it");
      }
      return new String(InputFile.read(file, MOST_BYTES), StandardCharsets.UTF_8).strip();
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? "" : ": " + e.getReason();
      throw new IllegalArgumentException(
          "the secret's file " + file + " cannot be read" + reason, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("the secret's file " + file + " cannot be read", e);
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("the secret's file is no path: " + e.getReason(), e);
    }
  }

  private static String fromKeychain(String name) {
    String fix =
        "; put it into the keychain under service '"
            + SERVICE
            + "' and account '"
            + name
            + "', or use ${ENV} or file:PATH";
    try {
      Iterator<Keychain> keychains = Services.of(Keychain.class).iterator();
      if (!keychains.hasNext()) {
        throw new IllegalStateException("no keychain is installed in this program");
      }
      return keychains.next().read(SERVICE, name);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage() + fix, e);
    } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
      // What other code says of its failure may quote the entry, so it is not repeated.
      throw new IllegalArgumentException(
          "the keychain fails with " + e.getClass().getName() + fix, e);
    }
  }
}
