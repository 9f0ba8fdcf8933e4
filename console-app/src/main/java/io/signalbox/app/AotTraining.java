package io.signalbox.app;

import io.signalbox.core.LoadAhead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the program does while an AOT cache is made, so that the cache holds the classes a real run
 * needs. Run by the packaging on temporary copies of small configurations, never by an operator.
 */
public final class AotTraining {

  private static final Pattern REQUEST_ID = Pattern.compile("req-[0-9a-fA-F-]{36}");
  private static final Pattern MACHINE_ID = Pattern.compile("\"machineId\":\"([^\"]+)\"");

  private final String configFolder;
  private int refused;

  private AotTraining(String configFolder) {
    this.configFolder = configFolder;
  }

  /**
   * Trains; the exit status is the number of verbs that were refused, so that the packaging can
   * tell a cache that is smaller than it should be.
   *
   * @param args {@code calls} for what a scheduler calls alone, or {@code verbs} for what is typed
   *     too, a configuration folder, a template it offers and a folder with more of what a
   *     configuration can say; {@code window}, a configuration folder and a folder for pictures; or
   *     {@code store} and a configuration folder, which makes the store and trains nothing
   */
  public static void main(String[] args) {
    Main.useOwnLibraries();
    Main.processStreams();
    LoadAhead.begin(true);
    AotTraining training = new AotTraining(args[1]);
    switch (args[0]) {
      case "calls", "verbs" -> {
        training.calls(args[2]);
        AotTraining more = new AotTraining(args[3]);
        more.looks();
        if (args[0].equals("verbs")) {
          training.typed();
          more.typed();
        }
        training.refused += more.refused;
      }
      // One theme: the other needs no class more.
      case "window" -> training.run("", "snapshot", "--out", args[2], "--theme", "dark");
      case "store" -> training.run("", "getReturnRequests");
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.exit(training.refused);
  }

  /**
   * Other verbs are left out on purpose: each class in the cache takes time at every start, and
   * those they need besides are few.
   */
  private void typed() {
    run("", "providers", "list");
    run("", "providers", "list", "--format", "json");
  }

  private void looks() {
    run("", "--version");
    run("", "getAvailableTemplates");
    run("", "getReturnRequests");
  }

  /** A whole conversation with Host Factory. */
  private void calls(String template) {
    looks();
    String accepted =
        run(
            """
            {"template": {"templateId": "%s", "machineCount": 1}}\
            """
                .formatted(template),
            "requestMachines",
            "-f",
            "-");
    Matcher id = REQUEST_ID.matcher(accepted);
    if (id.find()) {
      String ask =
          """
          {"requests": [{"requestId": "%s"}]}\
          """
              .formatted(id.group());
      run(ask, "getRequestStatus", "-f", "-");
      Matcher machine = MACHINE_ID.matcher(run(ask, "getRequestStatus", "-f", "-"));
      if (machine.find()) {
        run(
            """
            {"machines": [{"machineId": "%s"}]}\
            """
                .formatted(machine.group(1)),
            "requestReturnMachines",
            "-f",
            "-");
      }
    }
    run("{\"machines\": []}", "getReturnRequests", "-f", "-");
  }

  private String run(String input, String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--config-dir";
    all[args.length + 1] = configFolder;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status =
        Main.run(
            all,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out,
            System.err,
            Map.of());
    if (status != 0) {
      refused++;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
