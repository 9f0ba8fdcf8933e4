package io.signalbox.app.cli.providers;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.command.ConfigCommand.ProviderSaved;
import io.signalbox.core.command.ConfigCommand.RegisterProvider;
import io.signalbox.core.command.ConfigCommand.RemoveProvider;
import io.signalbox.core.command.ConfigCommand.UpdateProvider;
import io.signalbox.core.command.Outcome;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.query.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Providers registered, changed and removed in the files. */
@Command
public class ProviderFilesCommand extends ProviderActionsCommand {

  ProviderFilesCommand(CliContext context) {
    super(context);
  }

  @Command(
      name = "register",
      description = {
        "Writes a new provider into a file of the folder and puts it in force.",
        "Such as: register aws-eu --type aws region=eu-central-1 profile=prod --weight 0"
      })
  int register(
      @Parameters(index = "0", paramLabel = "NAME", description = "Name of the new provider.")
          String name,
      @Option(
              names = "--type",
              paramLabel = "TYPE",
              required = true,
              description = "Its type, such as aws.")
          String type,
      @Option(
              names = "--weight",
              paramLabel = "W",
              description = "0 or more; 0: no work yet. Default: 1.")
          @Nullable String weight,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description = "Default: the overlay in force, else the main file.")
          @Nullable String file,
      @Option(names = "--dry-run", description = "Tells what would be written; writes nothing.")
          boolean dryRun,
      @Parameters(
              index = "1..*",
              arity = "0..*",
              paramLabel = "KEY=VALUE",
              description = "Settings of the type, and priority, enabled, capabilities, ...")
          @Nullable List<String> settings) {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("type", type);
    if (weight != null) {
      given.put("weight", weight);
    }
    values(settings == null ? List.of() : settings)
        .forEach((key, value) -> {
          if (given.containsKey(key)) {
            throw Inputs.invalid("'" + key + "' is given twice", key, key);
          }
          given.put(key, value);
        });
    ProviderEdit.Register edit = new ProviderEdit.Register(name, given, file, null);
    return saved(edit, new RegisterProvider(edit, context.reason()), dryRun, "registered in", "");
  }

  @Command(
      name = "update",
      description = {
        "Changes settings while it runs; KEY= takes the change back. --save writes them into the"
            + " provider's file instead; KEY= takes them out there.",
        "Such as: weight=2  priority=1  config.latency.mean_ms=400  config.outage=true"
      })
  int update(
      @Parameters(index = "0", paramLabel = "NAME", description = "Provider instance.") String name,
      @Option(names = "--save", description = "Into the file where each setting stands.")
          boolean save,
      @Option(names = "--file", paramLabel = "FILE", description = "Into this file.")
          @Nullable String file,
      @Option(names = "--dry-run", description = "Tells what would be written; writes nothing.")
          boolean dryRun,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "KEY=VALUE",
              description = "Settings.")
          List<String> settings) {
    if (save || file != null || dryRun) {
      ProviderEdit.Update edit =
          new ProviderEdit.Update(name, new LinkedHashMap<>(values(settings)), file, null);
      return saved(edit, new UpdateProvider(edit, context.reason()), dryRun, "saved in", "");
    }
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    Inputs.pairs(settings)
        .forEach((key, value) -> changes.put(key, value.isEmpty() ? null : value));
    try (Session session = context.open()) {
      return act(session, new ProviderCommand.Update(name, changes, context.reason()));
    }
  }

  @Command(
      name = "remove",
      description =
          "Takes a provider out of the files, and says first what depends on it. While machines run"
              + " there it needs --force --reason.")
  int remove(
      @Parameters(paramLabel = "NAME", description = "Provider instance.") String name,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description = "Default: every file in force that has it.")
          @Nullable String file,
      @Option(names = "--dry-run", description = "Tells what would be removed; writes nothing.")
          boolean dryRun) {
    ProviderEdit.Remove edit = new ProviderEdit.Remove(name, file, null);
    return saved(
        edit,
        new RemoveProvider(edit, context.reason()),
        dryRun,
        "removed from",
        "Remove " + name + "?");
  }

  /** As they are typed; what is a list or an object in JSON is one. */
  private static Map<String, Object> values(List<String> settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    Inputs.pairs(settings)
        .forEach((key, value) -> {
          boolean json = value.startsWith("[") || value.startsWith("{");
          Object typed = json ? JsonInput.typed(value) : value;
          values.put(key, typed == null ? value : typed);
        });
    return values;
  }

  /**
   * What depends on it, and what traffic would do, is told first.
   *
   * @param question asked of a person before it is done; empty to ask none
   */
  private int saved(
      ProviderEdit edit,
      io.signalbox.core.command.Command<ProviderSaved> command,
      boolean dryRun,
      String done,
      String question) {
    try (Session session = context.open()) {
      if (edit instanceof ProviderEdit.Remove) {
        session.ask(new Query.UsesOfProvider(edit.provider())).sentences().forEach(context::note);
      }
      if (dryRun) {
        ProviderPreview preview = session.ask(new Query.PreviewProvider(edit));
        context.print(ProviderEditDocs.preview(preview), () -> ProviderEditDocs.text(preview));
        return preview.accepted() ? 0 : context.fail(refused(preview));
      }
      if (!question.isEmpty() && !context.confirm(question)) {
        return 0;
      }
      Outcome<ProviderSaved> outcome = session.carryOut(command);
      ProviderSaved saved = outcome.answer();
      saved.findings().forEach(each -> context.note("warning: " + each.sentence()));
      context.print(
          document(saved, outcome.changed()),
          () ->
              saved.provider()
                  + ": "
                  + (outcome.changed() ? done : "stands so in")
                  + " "
                  + saved.files().stream()
                      .map(ProviderPreview.FileChange::file)
                      .collect(Collectors.joining(", "))
                  + "\n"
                  + (outcome.changed() ? ProviderEditDocs.changes(saved.files()) : ""));
      return 0;
    }
  }

  /** A saved provider as a program reads it. */
  public static Map<String, @Nullable Object> document(ProviderSaved saved, boolean changed) {
    return Doc.start()
        .put("provider", saved.provider())
        .put("changed", changed)
        .put("accepted", saved.reload().accepted())
        .put("files", ProviderEditDocs.files(saved.files()))
        .put("findings", ProviderEditDocs.findings(saved.findings()))
        .map();
  }

  private static SignalboxException refused(ProviderPreview preview) {
    List<String> errors =
        preview.findings().stream().filter(Finding::refuses).map(Finding::sentence).toList();
    return new SignalboxException(
        ErrorCode.named(
            preview.findings().stream()
                .filter(Finding::refuses)
                .findFirst()
                .map(Finding::code)
                .orElse(""),
            ErrorCode.INVALID_INPUT),
        preview.provider() + ": " + String.join("; ", errors),
        Map.of("provider", preview.provider(), "errors", errors));
  }
}
