package io.signalbox.app.cli;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.GlobalOptions;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.log.VisibleText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;

/**
 * Says what the word under the cursor can be: a command, an option, or one of the names there are.
 * What cannot be known, because a file is broken for one, is nothing, never an error.
 */
@Command(name = "complete", hidden = true, description = "For completion scripts.")
final class CompleteCommand implements Callable<Integer> {

  /** Between an option and its value; bash makes a word of it. */
  private static final String SIGN = "=";

  private final CliContext context;

  @Parameters(arity = "0..*", paramLabel = "WORD", description = "What was typed, the last begun.")
  List<String> words = new ArrayList<>();

  CompleteCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String begun = words.isEmpty() || words.getLast().equals(SIGN) ? "" : words.getLast();
    for (String candidate : candidates(begun)) {
      // A key of somebody's file may hold what a terminal obeys, or a line end.
      if (candidate.startsWith(begun) && VisibleText.isPlain(candidate)) {
        context.streams().out().println(candidate);
      }
    }
    return 0;
  }

  /** Where the value of an option begins that is one word with it; negative where it is none. */
  private static int sign(String word) {
    return word.startsWith("--") ? word.indexOf(SIGN) : -1;
  }

  private Set<String> candidates(String begun) {
    List<String> before = words.isEmpty() ? List.of() : words.subList(0, words.size() - 1);
    CommandLine line = Commands.groupsOf(context, before);
    Map<String, String> options = new HashMap<>();
    List<String> positions = new ArrayList<>();
    OptionSpec awaits = null;
    for (String word : before) {
      CommandLine below = line.getSubcommands().get(word);
      int sign = sign(word);
      OptionSpec option =
          line.getCommandSpec().findOption(sign < 0 ? word : word.substring(0, sign));
      if (awaits != null) {
        if (!word.equals(SIGN)) {
          options.put(awaits.longestName(), word);
          awaits = null;
        }
      } else if (option != null && sign >= 0) {
        options.put(option.longestName(), word.substring(sign + 1));
      } else if (option != null) {
        awaits = option.arity().max() > 0 ? option : null;
      } else if (below != null && positions.isEmpty()) {
        line = below;
      } else {
        positions.add(word);
      }
    }
    CommandSpec spec = line.getCommandSpec();
    if (awaits != null) {
      return values(spec, awaits, options, positions);
    }
    int sign = sign(begun);
    OptionSpec assigned = sign < 0 ? null : spec.findOption(begun.substring(0, sign));
    if (assigned != null) {
      String name = begun.substring(0, sign + 1);
      Set<String> values = new LinkedHashSet<>();
      values(spec, assigned, options, positions).forEach(each -> values.add(name + each));
      return values;
    }
    if (begun.startsWith("-")) {
      Set<String> names = new LinkedHashSet<>();
      spec.options().stream()
          .filter(each -> !each.hidden())
          .forEach(each -> names.add(each.longestName()));
      return names;
    }
    if (spec.parent() == null) {
      return Commands.names();
    }
    if (!spec.subcommands().isEmpty()) {
      return spec.subcommands().keySet();
    }
    for (PositionalParamSpec position : spec.positionalParameters()) {
      int at = positions.size();
      if (at >= position.index().min() && at <= position.index().max()) {
        return values(spec, position, options, positions);
      }
    }
    return Set.of();
  }

  private Set<String> values(
      CommandSpec spec, ArgSpec argument, Map<String, String> options, List<String> positions) {
    try {
      context.use(GlobalOptions.silent(path(options.get("--config-dir")), options.get("--env")));
      return new CompletionValues(context).of(spec, argument, positions);
    } catch (SignalboxException e) {
      return Set.of();
    }
  }

  private static @Nullable Path path(@Nullable String typed) {
    try {
      return typed == null ? null : Path.of(typed);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
