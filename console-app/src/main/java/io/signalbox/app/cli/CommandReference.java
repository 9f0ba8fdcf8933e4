package io.signalbox.app.cli;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Streams;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The reference of the command line, made from its own declarations. */
final class CommandReference {

  private CommandReference() {}

  /** The reference as Markdown. */
  static String markdown() {
    Streams none =
        new Streams(
            InputStream.nullInputStream(),
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            Map.of(),
            false,
            false);
    CommandLine line = Commands.complete(new CliContext(none));
    StringBuilder text = new StringBuilder();
    text.append("# Command line\n\n");
    text.append("Made from the program's own declarations; a test keeps it up to date.\n\n");
    text.append("`signalbox` without a command opens the window; a group without a command shows");
    text.append(
        " its help. A person gets tables and sentences; with `--format json` or `yaml`, and");
    text.append(" from the verbs of Host Factory and of provider strategies whatever the format,");
    text.append(" a program gets documents, and an error is one line of JSON on standard error:");
    text.append(
        " `{\"error\": {\"code\", \"message\", \"details\"}}`. The five verbs of Host Factory");
    text.append(" answer on standard output alone: where they cannot do what they are asked, with");
    text.append(" `{\"message\", \"error\"}` and status 1.\n\n");
    text.append("| exit status | says |\n|---|---|\n");
    ExitStatuses.all()
        .forEach((status, says) ->
            text.append("| ").append(status).append(" | ").append(says).append(" |\n"));
    text.append(
        "\nWhat is done a second time is so already: that is told, nothing is changed, and");
    text.append(" the exit status is 0.\n");
    text.append("[Running it](running.md) has environment variables, places and what of the");
    text.append(" documents stays.\n\n");
    text.append("## Options of every command\n\n");
    text.append("They stand before or after the command.\n\n");
    arguments(text, line.getCommandSpec(), true);
    for (CommandLine sub : line.getSubcommands().values()) {
      if (!sub.getCommandSpec().usageMessage().hidden()) {
        command(text, sub);
      }
    }
    return text.toString();
  }

  private static void command(StringBuilder text, CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    boolean group = !line.getSubcommands().isEmpty();
    int depth = spec.parent() != null && spec.parent().parent() != null ? 3 : 2;
    text.append("#".repeat(depth)).append(" `").append(spec.qualifiedName()).append("`\n\n");
    for (String description : spec.usageMessage().description()) {
      text.append(Ansi.OFF.string(description)).append("  \n");
    }
    text.append('\n');
    if (!group) {
      text.append("```\n").append(synopsis(spec)).append("\n```\n\n");
      arguments(text, spec, false);
    }
    line.getSubcommands().values().forEach(sub -> command(text, sub));
  }

  private static String synopsis(CommandSpec spec) {
    StringBuilder synopsis = new StringBuilder(spec.qualifiedName());
    for (PositionalParamSpec position : spec.positionalParameters()) {
      String label = position.paramLabel() + (position.arity().max() > 1 ? "..." : "");
      synopsis.append(' ').append(position.required() ? label : "[" + label + "]");
    }
    for (OptionSpec option : spec.options()) {
      if (isOwn(option)) {
        String word = option.longestName() + (takesValue(option) ? " " + option.paramLabel() : "");
        synopsis.append(' ').append(option.required() ? word : "[" + word + "]");
      }
    }
    return synopsis.toString();
  }

  private static void arguments(StringBuilder text, CommandSpec spec, boolean global) {
    StringBuilder rows = new StringBuilder();
    if (!global) {
      for (PositionalParamSpec position : spec.positionalParameters()) {
        row(rows, position.paramLabel(), position);
      }
    }
    for (OptionSpec option : spec.options()) {
      if (global ? !isHelp(option) : isOwn(option)) {
        row(
            rows,
            String.join(", ", option.names())
                + (takesValue(option) ? " " + option.paramLabel() : ""),
            option);
      }
    }
    if (!rows.isEmpty()) {
      text.append("| | |\n|---|---|\n").append(rows).append('\n');
    }
  }

  private static void row(StringBuilder rows, String name, ArgSpec argument) {
    rows.append("| `").append(name.replace("|", "\\|")).append("` | ");
    rows.append(Ansi.OFF.string(String.join(" ", argument.description())).replace("|", "\\|"));
    rows.append(" |\n");
  }

  private static boolean isOwn(OptionSpec option) {
    return !option.inherited() && !isHelp(option);
  }

  private static boolean isHelp(OptionSpec option) {
    return option.usageHelp() || option.versionHelp();
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }
}
