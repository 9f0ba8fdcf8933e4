package io.signalbox.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the program does while its AOT cache is made, so that the cache holds the classes a real run
 * needs: the verbs scripts call most, then every screen. Run by the packaging on a temporary copy
 * of a small configuration, never by an operator.
 */
public final class AotTraining {

  private static final Pattern REQUEST_ID = Pattern.compile("req-[0-9a-fA-F-]{36}");

  private final String configFolder;
  private int refused;

  private AotTraining(String configFolder) {
    this.configFolder = configFolder;
  }

  /**
   * Trains; the exit status is the number of verbs that were refused, so that the packaging can
   * tell a cache that is smaller than it should be.
   *
   * @param args the configuration folder, a template it offers, a folder for pictures
   */
  public static void main(String[] args) {
    AotTraining training = new AotTraining(args[0]);
    training.verbs(args[1]);
    training.run("", "snapshot", "--out", args[2]);
    System.exit(training.refused);
  }

  private void verbs(String template) {
    run("", "overview");
    run("", "providers", "list", "--format", "json");
    run("", "templates", "list");
    run("", "templates", "show", template, "--source-info", "--format", "json");
    run("", "getAvailableTemplates");
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
      run(
          """
          {"requests": [{"requestId": "%s"}]}\
          """
              .formatted(id.group()),
          "getRequestStatus",
          "-f",
          "-");
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
