package io.signalbox.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * What no other process draws, on this machine or another: the machine's own source of chance where
 * it has one as a file. Java's would have the providers of cryptography set up, at every start of a
 * verb that needs nothing else of them. Stateless and thread-safe.
 */
public final class Chance {

  private static final Path SOURCE = Path.of("/dev/urandom");

  private Chance() {}

  /** A name of 36 characters, in the form of a UUID. */
  public static String name() {
    ByteBuffer drawn = ByteBuffer.wrap(bytes(2 * Long.BYTES));
    return new UUID(drawn.getLong(), drawn.getLong()).toString();
  }

  public static long number() {
    return ByteBuffer.wrap(bytes(Long.BYTES)).getLong();
  }

  private static byte[] bytes(int count) {
    try (InputStream source = Files.newInputStream(SOURCE)) {
      byte[] drawn = source.readNBytes(count);
      if (drawn.length == count) {
        return drawn;
      }
    } catch (IOException e) {
      // Windows has no such file.
    }
    byte[] drawn = new byte[count];
    new SecureRandom().nextBytes(drawn);
    return drawn;
  }
}
