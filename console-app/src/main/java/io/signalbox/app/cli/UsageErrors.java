package io.signalbox.app.cli;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was typed and cannot be, in the program's own words. */
final class UsageErrors {

  /** Only what looks like a word is said again: what was typed may hold a secret. */
  private static final Pattern WORD = Pattern.compile("-{0,2}[A-Za-z][A-Za-z0-9-]{0,30}");

  private UsageErrors() {}

  /** Whether nothing is wrong but that a group was named and none of its commands. */
  static boolean isGroupAlone(ParameterException error) {
    CommandLine line = error.getCommandLine();
    return error.getClass() == ParameterException.class
        && line.getParent() != null
        && !line.getSubcommands().isEmpty();
  }

  static SignalboxException of(ParameterException error) {
    CommandSpec spec = error.getCommandLine().getCommandSpec();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("help", spec.qualifiedName() + " --help");
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched, spec, details);
    }
    String message =
        isGroupAlone(error)
            ? "Name a command of '" + spec.qualifiedName() + "'; " + thereAre(spec)
            : String.valueOf(error.getMessage());
    return new SignalboxException(ErrorCode.INVALID_INPUT, message, details);
  }

  private static SignalboxException unmatched(
      UnmatchedArgumentException error, CommandSpec spec, Map<String, Object> details) {
    String typed = error.getUnmatched().getFirst();
    String command = spec.qualifiedName();
    String words = (command + " " + typed).substring(spec.root().name().length() + 1);
    String nearest = AbsentVerbs.nearest(words);
    if (nearest != null) {
      return new SignalboxException(
          ErrorCode.UNSUPPORTED_OPERATION,
          "'" + words + "' is not in this edition; " + nearest,
          Map.of("command", words, "nearest", nearest));
    }
    String shown = WORD.matcher(typed).matches() ? "'" + typed + "'" : "What was typed";
    Set<String> commands = spec.subcommands().keySet();
    List<String> suggestions = error.getSuggestions();
    StringBuilder message = new StringBuilder(shown);
    if (typed.startsWith("-")) {
      message.append(" is no option of '").append(command).append('\'');
    } else if (commands.isEmpty()) {
      message.append(" is one word too many for '").append(command).append('\'');
    } else {
      message.append(" is no command of '").append(command).append('\'');
    }
    if (!suggestions.isEmpty()) {
      details.put("did_you_mean", suggestions);
      message.append("; did you mean ").append(suggestions.getFirst()).append('?');
    } else if (!typed.startsWith("-") && !commands.isEmpty()) {
      message.append("; ").append(thereAre(spec));
    }
    return new SignalboxException(ErrorCode.INVALID_INPUT, message.toString(), details);
  }

  private static String thereAre(CommandSpec spec) {
    return "there are " + String.join(", ", spec.subcommands().keySet());
  }
}
