package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.cli.TourPromises.Promise;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour of the README, line by line on the sample, and what it says happens. */
final class TourTest {

  /** The most runs of a line that the tour repeats until it is so; three are needed. */
  private static final int RUNS = 12;

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern REQUEST = Pattern.compile("req-[0-9a-f-]+");

  @TempDir private Path scratch = Path.of("");

  /**
   * A line of the tour.
   *
   * @param command the words after {@code signalbox}
   * @param untilSo whether the tour says to repeat it
   */
  private record Line(String command, boolean untilSo) {

    static Line of(String text) {
      String[] parts = text.substring("signalbox ".length()).split("\\s+# ", 2);
      return new Line(parts[0], parts.length > 1 && parts[1].startsWith("until "));
    }
  }

  @Test
  void everyLineOfTheTourDoesWhatTheTourSays() throws IOException {
    List<Line> lines = lines();
    assertThat(lines.stream().map(Line::command))
        .as("the lines of the tour, each with what is promised of it")
        .isEqualTo(TourPromises.ALL.stream().map(Promise::line).toList());
    Shell shell = new Shell(CliRun.sample(scratch));
    // The one thing that is not as in the tour: a provider may be back at once, not after 60 s.
    String dwell = "provider.providers.aws-us-west-2.health_check.recovery_dwell_seconds";
    assertThat(shell.run("config", "set", dwell, "0").status).isZero();
    String request = "";
    for (int i = 0; i < lines.size(); i++) {
      Promise promise = TourPromises.ALL.get(i);
      String[] words = words(promise.line(), request);
      CliRun answer = shell.run(words);
      for (int run = 1;
          run < RUNS && lines.get(i).untilSo() && !promise.lackingIn(answer).isEmpty();
          run++) {
        answer = shell.run(words);
      }
      assertThat(promise.lackingIn(answer))
          .as("of 'signalbox %s'%n%s%s", promise.line(), answer.out, answer.err)
          .isEmpty();
      Matcher made = REQUEST.matcher(answer.out);
      request = request.isEmpty() && made.find() ? made.group() : request;
    }
  }

  private static String[] words(String line, String request) {
    return WORD.matcher(line)
        .results()
        .map(TourTest::word)
        .map(each -> each.equals("REQUEST_ID") ? request : each)
        .toArray(String[]::new);
  }

  private static String word(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  /** Every line of the tour's blocks of commands. */
  private static List<Line> lines() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int from = readme.indexOf("\n## A tour in five minutes\n");
    String tour = readme.substring(from, readme.indexOf("\n## ", from + 1));
    return tour.lines().filter(line -> line.startsWith("signalbox ")).map(Line::of).toList();
  }
}
