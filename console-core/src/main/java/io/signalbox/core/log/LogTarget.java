package io.signalbox.core.log;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a program keeps the log lines of an open folder. The core writes to SLF4J alone, opens no
 * file and changes no level: who opens a folder says with this what becomes of what the folder's
 * configuration says of the log.
 */
@FunctionalInterface
public interface LogTarget {

  /** The program's log is configured elsewhere, and stays as it is. */
  LogTarget ELSEWHERE = settings -> () -> {};

  /**
   * Called once for each opening, when the configuration has been read and before anything else is
   * opened; what it throws ends the opening.
   *
   * @return ends what was begun, after everything else is closed
   */
  Attachment attach(LogSettings settings);

  /** What was attached to a log; never throws. */
  @FunctionalInterface
  interface Attachment extends AutoCloseable {
    @Override
    void close();

    /** The file that lines go to, for who looks whether they do; empty where there is none. */
    default Optional<Path> file() {
      return Optional.empty();
    }
  }
}
