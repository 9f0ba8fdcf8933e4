package io.signalbox.core.config.table;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is proven on a whole open folder: what is read by more than the routing core. One line for
 * each: the key, the configuration with @ for the value, two values.
 */
final class WholeFolderProofs {

  private static final String ACTS =
      """
      version | {"version": "@"} | 1 | 2
      environment | {"environment": "@"} | test | production
      debug | {"debug": @} | true | false
      read_only | {"read_only": @} | true | false
      logging.level | {"logging": {"level": "@"}} | DEBUG | ERROR
      request.default_timeout | {"request": {"default_timeout": @}, "provider": {"a": {"type": "simulated", "launch_time_ms": 3600000}}} | 100 | 500
      request.reconcile_timeout | {"request": {"default_timeout": 60, "reconcile_timeout": @}, "provider": {"a": {"type": "simulated", "lost_reply_percent": 100, "partial_listing_percent": 100}}} | 100 | 500
      request.max_machines_per_request | {"request": {"max_machines_per_request": @}} | 1 | 5
      storage.path | {"storage": {"path": "@"}} | one | other
      storage.retention.requests_days | {"storage": {"retention": {"requests_days": @}}, "provider": {"a": {"type": "simulated", "capacity": {"*": 0}}}} | 1 | 9
      storage.retention.audit_days | {"storage": {"retention": {"audit_days": @}}} | 1 | 9
      storage.retention.max_requests | {"storage": {"retention": {"max_requests": @}}, "provider": {"a": {"type": "simulated", "capacity": {"*": 0}}}} | 100 | 200
      storage.retention.max_audit_entries | {"storage": {"retention": {"max_audit_entries": @}}} | 1000 | 2000
      template | {"template": @} | {"key_name": "one"} | {"key_name": "other"}
      provider.provider_defaults.NAME.template_defaults | {"provider": {"a": {"type": "simulated"}, "provider_defaults": {"simulated": {"template_defaults": @}}}} | {"key_name": "one"} | {"key_name": "other"}
      provider.providers[].template_defaults | {"provider": {"providers": [{"name": "a", "type": "simulated", "template_defaults": @}]}} | {"key_name": "one"} | {"key_name": "other"}
      provider.providers[].config | {"provider": {"providers": [{"name": "a", "type": "simulated", "config": @}]}} | {"latency": {"mean_ms": 10}} | {"latency": {"mean_ms": 900}}
      provider.providers[].name | {"provider": {"providers": [{"name": "@", "type": "simulated"}]}} | a | b
      provider.providers[].rehearsal.operations_per_second | {"provider": {"providers": [{"name": "a", "type": "simulated", "rehearsal": {"operations_per_second": @}}]}} | 0 | 9
      provider.providers[].extensions | {"provider": {"providers": [{"name": "a", "type": "extended", "extensions": {"racks": @}}]}} | {"rack": "one"} | {"rack": "other"}
      """;

  /** The key, the case, the configuration, two values, what wins, a variable that is set. */
  private static final String IDLE =
      """
      debug | LEVEL_BY_VARIABLE | {"debug": @} | true | false | HF_LOG_LEVEL | HF_LOG_LEVEL=INFO
      debug | LEVEL_SAID | {"debug": @, "logging": {"level": "WARN"}} | true | false | logging.level
      level | LEVEL_BY_VARIABLE | {"logging": {"level": "@"}} | DEBUG | ERROR | HF_LOG_LEVEL | HF_LOG_LEVEL=INFO
      template_defaults | NOBODY_OF_TYPE | {"provider": {"a": {"type": "simulated"}, "provider_defaults": {"gcp": {"template_defaults": @}}}} | {"key_name": "one"} | {"key_name": "other"} | no provider of type gcp
      operations_per_second | TAKES_NO_WORK | {"provider": {"providers": [{"name": "a", "type": "simulated", "enabled": false, "rehearsal": {"operations_per_second": @}}, {"name": "b", "type": "simulated"}]}} | 0 | 9 | not enabled
      extensions | NO_EXTENSION | {"provider": {"providers": [{"name": "a", "type": "simulated", "extensions": {"racks": @}}]}} | {"rack": "one"} | {"rack": "other"} | template_defaults
      """;

  private static final String TEMPLATE =
      "{\"templates\": [{\"template_id\": \"t\", \"max_instances\": 3}]}";

  private static final Caller ANA = new Caller("ana", "trace", false);

  private WholeFolderProofs() {}

  /**
   * @param path as the guide lists it
   * @param written the configuration, with @ for the value
   */
  record Acts(String path, String written, String one, String other) {}

  /**
   * @param variable of the environment, NAME=VALUE; empty for none
   */
  record IsIdle(
      String key,
      String idle,
      String written,
      String one,
      String other,
      String wins,
      String variable) {}

  static List<Acts> acts() {
    return ACTS.strip()
        .lines()
        .map(line -> line.split(" \\| "))
        .map(at -> new Acts(at[0].strip(), at[1], at[2].strip(), at[3].strip()))
        .toList();
  }

  static List<IsIdle> idle() {
    return IDLE.strip()
        .lines()
        .map(line -> line.split(" \\| "))
        .map(at ->
            new IsIdle(
                at[0].strip(),
                at[1],
                at[2],
                at[3].strip(),
                at[4].strip(),
                at[5].strip(),
                at.length > 6 ? at[6].strip() : ""))
        .toList();
  }

  /** Writes the folder; a configuration without providers gets a simulated one. */
  static void write(Path folder, String written) throws IOException {
    String whole =
        written.contains("\"provider\"")
            ? written
            : written.replaceFirst("}$", ", \"provider\": {\"a\": {\"type\": \"simulated\"}}}");
    Files.writeString(folder.resolve("config.json"), whole);
    Files.writeString(folder.resolve("templates.json"), TEMPLATE);
    // What is proven is no migration; where a place is written, the store is made there.
    if (!written.contains("\"storage\": {\"path\"")) {
      MigratedStore.in(folder.resolve(".signalbox"));
    }
  }

  /** What happens in an open folder, from its first opening to a look a week later. */
  static List<String> week(Path folder, String key, String variable) throws IOException {
    List<String> told = new ArrayList<>();
    ManualTime time = new ManualTime();
    Map<String, String> environment =
        variable.isEmpty() ? Map.of() : Map.of(variable.split("=")[0], variable.split("=")[1]);
    try (Signalbox opened = open(folder, environment, time, told)) {
      look(opened, told);
      work(opened, time, told);
      grow(opened, key);
      time.advance(Duration.ofDays(3));
    }
    try (Signalbox again = open(folder, environment, time, told)) {
      told.add(
          "requests "
              + again.queries().ask(new Query.ListRequests(null, Instant.EPOCH, 999)).size());
      told.add("audit " + again.queries().ask(new Query.Activity(Instant.EPOCH, 9_999)).size());
    }
    rehearse(folder, environment, time, told);
    told.add("files " + folders(folder));
    return told;
  }

  private static Signalbox open(
      Path folder, Map<String, String> environment, ManualTime time, List<String> told) {
    return Signalbox.open(
        SignalboxOptions.of(folder)
            .environment(environment)
            .time(time)
            .seed(1)
            .log(settings -> {
              told.add("log " + settings.level());
              return () -> {};
            })
            .build());
  }

  private static void look(Signalbox opened, List<String> told) {
    ConsoleSnapshot snapshot = opened.queries().ask(new Query.Snapshot());
    told.add(snapshot.environment() + " " + opened.commands().readOnly());
    told.add(opened.queries().ask(new Query.ShowConfiguration()).version());
    snapshot.providers().forEach(each -> told.add(each.name()));
    ResolvedTemplate template = opened.queries().ask(new Query.ShowTemplate("t", null));
    told.add(template.provider() + " " + template.value("key_name") + template.value("rack"));
  }

  private static void work(Signalbox opened, ManualTime time, List<String> told) {
    String request = submit(opened, 3, told);
    for (int minute = 0; minute < 12 && !request.isEmpty(); minute++) {
      time.advance(Duration.ofMinutes(1));
      opened
          .commands()
          .execute(new RequestCommand.Drive(List.of(request)), ANA)
          .forEach(each -> told.add(minuteOf(each.request())));
    }
    Instant before = time.now();
    for (var each : opened.queries().ask(new Query.ListProviders(false))) {
      act(told, () -> opened.commands().execute(new ProviderCommand.Check(each.name()), ANA));
    }
    told.add("checked in " + Duration.between(before, time.now()));
  }

  private static String minuteOf(MachineRequest request) {
    return request.state() + " " + request.machines().size();
  }

  /** Reads as the background work would send them. */
  private static void rehearse(
      Path folder, Map<String, String> environment, ManualTime time, List<String> told) {
    Signalbox.Played played =
        Signalbox.played(
            SignalboxOptions.of(folder).environment(environment).time(time).seed(1).build());
    try (Signalbox opened = played.signalbox()) {
      told.add("rehearsal " + played.traffic().operationsPerSecond());
      for (int i = 0; i < 4; i++) {
        played.traffic().send();
      }
      opened
          .queries()
          .ask(new Query.Snapshot())
          .providers()
          .forEach(each -> told.add(each.name() + " " + each.metrics().operations()));
    }
  }

  private static String submit(Signalbox opened, int count, List<String> told) {
    try {
      MachineRequest request =
          opened.commands().execute(new RequestCommand.Submit("t", count, null, null, null), ANA);
      told.add(minuteOf(request));
      return request.requestId();
    } catch (SignalboxException e) {
      told.add(e.code() + " " + e.getMessage());
      return "";
    }
  }

  private static void act(List<String> told, Runnable act) {
    try {
      act.run();
    } catch (SignalboxException e) {
      told.add(e.code().name());
    }
  }

  /** As many requests and entries as a limit on their number needs. */
  private static void grow(Signalbox opened, String key) {
    List<String> unheard = new ArrayList<>();
    int requests = key.equals("max_requests") ? 120 : 0;
    for (int i = 0; i < requests; i++) {
      submit(opened, 1, unheard);
    }
    int entries = key.equals("max_audit_entries") ? 1_100 : 0;
    opened.commands().setReadOnly(entries > 0);
    for (int i = 0; i < entries; i++) {
      act(unheard, () -> opened.commands().execute(new ProviderCommand.Enable("a", ""), ANA));
    }
  }

  private static String folders(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isDirectory)
          .map(each -> folder.relativize(each).toString())
          .sorted()
          .collect(Collectors.joining(" "));
    }
  }
}
