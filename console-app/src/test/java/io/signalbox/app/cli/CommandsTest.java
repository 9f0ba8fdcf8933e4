package io.signalbox.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Streams;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;

class CommandsTest {

  @Test
  void onlyTheCommandThatIsNamedIsMade() {
    CommandLine line = Commands.lineFor(context(), List.of("routing", "policy", "weighted"));
    assertThat(line.getSubcommands().keySet()).containsExactly("routing");
    assertThat(verbs(line, "routing")).containsExactly("policy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "routing",
        "routing --help",
        "routing polcy",
        "routing policy --help",
        "routing policy weighted --nonsense",
        "routing polcy policy"
      })
  void helpAndMistakesAreToldWithEveryCommandOfTheGroup(String typed) {
    CommandLine whole = Commands.complete(context());
    CommandLine line = Commands.lineFor(context(), List.of(typed.split(" ")));
    assertThat(verbs(line, "routing")).isEqualTo(verbs(whole, "routing"));
  }

  @Test
  void whateverIsTypedIsReadAsByTheWholeGroup() {
    List<String> firsts = List.copyOf(Commands.names());
    Map<String, List<String>> verbs = new HashMap<>();
    // Making the commands of a group takes longer than reading any line.
    Map<Set<String>, CommandLine> groups = new HashMap<>();
    Set<String> all = Commands.complete(context()).getSubcommands().keySet();
    List<String> words = words();
    Random random = new Random(7);
    int read = 0;
    for (int i = 0; i < 100; i++) {
      String first = firsts.get(random.nextInt(firsts.size()));
      List<String> own =
          verbs.computeIfAbsent(
              first,
              group -> List.copyOf(verbs(Commands.lineFor(context(), List.of(group)), group)));
      List<String> typed = new ArrayList<>(List.of(first));
      if (!own.isEmpty()) {
        typed.add(own.get(random.nextInt(own.size())));
      }
      for (int more = random.nextInt(4); more > 0; more--) {
        typed.add(random.nextInt(typed.size() + 1), words.get(random.nextInt(words.size())));
      }
      String outcome = outcome(Commands.lineFor(context(), typed), typed);
      Set<String> named = new HashSet<>(typed);
      named.retainAll(all);
      CommandLine group =
          groups.computeIfAbsent(named, names -> Commands.groupsOf(context(), typed));
      assertThat(outcome).as("%s", typed).isEqualTo(outcome(group, typed));
      read += outcome.startsWith("read") ? 1 : 0;
    }
    assertThat(read).as("lines that are no mistake").isGreaterThan(15);
  }

  private static Set<String> verbs(CommandLine line, String group) {
    return line.getSubcommands().get(group).getSubcommands().keySet();
  }

  /** Names of commands and options, and what looks like neither. */
  private static List<String> words() {
    Set<String> words = new LinkedHashSet<>(List.of("one", "2", "--nonsense", "--limit=3", "-"));
    collect(Commands.complete(context()), words);
    return List.copyOf(words);
  }

  private static void collect(CommandLine line, Set<String> words) {
    words.add(line.getCommandName());
    line.getCommandSpec().options().forEach(option -> words.add(option.longestName()));
    line.getSubcommands().values().forEach(sub -> collect(sub, words));
  }

  /** What was read into which argument, or what is told of a mistake. */
  private static String outcome(CommandLine line, List<String> typed) {
    StringBuilder outcome = new StringBuilder("read");
    try {
      for (CommandLine each : line.parseArgs(typed.toArray(String[]::new)).asCommandLineList()) {
        outcome.append(' ').append(each.getCommandSpec().qualifiedName());
        for (ArgSpec argument : each.getParseResult().matchedArgs()) {
          outcome.append(' ').append(argument.paramLabel()).append(argument.stringValues());
        }
      }
      return outcome.toString();
    } catch (ParameterException e) {
      return UsageErrors.of(e).getMessage() + e.getCommandLine().getUsageMessage();
    }
  }

  private static CliContext context() {
    PrintStream none = new PrintStream(PrintStream.nullOutputStream(), false, UTF_8);
    return new CliContext(
        new Streams(InputStream.nullInputStream(), none, none, Map.of(), false, false));
  }
}
