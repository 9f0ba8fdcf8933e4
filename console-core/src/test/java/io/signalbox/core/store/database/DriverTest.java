package io.signalbox.core.store.database;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteJDBCLoader;

final class DriverTest {

  /** Else each start opens three jars again to look for what nobody has left. */
  @Test
  void theDriverStillHasWhatLoadsItsLibraryAlone() {
    assertThatCode(() -> SQLiteJDBCLoader.class.getDeclaredMethod(Driver.LOADS))
        .doesNotThrowAnyException();
  }
}
