package io.signalbox.app.cli.providers;

import io.signalbox.app.cli.output.DiagnosticText;
import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.HealthDocs;
import io.signalbox.app.cli.output.SwitchText;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.query.Query;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.ProviderView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done to providers. */
@Command
public class ProviderActionsCommand {

  final CliContext context;

  ProviderActionsCommand(CliContext context) {
    this.context = context;
  }

  @Command(
      name = "enable",
      description =
          "Lets it take new work: lifts disable, drain, maintenance and 'enabled: false'.")
  int enable(@Parameters(paramLabel = "NAME", description = "Provider instance.") String name) {
    return thrown(SwitchChange.Kind.ENABLE, "", new ProviderCommand.Enable(name, context.reason()));
  }

  @Command(name = "disable", description = "No new work and no checks; work in flight finishes.")
  int disable(@Parameters(paramLabel = "NAME", description = "Provider instance.") String name) {
    return thrown(
        SwitchChange.Kind.DISABLE,
        "Disable " + name + "?",
        new ProviderCommand.Disable(name, context.reason()));
  }

  @Command(name = "drain", description = "No new work; work in flight finishes, checks go on.")
  int drain(
      @Parameters(paramLabel = "NAME", description = "Provider instance.") String name,
      @Option(names = "--until", paramLabel = "T", description = "End by itself: 2h, or a time.")
          @Nullable String until) {
    return thrown(
        SwitchChange.Kind.DRAIN,
        "Drain " + name + "?",
        new ProviderCommand.Drain(name, context.reason(), Inputs.until(until, Session.clock())));
  }

  @Command(
      name = "maintenance",
      description = "No new work and no checks, with who, why and until when. Needs --reason.")
  int maintenance(
      @Parameters(paramLabel = "NAME", description = "Provider instance.") String name,
      @Option(names = "--until", paramLabel = "T", description = "End by itself: 2h, or a time.")
          @Nullable String until) {
    return thrown(
        SwitchChange.Kind.MAINTENANCE,
        "Take " + name + " into maintenance?",
        new ProviderCommand.Maintain(name, context.reason(), Inputs.until(until, Session.clock())));
  }

  @Command(name = "resume", description = "Lifts drain and maintenance.")
  int resume(@Parameters(paramLabel = "NAME", description = "Provider instance.") String name) {
    return thrown(SwitchChange.Kind.RESUME, "", new ProviderCommand.Resume(name, context.reason()));
  }

  @Command(
      name = "set-health",
      description =
          "Tells health from outside; beats the monitor until it ends. 'auto' takes it back.")
  int setHealth(
      @Parameters(index = "0", paramLabel = "NAME", description = "Provider instance.") String name,
      @Parameters(index = "1", paramLabel = "STATE", description = "healthy, unhealthy or auto.")
          String state,
      @Option(names = "--message", paramLabel = "TEXT", description = "What is known.")
          @Nullable String message,
      @Option(names = "--source", paramLabel = "NAME", description = "Who says so.")
          @Nullable String source,
      @Option(
              names = "--until",
              paramLabel = "T",
              description = "End: 10m, or a time. Default: 5m.")
          @Nullable String until) {
    try (Session session = context.open()) {
      HealthView view =
          switch (state.toLowerCase(Locale.ROOT)) {
            case "auto" -> session.act(new ProviderCommand.WithdrawReport(name));
            case "healthy", "unhealthy" ->
                session.act(
                    new ProviderCommand.ReportHealth(
                        name,
                        state.equalsIgnoreCase("healthy"),
                        message == null ? context.reason() : message,
                        source == null ? "command line" : source,
                        Inputs.until(until, session.now())));
            default ->
                throw Inputs.invalid(
                    "'" + state + "' is not healthy, unhealthy or auto", "STATE", state);
          };
      context.say(
          HealthDocs.document(view),
          () ->
              view.provider()
                  + " is "
                  + Texts.word(view.state())
                  + " (source: "
                  + view.source()
                  + ")");
      return 0;
    }
  }

  @Command(
      name = "validate",
      description = "Says whether each provider can be used, and what is odd in the configuration.")
  int validate(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "Default: all providers.")
          @Nullable String name) {
    try (Session session = context.open()) {
      List<ProviderView> providers =
          name == null
              ? session.ask(new Query.ListProviders(false))
              : List.of(session.ask(new Query.ShowProvider(name)).view());
      List<Diagnostic> diagnostics = session.ask(new Query.ValidateConfiguration(null));
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      for (ProviderView view : providers) {
        rows.add(
            Doc.start()
                .put("name", view.name())
                .put("type", view.displayType())
                .put("valid", view.usable())
                .put("problem", view.problem())
                .map());
      }
      boolean valid = providers.stream().allMatch(ProviderView::usable);
      Map<String, @Nullable Object> document =
          Doc.start()
              .put("valid", valid)
              .put("providers", rows)
              .put("diagnostics", diagnostics.stream().map(DiagnosticText::document).toList())
              .map();
      context.print(
          document,
          () -> {
            Table table = Table.of("PROVIDER", "TYPE", "VALID", "PROBLEM");
            for (ProviderView view : providers) {
              table.row(
                  view.name(), view.displayType(), view.usable() ? "yes" : "no", view.problem());
            }
            return table.render("No provider is configured.");
          });
      context.diagnose(diagnostics);
      return valid
          ? 0
          : context.fail(
              new SignalboxException(
                  ErrorCode.CONFIGURATION_INVALID, "Not every provider can be used"));
    }
  }

  /**
   * Health of one provider, or of all.
   *
   * @param check whether they are asked now
   */
  public static List<HealthView> healthOf(Session session, @Nullable String name, boolean check) {
    List<HealthView> known =
        name == null
            ? session.ask(new Query.ListProviders(false)).stream()
                .map(ProviderView::health)
                .toList()
            : List.of(session.ask(new Query.ShowProvider(name)).view().health());
    return check
        ? known.stream()
            .map(each -> session.execute(new ProviderCommand.Check(each.provider())))
            .toList()
        : known;
  }

  /**
   * What traffic will do is told first.
   *
   * @param question asked of a person before it is done; empty to ask none
   */
  private int thrown(
      SwitchChange.Kind kind, String question, ProviderCommand<ProviderView> command) {
    try (Session session = context.open()) {
      SwitchText.lines(
              session.ask(new Query.PreviewSwitch(new SwitchChange(kind, command.subject(), null))))
          .forEach(context::note);
      return question.isEmpty() || context.confirm(question) ? act(session, command) : 0;
    }
  }

  final int act(Session session, ProviderCommand<ProviderView> command) {
    ProviderView view = session.act(command);
    context.say(
        ProviderDocs.provider(view),
        () ->
            view.name()
                + ": "
                + ProviderDocs.state(view)
                + ", "
                + Texts.word(view.health().state())
                + ", weight "
                + Texts.number(view.weight())
                + ", share "
                + Texts.share(view.share())
                + " %");
    return 0;
  }
}
