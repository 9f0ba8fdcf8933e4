package io.signalbox.core.store.database;

import java.lang.reflect.Method;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;

/** SQLite's driver and library. Loaded by one thread, whoever else comes waits for that. */
public final class Driver {

  /** Where the library is unpacked already. */
  private static final String UNPACKED = "org.sqlite.lib.path";

  /** What loads it, of the driver's. */
  static final String LOADS = "loadSQLiteNativeLibrary";

  private Driver() {}

  /** Returns when they are loaded, or cannot be; that is told by whoever opens a connection. */
  public static void load() {
    Loaded.FORMATS.getBusyTimeout();
  }

  /** The Java machine has one thread alone initialize it. */
  private static final class Loaded {
    /** It makes formats of dates first, for which it reads those of the user's language. */
    static final SQLiteConfig FORMATS = new SQLiteConfig();

    static {
      if (System.getProperty(UNPACKED) != null) {
        loadUnpacked();
      }
      try {
        SQLiteJDBCLoader.initialize();
      } catch (Exception e) {
        // told by whoever opens a connection
      }
    }

    /**
     * The driver clears first what earlier processes have unpacked and left. Where nobody unpacks
     * there is nothing, and it would open the jars in front of its own for the name of that.
     */
    private static void loadUnpacked() {
      try {
        Method loads = SQLiteJDBCLoader.class.getDeclaredMethod(LOADS);
        loads.setAccessible(true);
        loads.invoke(null);
      } catch (ReflectiveOperationException e) {
        // A driver of another make: it loads the library in its own way.
      }
    }
  }
}
