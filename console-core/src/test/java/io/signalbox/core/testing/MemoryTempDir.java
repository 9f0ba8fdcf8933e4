package io.signalbox.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes the folders of {@code @TempDir} in memory where the system has room for that, else where
 * Java makes them. Many tests open a store, and what it forces to a disk took a sixth of their
 * processor time. A process that is killed keeps nothing in its own memory either way, so that what
 * tests of durability prove is the same.
 */
public final class MemoryTempDir implements TempDirFactory {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 1L << 30;
  private static final boolean USED = isUsable();

  @Override
  public Path createTempDirectory(
      AnnotatedElementContext elementContext, ExtensionContext extensionContext)
      throws IOException {
    return USED ? Files.createTempDirectory(MEMORY, "junit-") : Files.createTempDirectory("junit-");
  }

  /** Containers often have 64 MB of it, and tests run scripts from their folders. */
  private static boolean isUsable() {
    try {
      if (!Files.isDirectory(MEMORY)
          || !Files.isWritable(MEMORY)
          || Files.getFileStore(MEMORY).getUsableSpace() < ROOM) {
        return false;
      }
      Path script =
          Files.createTempFile(
              MEMORY,
              "junit-",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try {
        return Files.isExecutable(script);
      } finally {
        Files.delete(script);
      }
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
