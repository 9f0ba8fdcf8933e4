package io.signalbox.app.cli.config;

import io.signalbox.app.cli.output.DiagnosticText;
import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.DocumentWriter;
import io.signalbox.app.cli.output.SettingText;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.ConfigFolders;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.Signalbox;
import io.signalbox.core.command.ConfigCommand.DecideIdentity;
import io.signalbox.core.command.ConfigCommand.Edit;
import io.signalbox.core.command.ConfigCommand.Reload;
import io.signalbox.core.command.ConfigCommand.RemoveOverride;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.config.OverlayComparison;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be seen of the configuration and done to it. */
@Command(name = "config", description = "Shows, checks and reloads the configuration.")
public final class ConfigCommand {

  private final CliContext context;

  public ConfigCommand(CliContext context) {
    this.context = context;
  }

  @Command(name = "show", description = "Shows every setting in force; secrets as references.")
  int show(
      @Option(names = "--source-info", description = "With file and line of each setting.")
          boolean sources) {
    try (Session session = context.open()) {
      Configuration configuration = session.ask(new Query.ShowConfiguration());
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      Map<String, @Nullable Object> places = new LinkedHashMap<>();
      configuration
          .values()
          .forEach((key, setting) -> {
            values.put(key, setting.value());
            places.put(key, SettingText.document(setting));
          });
      Map<String, @Nullable Object> document =
          Doc.start()
              .put("folder", configuration.folder().toString())
              .put("state_folder", configuration.stateFolder().toString())
              .put("environment", configuration.environment())
              .put("version", configuration.version())
              .put("settings", values)
              .map();
      if (sources) {
        document.put("sources", places);
      }
      context.print(document, () -> text(configuration, sources));
      context.diagnose(configuration.diagnostics());
      return 0;
    }
  }

  private static String text(Configuration configuration, boolean sources) {
    StringBuilder text = new StringBuilder();
    text.append("Folder: ").append(configuration.folder());
    text.append("\nState: ").append(configuration.stateFolder());
    text.append("\nEnvironment: ").append(configuration.environment()).append("\n\n");
    Table table = sources ? Table.of("SETTING", "VALUE", "SET AT") : Table.of("SETTING", "VALUE");
    for (SettingValue setting : configuration.values().values()) {
      String value = Texts.value(setting.value());
      if (sources) {
        table.row(setting.key(), value, SettingText.place(setting));
      } else {
        table.row(setting.key(), value);
      }
    }
    return text.append(table.render("No setting.")).toString();
  }

  @Command(
      name = "init",
      description = {
        "Writes a documented configuration to begin with, for its owner alone.",
        "Where: --config-dir, SIGNALBOX_CONFIG_DIR, else your own folder. Overwrites nothing."
      })
  int init() {
    Path folder = ConfigFolders.wanted(context);
    try {
      Path main = ConfigFolders.mainFile(folder);
      boolean already = StartingConfiguration.isIn(folder);
      if (already) {
        context.note("So already: nothing was changed.");
      } else if (main != null) {
        throw StartingConfiguration.isThere(main);
      } else {
        StartingConfiguration.write(folder);
      }
      context.say(
          Doc.start().put("folder", folder.toString()).put("written", !already).map(),
          () ->
              "A configuration is in "
                  + folder
                  + "; 'signalbox overview' shows it, 'signalbox config validate' checks it");
      return 0;
    } catch (IOException e) {
      throw Inputs.invalid(
          "No configuration can be written to "
              + folder
              + ": "
              + e.getMessage()
              + "; make it writable, or name another with --config-dir",
          "--config-dir",
          folder.toString());
    }
  }

  @Command(
      name = "validate",
      description =
          "Checks the configuration and its template files, or one file, an overlay over the main"
              + " file beside it; exits 0 with warnings, 2 with errors.")
  int validate(
      @Parameters(paramLabel = "FILE", arity = "0..1", description = "Default: the folder's.")
          @Nullable Path file,
      @Option(names = "--strict", description = "Exits 2 with warnings too.") boolean strict) {
    List<Diagnostic> diagnostics =
        file != null
            ? Signalbox.validate(file, context.streams().environment())
            : Signalbox.validateFolder(
                ConfigFolders.resolve(context),
                ConfigFolders.environmentName(context),
                context.streams().environment());
    List<Diagnostic> refused =
        diagnostics.stream()
            .filter(each -> each.severity() != Diagnostic.Severity.INFO)
            .filter(each -> strict || each.severity() == Diagnostic.Severity.ERROR)
            .sorted(Comparator.comparing(each -> each.severity() != Diagnostic.Severity.ERROR))
            .toList();
    context.print(
        Doc.start()
            .put("valid", refused.isEmpty())
            .put("diagnostics", diagnostics.stream().map(DiagnosticText::document).toList())
            .map(),
        () -> {
          StringBuilder text = new StringBuilder();
          diagnostics.forEach(d -> text.append(DiagnosticText.line(d)).append('\n'));
          return text.append(refused.isEmpty() ? "Valid.\n" : "").toString();
        });
    return refused.isEmpty() ? 0 : context.fail(notValid(refused));
  }

  /** How many, and where the first is: all of them are in the answer. */
  private static SignalboxException notValid(List<Diagnostic> refused) {
    Diagnostic first = refused.getFirst();
    String place = first.location() == null ? first.key() : first.location().toString();
    return new SignalboxException(
        ErrorCode.CONFIGURATION_INVALID,
        "Not valid: "
            + refused.size()
            + (refused.size() == 1 ? " problem" : " problems, the first")
            + (place.isEmpty() ? "" : " at " + place));
  }

  @Command(name = "reload", description = "Reads the files again, here and in every process.")
  int reload() {
    try (Session session = context.open()) {
      var result = session.execute(new Reload());
      context.print(
          Doc.start()
              .put("accepted", result.accepted())
              .put(
                  "diagnostics",
                  result.diagnostics().stream().map(DiagnosticText::document).toList())
              .map(),
          () -> result.accepted() ? "In force.\n" : "Refused; the last good one is in force.\n");
      context.diagnose(result.diagnostics());
      return result.accepted()
          ? 0
          : context.fail(
              new SignalboxException(
                  ErrorCode.CONFIGURATION_INVALID, "The configuration was refused"));
    }
  }

  @Command(
      name = "set",
      description = "Writes a setting into a file of the folder; all else in it stays as it is.")
  int set(
      @Parameters(index = "0", paramLabel = "KEY", description = "provider.providers.NAME.weight")
          String key,
      @Parameters(index = "1", paramLabel = "VALUE", description = "JSON, or plain text.")
          String value,
      @Option(names = "--file", paramLabel = "FILE", description = "Default: the main file.")
          @Nullable String file,
      @Option(
              names = "--revision",
              paramLabel = "R",
              description = "Refused if the file is another than the edit before told.")
          @Nullable String revision) {
    Object typed = JsonInput.typed(value);
    if (typed == null) {
      throw Inputs.invalid(
          "null sets nothing; take a setting out with 'config unset'", "VALUE", "");
    }
    return edit(file, revision, key, typed);
  }

  @Command(
      name = "unset",
      description = "Takes a setting out of a file of the folder; all else in it stays as it is.")
  int unset(
      @Parameters(paramLabel = "KEY", description = "provider.providers.NAME.weight") String key,
      @Option(names = "--file", paramLabel = "FILE", description = "Default: the main file.")
          @Nullable String file,
      @Option(
              names = "--revision",
              paramLabel = "R",
              description = "Refused if the file is another than the edit before told.")
          @Nullable String revision) {
    return edit(file, revision, key, null);
  }

  private int edit(
      @Nullable String file, @Nullable String revision, String key, @Nullable Object value) {
    try (Session session = context.open()) {
      String name = file == null ? ConfigFolders.mainFile(context) : file;
      ConfigurationEdit edit = new ConfigurationEdit(name, revision, key, value);
      var outcome = session.carryOut(new Edit(edit, context.reason()));
      String how =
          value == null
              ? outcome.changed() ? "removed from " : "is not set in "
              : outcome.changed() ? "saved in " : "stands so in ";
      context.say(
          Doc.start()
              .put("key", key)
              .put("file", name)
              .put("revision", outcome.answer().file().revision())
              .put("accepted", outcome.answer().reload().accepted())
              .put("changed", outcome.changed())
              .map(),
          () -> key + ": " + how + name);
      return 0;
    }
  }

  @Command(name = "reset", description = "Takes back what was changed at run time.")
  int reset(
      @Parameters(paramLabel = "KEY", description = "As 'config show --source-info' names it.")
          String key) {
    try (Session session = context.open()) {
      boolean removed = session.act(new RemoveOverride(key, context.reason()));
      context.say(
          Doc.start().put("key", key).put("removed", removed).map(), () -> key + ": no override");
      return 0;
    }
  }

  @Command(
      name = "compare",
      description = {
        "Shows what the files in force say otherwise than with another overlay.",
        "Overrides are left out."
      })
  int compare(
      @Parameters(
              paramLabel = "ENVIRONMENT",
              arity = "0..1",
              description = "Such as staging. Default: the main file alone.")
          @Nullable String environment) {
    try (Session session = context.open()) {
      OverlayComparison comparison =
          session.ask(new Query.CompareOverlays(environment == null ? "" : environment));
      if (!comparison.problems().isEmpty()) {
        throw new SignalboxException(
            ErrorCode.CONFIGURATION_INVALID,
            String.join("; ", comparison.problems()),
            Map.of("environment", comparison.there(), "environments", comparison.names()));
      }
      context.print(ComparisonDocs.document(comparison), () -> ComparisonDocs.text(comparison));
      return 0;
    }
  }

  @Command(name = "schema", description = "Prints the JSON Schema of a configuration file.")
  int schema() {
    Map<String, Object> schema = Signalbox.schema();
    context.print(schema, () -> DocumentWriter.json(schema) + "\n");
    return 0;
  }

  @Command(
      name = "identity",
      description = "Decides what a copied or moved store is: 'keep' (moved) or 'new' (a copy).")
  int identity(
      @Parameters(paramLabel = "keep|new", description = "keep: the same; new: another one.")
          String decision) {
    boolean keep =
        switch (decision) {
          case "keep" -> true;
          case "new" -> false;
          default ->
              throw Inputs.invalid("'" + decision + "' is not keep or new", "identity", decision);
        };
    if (!context.confirm(keep ? "Go on as the same installation?" : "Become a new installation?")) {
      return 0;
    }
    try (Session session = context.open()) {
      String id = session.act(new DecideIdentity(keep));
      context.print(
          Doc.start().put("installation_id", id).put("kept", keep).map(),
          () -> "Installation " + id + (keep ? ", kept\n" : ", new\n"));
      return 0;
    }
  }
}
