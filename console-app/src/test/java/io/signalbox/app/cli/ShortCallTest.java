package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Streams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Two read what a scheduler calls; here they are held against each other. */
final class ShortCallTest {

  private static final List<String> WORDS =
      List.of(
          "getAvailableTemplates",
          "requestMachines",
          "getRequestStatus",
          "requestReturnMachines",
          "getReturnRequests",
          "getRequestStatus",
          "providers",
          "list",
          "--version",
          "-V",
          "--help",
          "--config-dir",
          "--config-dir=conf",
          "--config-dir=",
          "--env",
          "--env=a=b",
          "--read-only",
          "--read-only=false",
          "-q",
          "--quiet",
          "-f",
          "-f=x",
          "-",
          "--",
          "--data",
          "--data={\"a\": 1}",
          "--request-id",
          "--request-id=req-2",
          "req-1",
          "req 'quoted'",
          "@file",
          "${env:HOME}",
          "",
          "-x",
          "--format",
          "json",
          "--yes");

  @Test
  void whatItTakesTheWholeCommandLineReadsTheSame() throws IllegalAccessException {
    Random random = new Random(4711);
    int taken = 0;
    for (int i = 0; i < 4_000; i++) {
      List<String> words = new ArrayList<>();
      for (int count = 1 + random.nextInt(5); count > 0; count--) {
        // More verbs than there are in all words, or hardly any call would be one.
        words.add(WORDS.get(random.nextInt(random.nextInt(3) == 0 ? 6 : WORDS.size())));
      }
      ShortCall call = ShortCall.of(words, context());
      if (call != null) {
        taken++;
        compare(words, call);
      }
    }
    assertThat(taken).as("calls that were compared").isGreaterThan(100);
  }

  private static void compare(List<String> words, ShortCall call) throws IllegalAccessException {
    CliContext context = context();
    CommandLine line = Commands.lineFor(context, words);
    ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
    assertThat(parsed.isVersionHelpRequested()).as("%s", words).isEqualTo(call.isVersion());
    assertThat(parsed.hasSubcommand()).as("%s", words).isEqualTo(call.verb() != null);
    assertThat(values(call.options())).as("%s", words).isEqualTo(values(line.getCommand()));
    if (call.verb() != null) {
      Object verb = parsed.subcommand().commandSpec().userObject();
      assertThat(values(verb)).as("%s", words).isEqualTo(values(call.verb()));
      assertThat(context.answersPrograms()).isFalse();
      assertThat(Commands.answerPrograms(words)).as("%s", words).isTrue();
    }
  }

  /** Every field that an option is read into, by name. */
  private static Map<String, @Nullable Object> values(Object holder) throws IllegalAccessException {
    Map<String, @Nullable Object> values = new TreeMap<>();
    for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        boolean read =
            field.isAnnotationPresent(CommandLine.Option.class)
                || field.isAnnotationPresent(CommandLine.Mixin.class);
        if (read && !Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          Object value = field.get(holder);
          values.put(
              field.getName(),
              field.isAnnotationPresent(CommandLine.Mixin.class) && value != null
                  ? values(value)
                  : value);
        }
      }
    }
    values.put("class", holder instanceof RootCommand ? "" : holder.getClass().getSimpleName());
    values.computeIfPresent("class", (key, name) -> name.equals("GlobalOptions") ? "" : name);
    return values;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getRequestStatus -f /tmp/in.json",
        "getRequestStatus -f -",
        "getRequestStatus --request-id req-1 --config-dir conf",
        "--config-dir conf --env production getAvailableTemplates",
        "requestMachines --data {}",
        "requestReturnMachines --quiet -f x",
        "getReturnRequests",
        "--version"
      })
  void takesWhatSchedulersCall(String words) {
    assertThat(ShortCall.of(List.of(words.split(" ")), context())).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getRequestStatus --help",
        "getRequestStatus --request-id a --request-id b",
        "getRequestStatus --request-id",
        "getRequestStatus extra",
        "getRequestStatus --format yaml",
        "-f x getRequestStatus",
        "getAvailableTemplates --request-id a",
        "getRequestStatus --version",
        "getRequestStatus -q --quiet",
        "providers list",
        "--config-dir conf --help",
        "--config-dir"
      })
  void leavesTheRestToTheWholeCommandLine(String words) {
    assertThat(ShortCall.of(List.of(words.split(" ")), context())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--config-dir conf", "--env production --read-only", "-q"})
  void takesWhatOpensTheWindow(String words) {
    CliContext context = context();
    assertThat(ShortCall.of(List.of(words.split(" ")), context))
        .isNotNull()
        .extracting(ShortCall::isWindow)
        .isEqualTo(true);
    assertThat(context.answersPrograms()).isFalse();
  }

  @Test
  void noWordOpensTheWindow() {
    assertThat(ShortCall.of(List.of(), context()))
        .isNotNull()
        .extracting(ShortCall::isWindow)
        .isEqualTo(true);
  }

  private static CliContext context() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new CliContext(
        new Streams(InputStream.nullInputStream(), nowhere, nowhere, Map.of(), false, false));
  }
}
