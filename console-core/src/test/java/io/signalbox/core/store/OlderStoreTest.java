package io.signalbox.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.Schema;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that the first released program made. */
class OlderStoreTest {

  @TempDir Path temp;
  private final ManualTime time = new ManualTime();

  @Test
  void everythingInAStoreOfTheFirstProgramIsReadAfterItsMigration() throws Exception {
    make();
    try (Store store = Store.open(temp, time)) {
      MachineRequest request = store.requests().find("req-1").orElseThrow();
      assertThat(request.state()).isEqualTo(RequestState.ACQUIRING);
      assertThat(request.attempts()).hasSize(1);
      assertThat(request.attempts().getFirst().provider()).isEqualTo("p");
      assertThat(request.attempts().getFirst().estimate()).isEqualTo(PriceEstimate.NOT_KEPT);
      assertThat(request.machines()).hasSize(1);
      assertThat(request.machines().getFirst().state()).isEqualTo(MachineState.RUNNING);
      assertThat(store.requests().findByKey("key")).isPresent();
      assertThat(store.requests().openRequests()).containsExactly("req-1");
      assertThat(store.requests().timeline("req-1")).hasSize(1);
      assertThat(store.audit().list(Instant.EPOCH, 10))
          .extracting(AuditEntry::subject)
          .containsExactly("req-1");
      assertThat(store.health().last("p").orElseThrow().reason()).isEqualTo("Answered");
      assertThat(store.routing().peekPick("r")).isEqualTo(7);
      assertThat(store.routing().circuits()).hasSize(1);
      assertThat(store.overrides().generation()).isEqualTo(3);
      assertThat(store.identity().installationId()).isEqualTo("the-installation");
      assertThat(store.check()).isEmpty();
    }
    try (Database database = new Database(temp.resolve(Store.FILE), StoreOptions.DEFAULT)) {
      List<String> holds =
          database.read(s ->
              s.select("SELECT kind || ' ' || name || ' ' || who FROM operator_holds").texts());
      assertThat(holds).containsExactly("PROVIDER q ana");
    }
  }

  @Test
  void aMigrationThatWasCutShortLeavesNoProgramAHalfMadeStoreAndIsGoneOnWith() throws Exception {
    make();
    Path file = temp.resolve(Store.FILE);
    execute(file, "ALTER TABLE leases RENAME TO leases_away");
    assertThatThrownBy(() -> Store.open(temp, time)).isInstanceOf(SignalboxException.class);
    assertThat(version(file)).isEqualTo(Schema.BETWEEN);
    assertThatThrownBy(() -> Store.open(temp, time, StoreOptions.DEFAULT.asReadOnly()))
        .hasMessageContaining("is being brought to a newer schema version");
    execute(file, "ALTER TABLE leases_away RENAME TO leases");
    try (Store store = Store.open(temp, time)) {
      assertThat(store.requests().find("req-1")).isPresent();
      assertThat(store.check()).isEmpty();
    }
    assertThat(version(file)).isEqualTo(Schema.NEWEST);
  }

  private static void execute(Path file, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int version(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }

  /** As that program left it: its two migrations, and a row in most tables. */
  private void make() throws Exception {
    String url = "jdbc:sqlite:" + temp.resolve(Store.FILE);
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:io/signalbox/core/store")
        .target("2")
        .loggers("slf4j")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql :
          """
          INSERT INTO meta VALUES ('installation.id', 'the-installation');
          INSERT INTO meta VALUES ('installation.place', 'elsewhere');
          INSERT INTO meta VALUES ('generation', '3');
          INSERT INTO requests VALUES ('req-1', 'ACQUIRE', 'ACQUIRING', 'web', 1, 'p', NULL, 'key',
            'ana', 't', 1000000, 1000000, 900000000, NULL, 'sent', NULL, NULL);
          INSERT INTO attempts VALUES ('req-1', 1, 'p', 1, 'a-1', 'only one', '', 'ACCEPTED', 'r-1',
            '', '', 1000000, NULL, NULL, 'SOLE', '');
          INSERT INTO machines VALUES (1, 'p', 'i-1', 'n-1', 'req-1', NULL, 'RUNNING', NULL, NULL,
            NULL, '', 'm', 'ondemand', 1, '{}', 0, '', 1000000, 1000000);
          INSERT INTO request_keys VALUES ('key', 'req-1', 'd');
          INSERT INTO timeline VALUES (1, 'req-1', 1000000, 'sent', 1, 'Sent', '');
          INSERT INTO audit VALUES (1, 1000000, 'ana', 'SubmitRequest', 'req-1', 'done', '', 't',
            '{}', '{}');
          INSERT INTO health_last VALUES ('p', 'HEALTHY', 1000000, 1000000, 'Answered', 0, NULL,
            'check', 0);
          INSERT INTO picks VALUES ('r', 7);
          INSERT INTO circuits VALUES ('c', 1, 3, 1000000, NULL, 'r', 3, 0, 1000000, NULL);
          INSERT INTO manual_states VALUES ('q', 'DRAINED', 'ana', 'disk', 1000000, NULL);
          INSERT INTO leases VALUES ('request:req-1', '1-2', 1000000);
          PRAGMA user_version = 2
          """
              .split(";")) {
        statement.execute(sql);
      }
    }
  }
}
