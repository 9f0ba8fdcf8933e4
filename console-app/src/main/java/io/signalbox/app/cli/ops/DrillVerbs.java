package io.signalbox.app.cli.ops;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.DocumentWriter;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Session;
import io.signalbox.app.report.DrillDocument;
import io.signalbox.core.command.DrillCommand;
import io.signalbox.core.drill.DrillReport;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.drill.ScenarioView;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.file.InputFile;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rehearsals on simulated stand-ins. */
class DrillVerbs {

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final double FASTEST = 1_000;

  final CliContext context;

  DrillVerbs(CliContext context) {
    this.context = context;
  }

  @Command(
      name = "drill",
      description = {
        "Plays a scenario on simulated stand-ins of the providers and reports how routing did.",
        "Nothing configured is touched. Without a scenario, lists those there are."
      })
  int drill(
      @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "Such as black-hole.")
          @Nullable String scenario,
      @Option(names = "--list", description = "Lists the scenarios.") boolean list,
      @Option(
              names = "--speed",
              paramLabel = "X",
              description = "Played seconds in one second, 1 to 1000. Default: 0, without waiting.")
          @Nullable String speed,
      @Option(names = "--report", paramLabel = "FILE", description = "Writes the report as JSON.")
          @Nullable String report) {
    double pace = speed == null ? 0 : speed(speed);
    Path file = report == null ? null : file(report);
    try (Session session = context.open()) {
      List<ScenarioView> scenarios = session.ask(new Query.DrillScenarios());
      if (list || scenario == null) {
        context.print(scenarios.stream().map(DrillVerbs::document).toList(), () -> text(scenarios));
        return 0;
      }
      List<String> names = scenarios.stream().map(ScenarioView::name).toList();
      if (!names.contains(scenario)) {
        throw new SignalboxException(
            ErrorCode.INVALID_INPUT,
            "There is no scenario '" + scenario + "', expected one of " + names,
            Map.of("field", "SCENARIO", "found", scenario, "allowed", names));
      }
      DrillView done = play(session, scenario, pace);
      DrillReport result = done.report();
      if (result == null) {
        return context.fail(
            new SignalboxException(
                ErrorCode.INTERNAL_ERROR, "The drill " + done.id() + " ended without a report"));
      }
      Map<String, @Nullable Object> document = DrillDocument.of(result);
      if (file != null) {
        write(file, document);
        context.note("The report is in " + file);
      }
      context.print(document, () -> text(done, result));
      return done.state() == DrillView.State.DONE
          ? 0
          : context.fail(
              new SignalboxException(
                  ErrorCode.INVALID_STATE, "The drill was stopped before its end"));
    }
  }

  private static DrillView play(Session session, String scenario, double speed) {
    DrillView view = session.execute(new DrillCommand.StartDrill(scenario, speed));
    String id = view.id();
    while (view.state() == DrillView.State.RUNNING) {
      pause();
      view =
          session
              .ask(new Query.CurrentDrill())
              .filter(each -> each.id().equals(id))
              .orElseThrow(() ->
                  new SignalboxException(
                      ErrorCode.INTERNAL_ERROR, "The drill " + id + " is not there any more"));
    }
    return view;
  }

  /** Before what runs in the background is asked after again. */
  static void pause() {
    try {
      TimeSource.system().sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignalboxException(ErrorCode.TIMEOUT, "Interrupted while it ran");
    }
  }

  private static double speed(String text) {
    try {
      double speed = Double.parseDouble(text.strip());
      if (speed == 0 || (speed >= 1 && speed <= FASTEST)) {
        return speed;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw Inputs.invalid(
        "--speed is '" + text + "', expected 1 to 1000, or 0 for no waiting", "--speed", text);
  }

  private static Path file(String text) {
    try {
      Path file = Path.of(text).toAbsolutePath();
      Path folder = file.getParent();
      if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
        throw unwritable(text, "it is a folder, or its folder is not there");
      }
      InputFile.checkRegular(file);
      return file;
    } catch (InvalidPathException e) {
      throw unwritable(text, e.getReason());
    } catch (IOException e) {
      throw unwritable(text, "it is no regular file");
    }
  }

  private static void write(Path file, Map<String, @Nullable Object> document) {
    try {
      Files.writeString(file, DocumentWriter.json(document) + "\n");
    } catch (IOException e) {
      throw unwritable(file.toString(), e.getClass().getSimpleName());
    }
  }

  private static SignalboxException unwritable(String file, String why) {
    return Inputs.invalid(
        "The report cannot be written to '" + file + "': " + why, "--report", file);
  }

  private static Map<String, @Nullable Object> document(ScenarioView scenario) {
    return Doc.start()
        .put("name", scenario.name())
        .put("title", scenario.title())
        .put("description", scenario.description())
        .put("length_s", scenario.length().toSeconds())
        .map();
  }

  private static String text(List<ScenarioView> scenarios) {
    Table table = Table.of("SCENARIO", ">LENGTH S", "WHAT HAPPENS");
    for (ScenarioView scenario : scenarios) {
      table.row(scenario.name(), scenario.length().toSeconds(), scenario.description());
    }
    return table.render("There is no scenario.");
  }

  private static String text(DrillView view, DrillReport report) {
    StringBuilder text = new StringBuilder(view.scenario().title()).append("\n\n");
    for (String finding : report.findings()) {
      text.append("* ").append(finding).append('\n');
    }
    text.append(report.findings().isEmpty() ? "" : "\n");
    Table figures = Table.of("FIGURE", ">VALUE");
    figures.row("operations", report.operations());
    figures.row("succeeded", report.succeeded());
    figures.row("success %", Texts.percent(report.successPercent()));
    figures.row("degraded", report.degraded());
    figures.row("seconds to notice", seconds(report.secondsToNotice()));
    figures.row("seconds to recover", seconds(report.secondsToRecover()));
    if (report.machinesAsked() > 0) {
      figures.row("machines asked", report.machinesAsked());
      figures.row("machines got", report.machinesGot());
      figures.row("machines duplicated", report.machinesDuplicated());
    }
    text.append(figures.render()).append('\n');
    Table shares = Table.of("PROVIDER", ">CALLS", ">BEFORE %", ">DURING %", ">AFTER %");
    Set<String> names = new LinkedHashSet<>();
    view.providers().forEach(each -> names.add(each.name()));
    names.addAll(report.callsByProvider().keySet());
    for (String name : names) {
      shares.row(
          name,
          report.callsByProvider().getOrDefault(name, 0L),
          share(report.shareBefore(), name),
          share(report.shareDuring(), name),
          share(report.shareAfter(), name));
    }
    return text.append(shares.render("No provider was called.")).toString();
  }

  private static String share(Map<String, Double> shares, String name) {
    return Texts.percent(shares.getOrDefault(name, 0.0));
  }

  private static String seconds(@Nullable Double value) {
    return value == null ? "-" : Texts.number(Math.round(value * 10) / 10.0);
  }
}
