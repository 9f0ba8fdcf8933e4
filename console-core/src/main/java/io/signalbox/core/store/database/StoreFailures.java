package io.signalbox.core.store.database;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what SQLite says into STORE_UNAVAILABLE with what happened, where and what to do. */
public final class StoreFailures {

  private static final String DAMAGED = "is damaged";
  private static final String NO_STORE = "is not a Signalbox store";

  private StoreFailures() {}

  /** Whether what is in the file is not as it was written; else it may be, and cannot be read. */
  public static boolean isDamage(SignalboxException unavailable) {
    String problem = String.valueOf(unavailable.details().get("problem"));
    return problem.startsWith(DAMAGED) || problem.equals(NO_STORE);
  }

  /** The exception to throw for {@code failure}; one that is not SQLite's is returned as it is. */
  public static RuntimeException translate(Path file, RuntimeException failure) {
    if (failure instanceof SignalboxException) {
      return failure;
    }
    return sqlite(failure)
        .<RuntimeException>map(e -> of(file, e))
        .orElseGet(() ->
            failure instanceof SqlSession.SqlFailure
                ? unavailable(file, "cannot be used", "check its folder and disk", failure)
                : failure);
  }

  private static Optional<SQLiteException> sqlite(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLiteException e) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  private static SignalboxException of(Path file, SQLiteException e) {
    SQLiteErrorCode result = e.getResultCode();
    String name = result.name();
    if (name.startsWith("SQLITE_CONSTRAINT") || name.equals("SQLITE_ERROR")) {
      return new SignalboxException(
          ErrorCode.INTERNAL_ERROR,
          "The store " + file + " refused a statement: " + e.getMessage(),
          e);
    }
    if (name.startsWith("SQLITE_READONLY") || name.equals("SQLITE_PERM")) {
      return unavailable(
          file,
          "is read-only",
          "nothing was written; make the file and its folder writable for this user",
          e);
    }
    // A file that is read by all, and made by whoever opens first, finds no room either.
    if (name.equals("SQLITE_FULL") || name.equals("SQLITE_IOERR_SHMSIZE")) {
      return unavailable(
          file, "is full", "nothing was written; make room on its disk and try again", e);
    }
    if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
      return unavailable(
          file,
          "is in use by another process for longer than the busy limit",
          "nothing was written; try again, or find the process that holds it",
          e);
    }
    if (name.startsWith("SQLITE_CORRUPT")) {
      return unavailable(
          file,
          DAMAGED,
          "keep a copy of it and restore a backup; a new store is made when the file is moved away",
          e);
    }
    if (name.equals("SQLITE_NOTADB")) {
      return unavailable(file, NO_STORE, "move the file away, or set storage.path elsewhere", e);
    }
    if (name.startsWith("SQLITE_CANTOPEN")) {
      return unavailable(
          file,
          "cannot be opened",
          "check that the folder exists and is readable and writable for this user",
          e);
    }
    return unavailable(file, "cannot be used (" + name + ")", "check its disk and try again", e);
  }

  public static SignalboxException unavailable(
      Path file, String what, String advice, Throwable cause) {
    SignalboxException thrown = unavailable(file, what, advice);
    thrown.initCause(cause);
    return thrown;
  }

  public static SignalboxException unavailable(Path file, String what, String advice) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("file", file.toString());
    details.put("problem", what);
    details.put("advice", advice);
    return new SignalboxException(
        ErrorCode.STORE_UNAVAILABLE, "The store " + file + " " + what + ": " + advice, details);
  }

  public static SignalboxException closed(Path file) {
    return unavailable(file, "is closed", "nothing was written; open it again");
  }
}
