package io.signalbox.core.proof;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.StoreCounters;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.store.database.StoreStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;

/**
 * Many callers ask for machines at once: whether any is refused or failed by our own limits, how
 * many are accepted and completed a second, and how many commits one costs beside a bare insert and
 * commit. Writes its table to {@code out}; ends with status 1 where a request did not get what it
 * asked for.
 */
public final class Callers {

  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "out", "docs/proof",
          "requests", "5000",
          "callers", "200",
          "machines", "2",
          "providers", "5",
          "seconds", "900");

  private final Arguments arguments;
  private final Path folder;
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

  private Callers(Arguments arguments, Path folder) {
    this.arguments = arguments;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    Path folder = Files.createTempDirectory("signalbox-callers-");
    boolean good;
    try {
      good = new Callers(arguments, folder).run();
    } finally {
      Tables.delete(folder);
    }
    System.exit(good ? 0 : 1);
  }

  private boolean run() throws Exception {
    double bare = bareCommits();
    Files.writeString(folder.resolve("config.json"), configuration());
    Files.writeString(
        folder.resolve("templates.json"),
        "{\"templates\": [{\"template_id\": \"web\", \"provider_api\": \"RunInstances\","
            + " \"instance_type\": \"m5.large\", \"max_instances\": 5}]}");
    SignalboxOptions options = SignalboxOptions.of(folder).background(true).seed(7).build();
    int requests = arguments.number("requests");
    try (Signalbox core = Signalbox.open(options)) {
      StoreStatistics before = StoreCounters.of(core);
      long begun = System.nanoTime();
      submit(core);
      double accepted = seconds(begun);
      StoreStatistics then = StoreCounters.of(core);
      List<MachineRequest> all = finished(core, begun);
      double ended = seconds(begun);
      StoreStatistics after = StoreCounters.of(core);
      Map<String, Integer> states = new TreeMap<>();
      Map<String, Integer> messages = new TreeMap<>();
      int machines = 0;
      for (MachineRequest each : all) {
        states.merge(each.state().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        machines += each.machines().size();
        if (each.state() != RequestState.COMPLETE) {
          messages.merge(each.message(), 1, Integer::sum);
        }
      }
      String page =
          String.format(
              Locale.ROOT,
              """
              # Many callers at once

              %,d requests of %d machines by %d callers to one core with %d simulated providers under the limits that are the
              default. The aim: none refused, none failed, by limits of our own.

              |  | found |
              |---|---:|
              | accepted | %,d of %,d |
              | refused | %s |
              | ended | %s |
              | machines recorded | %,d of %,d |
              | why others did not complete | %s |
              | accepted a second | %.0f |
              | completed a second, from the first call to the last end | %.0f |
              | write transactions a request, until accepted and in all | %.2f, %.2f |
              | commits forced to disk a request, until accepted and in all | %.2f, %.2f |
              | bare insert and commit on one thread in the same folder, a second | %.0f |

              """,
              requests,
              arguments.number("machines"),
              arguments.number("callers"),
              arguments.number("providers"),
              all.size(),
              requests,
              refusals.isEmpty() ? "none" : new TreeMap<>(refusals).toString(),
              states,
              machines,
              requests * arguments.number("machines"),
              messages.isEmpty() ? "none" : messages.toString(),
              requests / accepted,
              all.size() / ended,
              (then.transactions() - before.transactions()) / (double) requests,
              (after.transactions() - before.transactions()) / (double) requests,
              (then.commits() - before.commits()) / (double) requests,
              (after.commits() - before.commits()) / (double) requests,
              bare);
      Tables.write(
          Path.of(arguments.text("out")),
          "callers.md",
          page + Tables.measured("./mvnw -Pproof -Dproof=callers"));
      System.out.println(page);
      return refusals.isEmpty()
          && states.equals(Map.of("complete", requests))
          && machines == requests * arguments.number("machines");
    }
  }

  private String configuration() {
    List<String> providers = new ArrayList<>();
    for (int i = 0; i < arguments.number("providers"); i++) {
      providers.add(
          "{\"name\": \"cloud-"
              + i
              + "\", \"type\": \"simulated\", \"simulates\": \"aws\", \"config\":"
              + " {\"latency\": {\"mean_ms\": 20}, \"launch_time_ms\": 2000}}");
    }
    return "{\"environment\": \"crowd\", \"provider\": {\"selection_policy\": \"ROUND_ROBIN\","
        + " \"providers\": ["
        + String.join(",", providers)
        + "]}, \"request\": {\"default_timeout\": "
        + arguments.text("seconds")
        + "}}";
  }

  private void submit(Signalbox core) throws Exception {
    int callers = arguments.number("callers");
    int each = arguments.number("requests") / callers;
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        Caller who = new Caller("caller-" + caller + " (crowd)", "crowd-" + caller, false);
        all.add(
            crowd.submit(() -> {
              for (int i = 0; i < each; i++) {
                submit(core, who);
              }
            }));
      }
      for (Future<?> future : all) {
        future.get();
      }
    }
  }

  private void submit(Signalbox core, Caller who) {
    try {
      core.commands()
          .execute(
              new RequestCommand.Submit("web", arguments.number("machines"), null, null, null),
              who);
    } catch (SignalboxException e) {
      refusals.merge(e.code() + ": " + e.getMessage(), 1, Integer::sum);
    }
  }

  private List<MachineRequest> finished(Signalbox core, long begun) throws InterruptedException {
    int limit = arguments.number("requests") * 2;
    while (true) {
      List<MachineRequest> all =
          core.queries().ask(new Query.ListRequests(null, Instant.EPOCH, limit));
      boolean open = all.stream().anyMatch(each -> !each.state().isFinal());
      if (!open || seconds(begun) > 2 * arguments.number("seconds")) {
        return all;
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Inserts and commits a second, one thread, the store's own journal and durability. */
  private double bareCommits() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    int rows = 2_000;
    try (Connection bare = config.createConnection("jdbc:sqlite:" + folder.resolve("bare.db"))) {
      try (var statement = bare.createStatement()) {
        statement.execute("CREATE TABLE accepted (id TEXT PRIMARY KEY, body TEXT NOT NULL)");
      }
      bare.setAutoCommit(false);
      long begun = System.nanoTime();
      try (PreparedStatement insert = bare.prepareStatement("INSERT INTO accepted VALUES (?, ?)")) {
        for (int i = 0; i < rows; i++) {
          insert.setString(1, "req-" + i);
          insert.setString(2, "{\"templateId\":\"web\",\"machineCount\":2}");
          insert.executeUpdate();
          bare.commit();
        }
      }
      return rows / seconds(begun);
    }
  }
}
