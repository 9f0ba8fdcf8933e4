package io.signalbox.core.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Counts the commits of a SQLite file in WAL mode, whichever process or thread makes them: the
 * frames of its log that end a transaction. While this is open the log is kept.
 */
public final class WalCommits implements AutoCloseable {

  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;

  private final Path log;
  private final Connection keeper;

  /** The file must exist. */
  public WalCommits(Path database) throws SQLException {
    this.log = database.resolveSibling(database.getFileName() + "-wal");
    this.keeper = DriverManager.getConnection("jdbc:sqlite:" + database);
    try (Statement statement = keeper.createStatement()) {
      statement.executeQuery("SELECT count(*) FROM sqlite_schema").close();
    }
  }

  /** Since the log was begun. */
  public int count() throws IOException {
    if (!Files.exists(log) || Files.size(log) < HEADER) {
      return 0;
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log));
    int page = bytes.getInt(8);
    int salt = bytes.getInt(16);
    int commits = 0;
    for (int at = HEADER; at + FRAME_HEADER + page <= bytes.limit(); at += FRAME_HEADER + page) {
      if (bytes.getInt(at + 8) != salt) {
        break;
      }
      if (bytes.getInt(at + 4) != 0) {
        commits++;
      }
    }
    return commits;
  }

  @Override
  public void close() throws SQLException {
    keeper.close();
  }
}
