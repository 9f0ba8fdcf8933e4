package io.signalbox.core.bench;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.price.Prices;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.RequestIds;
import io.signalbox.core.request.Submission;
import io.signalbox.core.request.service.RequestService;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.store.Store;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sqlite.SQLiteConfig;

/**
 * Measures submissions beside bare commits in the same folder. Prints microseconds: a bare insert
 * and commit, one submission accepted and answered, and one of fifty at once accepted and answered.
 */
final class AcceptRun implements AutoCloseable {

  private static final int WARM_UP = 150;
  private static final int ROUNDS = 40;
  private static final int ALONE = 8;
  private static final int AT_ONCE = 50;

  private final Path folder = Files.createTempDirectory("signalbox-bench-");
  private final TimeSource time = TimeSource.system();
  private final EventStream events = new EventStream();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final MachineProvider provider = new MachineProvider("a", time);
  private final ConfigurationService configuration;
  private final Store store;
  private final RequestService requests;
  private final Connection bare;
  private final PreparedStatement insert;
  private long next;

  private AcceptRun() throws IOException, SQLException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"machines\"}]}}");
    Files.writeString(
        folder.resolve("templates.json"),
        """
        [{
          "template_id": "web", "image_id": "ami-1", "instance_type": "m5.large",
          "max_instances": 10, "subnet_ids": ["subnet-a", "subnet-b"], "tags": {"team": "grid"}
        }]
        """);
    configuration =
        new ConfigurationService(folder, null, name -> null, Map.of(), time, events, new Secrets());
    configuration.load();
    store = Store.open(folder.resolve("state"), time);
    TemplateCatalog templates =
        new TemplateCatalog(configuration::current, Map.of(), store.lastGood(), time, events);
    templates.refresh();
    requests =
        new RequestService(
            configuration::current,
            templates,
            Contexts.of(RoutingSettings.DEFAULT, List.of(provider)),
            new Prices(store.prices(), List::of),
            store.requests(),
            RequestIds.unique(),
            store.leases(),
            store.unitOfWork(),
            time,
            events,
            () -> new RequestService.Installation("bench", false),
            "bench",
            false,
            () -> 0.5,
            threads);
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

  public static void main(String[] args) throws Exception {
    List<List<Double>> micros =
        List.of(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    try (AcceptRun run = new AcceptRun()) {
      for (int round = 0; round < WARM_UP + ROUNDS; round++) {
        List<Double> measured = run.round();
        for (int i = 0; round >= WARM_UP && i < micros.size(); i++) {
          micros.get(i).add(measured.get(i));
        }
      }
    }
    micros.forEach(each -> System.out.println(Forked.median(each)));
  }

  private List<Double> round() throws Exception {
    List<Double> commits = new ArrayList<>();
    List<Double> accepted = new ArrayList<>();
    List<Double> answered = new ArrayList<>();
    for (int i = 0; i < ALONE; i++) {
      long begun = System.nanoTime();
      insert.setString(1, "req-" + UUID.randomUUID());
      insert.setString(2, "{\"templateId\":\"web\",\"machineCount\":2}");
      insert.executeUpdate();
      bare.commit();
      commits.add((System.nanoTime() - begun) / 1e3);
      begun = System.nanoTime();
      submit();
      answered.add((System.nanoTime() - begun) / 1e3);
      accepted.add((provider.lastAsked() - begun) / 1e3);
    }
    long begun = System.nanoTime();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      all.add(threads.submit(this::submit));
    }
    for (Future<?> each : all) {
      each.get();
    }
    double together = (System.nanoTime() - begun) / 1e3 / AT_ONCE;
    double asked = (provider.lastAsked() - begun) / 1e3 / AT_ONCE;
    return List.of(
        Forked.median(commits), Forked.median(accepted), Forked.median(answered), asked, together);
  }

  private void submit() {
    Submission submission = new Submission("web", 2, null, null, null, "bench", "trace-" + next++);
    requests.submit(
        submission,
        () ->
            store
                .audit()
                .append(
                    new AuditEntry(
                        0,
                        time.now(),
                        "bench",
                        "SubmitRequest",
                        "web",
                        "done",
                        "",
                        "trace",
                        Map.of(),
                        Map.of("count", 2))));
  }

  @Override
  public void close() throws Exception {
    requests.close();
    threads.close();
    store.close();
    bare.close();
    configuration.close();
    Forked.delete(folder);
  }
}
