package io.signalbox.core.readiness;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.ReadinessCommand;
import io.signalbox.core.query.Query;
import io.signalbox.core.readiness.ReadinessRun.Evidence;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A console of two providers in a chain, and its checklist. */
abstract class ReadinessWorld {

  static final Caller ANA = new Caller("ana (test)", "trace-1", false);

  static final String GOOD =
      """
      {"provider": {
        "providers": [
          {"name": "east", "type": "simulated", "simulates": "aws", "config": {"latency.mean_ms": 1}},
          {"name": "west", "type": "simulated", "simulates": "aws", "config": {"latency.mean_ms": 1}}],
        "routing": {"root": "line", "strategies": {
          "line": {"kind": "failover", "mode": "CIRCUIT_BREAKER", "members": ["east", "west"],
            "circuit_breaker_threshold": 5}}}}}
      """;

  @TempDir Path root;
  Path folder = Path.of(".");
  final ManualTime time = new ManualTime();
  private final List<Signalbox> opened = new ArrayList<>();

  @BeforeEach
  void configure() throws IOException {
    folder = Files.createDirectory(root.resolve("config"));
    write(GOOD);
  }

  @AfterEach
  void close() {
    opened.forEach(Signalbox::close);
  }

  void write(String configuration) throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, configuration);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  SignalboxOptions.Builder options() {
    MigratedStore.in(folder.resolve(".signalbox"));
    return SignalboxOptions.of(folder).time(time).seed(1);
  }

  Signalbox open() {
    return keep(Signalbox.played(options().build()).signalbox());
  }

  Signalbox keep(Signalbox signalbox) {
    opened.add(signalbox);
    return signalbox;
  }

  static ReadinessView view(Signalbox signalbox, ReadinessCheck check) {
    return signalbox.queries().ask(new Query.Readiness()).checks().get(check.ordinal());
  }

  static ReadinessView run(Signalbox signalbox, ReadinessCheck... checks) {
    signalbox.commands().execute(new ReadinessCommand.RunChecks(Arrays.asList(checks)), ANA);
    return view(signalbox, checks[checks.length - 1]);
  }

  static Finding finding(ReadinessView view) {
    return Objects.requireNonNull(view.last()).finding();
  }

  /** The row of a subject. */
  static Evidence row(ReadinessView view, String subject) {
    return finding(view).evidence().stream()
        .filter(each -> each.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError(subject + " is not in " + finding(view).evidence()));
  }

  static String withAlerts(String alerts) {
    return GOOD.replaceFirst(
        "\\{\"provider\": \\{", "{\"alerts\": {" + alerts + "}, \"provider\": {");
  }
}
