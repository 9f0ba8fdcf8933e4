package io.signalbox.app.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.app.Main;
import io.signalbox.core.store.MigratedStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the program in this process, as a shell would. */
public final class CliRun {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SENTENCE = Pattern.compile("error: (.*) \\[([A-Z_]+)]");

  public final int status;
  public final String out;
  public final String err;

  private CliRun(int status, String out, String err) {
    this.status = status;
    this.out = out;
    this.err = err;
  }

  /**
   * A shell whose configuration folder is given by the environment. Beside a configuration file an
   * empty store is there already.
   */
  public static final class Shell {
    private final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private boolean beginsWithStore = true;
    private String input = "";

    public Shell(Path folder) {
      this.folder = folder;
      environment.put("SIGNALBOX_CONFIG_DIR", folder.toString());
      environment.put("HOME", folder.toString());
    }

    public Shell with(String name, String value) {
      environment.put(name, value);
      return this;
    }

    public Shell without(String name) {
      environment.remove(name);
      return this;
    }

    /** Whoever runs first makes the store, as everywhere but in tests. */
    public Shell withoutStore() {
      beginsWithStore = false;
      return this;
    }

    /** What the next run is piped. */
    public Shell piped(String text) {
      input = text;
      return this;
    }

    public CliRun run(String... args) {
      if (beginsWithStore && Files.exists(folder.resolve("config.json"))) {
        MigratedStore.in(folder.resolve(".signalbox"));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int status =
          Main.run(
              args,
              new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              environment);
      input = "";
      return new CliRun(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The answer of a run that must succeed. */
    public JsonNode json(String... args) {
      List<String> all = new ArrayList<>(List.of(args));
      all.add("--format");
      all.add("json");
      CliRun run = run(all.toArray(String[]::new));
      if (run.status != 0) {
        throw new AssertionError(String.join(" ", args) + " exits " + run.status + ": " + run.err);
      }
      return run.json();
    }
  }

  /** Standard output as exactly one document. */
  public JsonNode json() {
    return parse(out);
  }

  /**
   * The error on standard error, as a program or as a person reads it; of the latter only code and
   * message.
   */
  public JsonNode error() {
    String line = err.lines().filter(each -> each.startsWith("{\"error\"")).findFirst().orElse("");
    return line.isEmpty() ? sentence() : parse(line).get("error");
  }

  private JsonNode sentence() {
    StringBuilder message = new StringBuilder();
    String code = "";
    for (String line : err.split("\n", -1)) {
      Matcher matcher = SENTENCE.matcher(line);
      if (matcher.matches()) {
        message.setLength(0);
        message.append(matcher.group(1));
        code = matcher.group(2);
      } else if (!code.isEmpty()) {
        message.append('\n').append(line);
      }
    }
    if (code.isEmpty()) {
      throw new AssertionError("no error in: " + err);
    }
    return JSON.createObjectNode().put("message", message.toString()).put("code", code);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + text, e);
    }
  }

  public static void write(Path folder, String name, String text) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of the repository's sample configuration. */
  public static Path sample(Path target) {
    try {
      return SampleFolder.copyTo(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
