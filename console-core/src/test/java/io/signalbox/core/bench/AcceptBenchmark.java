package io.signalbox.core.bench;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.sqlite.SQLiteConfig;

/**
 * What makes a request accepted (intent, key and audit entry in one durable transaction) against
 * one bare insert and commit, both in WAL mode with {@code synchronous=FULL} in the same folder.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AcceptBenchmark {

  private @Nullable Path folder;
  private @Nullable Store store;
  private @Nullable Connection bare;
  private @Nullable PreparedStatement insert;
  private long next;

  @Setup
  public void open() throws IOException, SQLException {
    folder = Files.createTempDirectory("signalbox-bench-");
    store = Store.open(folder.resolve("state"), TimeSource.system());
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    bare = config.createConnection("jdbc:sqlite:" + folder.resolve("bare.db"));
    try (var statement = bare.createStatement()) {
      statement.execute("CREATE TABLE accepted (id TEXT PRIMARY KEY, body TEXT NOT NULL)");
    }
    bare.setAutoCommit(false);
    insert = bare.prepareStatement("INSERT INTO accepted VALUES (?, ?)");
  }

  @TearDown
  public void close() throws IOException, SQLException {
    Objects.requireNonNull(bare).close();
    Objects.requireNonNull(store).close();
    try (var files = Files.walk(Objects.requireNonNull(folder))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Benchmark
  public void bareInsertAndCommit() throws SQLException {
    PreparedStatement statement = Objects.requireNonNull(insert);
    statement.setString(1, "req-" + next++);
    statement.setString(2, "{\"templateId\":\"bench\",\"machineCount\":2}");
    statement.executeUpdate();
    Objects.requireNonNull(bare).commit();
  }

  @Benchmark
  public void acceptedRequest() {
    Store open = Objects.requireNonNull(store);
    String id = "req-" + next++;
    Instant now = Instant.now();
    MachineRequest request =
        new MachineRequest(
            id,
            RequestKind.ACQUIRE,
            RequestState.PENDING,
            "bench",
            2,
            null,
            id,
            "bench",
            "trace",
            now,
            now,
            now.plus(Duration.ofMinutes(5)),
            null,
            "Accepted",
            List.of(),
            List.of());
    AuditEntry entry =
        new AuditEntry(
            0,
            now,
            "bench",
            "SubmitRequest",
            id,
            "done",
            "",
            "trace",
            Map.of(),
            Map.of("count", 2));
    open.unitOfWork()
        .inTransaction(() -> {
          open.requests().save(request);
          open.requests().saveKey(id, id, "digest");
          open.audit().append(entry);
        });
  }
}
