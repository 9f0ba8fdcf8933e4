package io.signalbox.core.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/** SQLite is partly a library of the machine's own code, which is unpacked at its first use. */
final class NoLibraryTest {

  @Test
  void aTemporaryFolderThatTakesNoLibraryIsToldAsAStoreThatCannotBeOpened() {
    SQLiteDataSource bare =
        new SQLiteDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            throw new SQLException(
                "Error opening connection", new IOException("No native library found"));
          }
        };
    SignalboxException told =
        catchThrowableOfType(
            SignalboxException.class, () -> Schema.migrate(Path.of("signalbox.db"), bare, false));
    assertThat(told.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    assertThat(told)
        .hasMessageContaining("No native library found")
        .hasMessageContaining(System.getProperty("java.io.tmpdir"));
  }
}
