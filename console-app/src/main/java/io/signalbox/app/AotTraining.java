package io.signalbox.app;

import io.signalbox.app.ui.WindowTraining;
import io.signalbox.core.LoadAhead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** The file of a configuration folder in which a request's id is left for the training. */
  private static final String KNOWN = "training-request";

  private final String configFolder;
  private int refused;

  private AotTraining(String configFolder) {
    this.configFolder = configFolder;
  }

  /**
   * Trains; the exit status is the number of verbs that were refused, so that the packaging can
   * tell a cache that is smaller than it should be.
   *
   * @param args {@code polls} for what a scheduler asks every few seconds, a configuration folder
   *     and another with more of what a configuration can say, both as {@code store} left them; or
   *     {@code verbs} for what else it calls and what is typed, a configuration folder, a template
   *     it offers and another folder; {@code window}, a configuration folder and a folder for
   *     pictures; or {@code store} and configuration folders, each with a template, which makes
   *     their stores with a request in each and trains nothing
   */
  public static void main(String[] args) {
    Main.useOwnLibraries();
    Main.processStreams();
    LoadAhead.begin(!args[0].equals("polls"));
    AotTraining training = new AotTraining(args[1]);
    switch (args[0]) {
      case "polls" -> {
        AotTraining more = new AotTraining(args[2]);
        training.polls(training.known());
        more.polls(more.known());
        training.refused += more.refused;
      }
      case "verbs" -> {
        training.calls(args[2]);
        AotTraining more = new AotTraining(args[3]);
        more.looks();
        training.typed();
        more.typed();
        training.refused += more.refused;
      }
      case "window" -> training.window(args[2]);
      case "store" -> {
        for (int i = 1; i < args.length; i += 2) {
          AotTraining each = new AotTraining(args[i]);
          each.remember(each.asked(args[i + 1]));
          training.refused += each.refused;
        }
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.exit(training.refused);
  }

  /** Every screen, then the window as it starts, on no display either. */
  private void window(String pictures) {
    // One theme, and small: others need no class more.
    run("", "snapshot", "--out", pictures, "--size", "1024x640", "--theme", "dark");
    if (WindowTraining.run(Path.of(configFolder)) != 0) {
      refused++;
    }
  }

  /**
   * Other verbs are left out on purpose: each class in the cache takes time at every start, and
   * those they need besides are few.
   */
  private void typed() {
    run("", "providers", "list");
    run("", "providers", "list", "--format", "json");
  }

  /** What is asked every few seconds; each class more would take time at every one of these. */
  private void polls(String requestId) {
    run("", "--version");
    for (int i = 0; i < 2; i++) {
      run(question(requestId), "getRequestStatus", "-f", "-");
    }
    run("{\"machines\": []}", "getReturnRequests", "-f", "-");
  }

  private void looks() {
    run("", "--version");
    run("", "getAvailableTemplates");
    run("", "getReturnRequests");
  }

  /** A whole conversation with Host Factory. */
  private void calls(String template) {
    looks();
    String requestId = asked(template);
    run(question(requestId), "getRequestStatus", "-f", "-");
    Matcher machine = MACHINE_ID.matcher(run(question(requestId), "getRequestStatus", "-f", "-"));
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
    run("{\"machines\": []}", "getReturnRequests", "-f", "-");
  }

  private static String question(String requestId) {
    return "{\"requests\": [{\"requestId\": \"" + requestId + "\"}]}";
  }

  /** The id of a request for one machine; empty where it was refused. */
  private String asked(String template) {
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
    return id.find() ? id.group() : "";
  }

  private void remember(String requestId) {
    try {
      Files.writeString(Path.of(configFolder, KNOWN), requestId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String known() {
    try {
      return Files.readString(Path.of(configFolder, KNOWN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
