package io.signalbox.core.store;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;

/** SQLite's driver and library. Loaded by one thread, whoever else comes waits for that. */
final class Driver {

  private Driver() {}

  /** Returns when they are loaded, or cannot be; that is told by whoever opens a connection. */
  static void load() {
    Loaded.FORMATS.getBusyTimeout();
  }

  /** The Java machine has one thread alone initialize it. */
  private static final class Loaded {
    /** It makes formats of dates first, for which it reads those of the user's language. */
    static final SQLiteConfig FORMATS = new SQLiteConfig();

    static {
      try {
        SQLiteJDBCLoader.initialize();
      } catch (Exception e) {
        // told by whoever opens a connection
      }
    }
  }
}
