package io.signalbox.core.store;

import static io.signalbox.core.store.StoreTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.ManualTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of the file that are not as they were written. */
class FlippedBytesTest {

  @TempDir Path temp;
  private final ManualTime time = new ManualTime();
  private Path file;

  @BeforeEach
  void fill() {
    file = temp.resolve(Store.FILE);
    Store.open(temp, time).close();
    try (Database database = new Database(file, StoreOptions.DEFAULT.asTemporary())) {
      database.run(session -> {
        for (int i = 0; i < 300; i++) {
          String id = "req-" + i;
          session.execute(
              "INSERT INTO requests (request_id, kind, state, template_id, requested,"
                  + " idempotency_key, actor, trace_id, created_at, updated_at, deadline,"
                  + " finished_at, message) VALUES (?, 'ACQUIRE', 'COMPLETE', 'web', 2, ?, 'ana',"
                  + " 't', 1, 1, 1, ?, '2 of 2 machines running')",
              id,
              "key-" + id,
              i == 0 ? null : 1L);
          session.execute(
              "INSERT INTO request_keys (key, request_id, digest) VALUES (?, ?, 'd')",
              "key-" + id,
              id);
          for (int j = 0; j < 4; j++) {
            session.execute(
                "INSERT INTO timeline (request_id, at, kind, good, title, detail)"
                    + " VALUES (?, 1, 'sent', 1, 'Sent to the provider', 'accepted at once')",
                id);
          }
          for (int j = 0; j < 2; j++) {
            session.execute(
                "INSERT INTO machines (provider, machine_id, name, request_id, state, host_id,"
                    + " instance_type, price_type, units, tags, late, reason, created_at,"
                    + " updated_at) VALUES ('p', ?, ?, ?, 'RUNNING', '', 'm', '', 1, '{}', 0, '',"
                    + " 1, 1)",
                "i-" + i + "-" + j,
                "n-" + i + "-" + j,
                id);
          }
        }
      });
    }
  }

  @Test
  void aStoreThatIsAsItWasWrittenIsSound() {
    try (Store store = Store.open(temp, time)) {
      assertThat(store.check()).isEmpty();
    }
  }

  /**
   * One flipped bit in each of 200 copies, at seeded places of the whole file. Half of a file holds
   * no row: gaps between cells, remnants of earlier ones. A flip there is not noticed and changes
   * nothing that is read.
   */
  @Test
  void everyFlippedBitIsNoticedOrChangesNothing() throws Exception {
    byte[] sound = Files.readAllBytes(file);
    List<String> content = content(sound);
    Random random = new Random(11);
    int noticed = 0;
    List<Integer> missed = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(sound.length);
      byte[] flipped = sound.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      if (isNoticed(flipped)) {
        noticed++;
      } else if (!content(flipped).equals(content)) {
        missed.add(at);
      }
    }
    assertThat(missed).isEmpty();
    assertThat(noticed).isGreaterThan(80);
  }

  @Test
  void aCountOfARequestThatIsOpenIsNotActedOnWhenItIsDamaged() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    int at = find(bytes, "key-req-0ana");
    bytes[at + 1] ^= 1;
    Files.write(file, bytes);
    assertUnavailable(() -> Store.open(temp, time).close(), "is damaged", "'req-0'", "requests");
  }

  @Test
  void damageIsFoundInAStoreThatNobodyHasOpen() throws Exception {
    assertThat(Store.check(temp, time)).isEmpty();
    assertThat(Store.check(temp.resolve("none"), time)).isEmpty();
    byte[] bytes = Files.readAllBytes(file);
    bytes[find(bytes, "key-req-7ana") + 1] ^= 1;
    Files.write(file, bytes);
    assertThat(Store.check(temp, time)).anyMatch(wrong -> wrong.contains("'req-7'"));
  }

  private boolean isNoticed(byte[] bytes) throws Exception {
    Path copy = Files.createTempDirectory(temp, "flipped");
    Files.write(copy.resolve(Store.FILE), bytes);
    try (Store store = Store.open(copy, time)) {
      return !store.check().isEmpty();
    } catch (SignalboxException e) {
      return true;
    }
  }

  /** Every row of every table, as it is read; but for when a migration ran, which nobody reads. */
  private List<String> content(byte[] bytes) throws Exception {
    Path copy = Files.createTempDirectory(temp, "read").resolve(Store.FILE);
    Files.write(copy, bytes);
    List<String> rows = new ArrayList<>();
    try (Database database = new Database(copy, StoreOptions.DEFAULT.asTemporary())) {
      for (String table :
          database.read(s ->
              s.select("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
                  .texts())) {
        rows.addAll(
            database.read(s ->
                s.select("SELECT " + columns(table) + " FROM " + table)
                    .list(row -> {
                      StringBuilder text = new StringBuilder(table);
                      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        text.append('|').append(row.getString(i));
                      }
                      return text.toString();
                    })));
      }
    }
    return rows;
  }

  private static String columns(String table) {
    return table.equals("flyway_schema_history")
        ? "installed_rank, version, description, type, script, checksum, success"
        : "*";
  }

  private static int find(byte[] bytes, String text) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(at).isPositive();
    return at;
  }
}
