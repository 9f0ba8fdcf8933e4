package io.signalbox.core.readiness;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.error.Counted;
import io.signalbox.core.file.Chance;
import io.signalbox.core.json.Json;
import io.signalbox.core.log.LogLevel;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Remedy;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether what is done is logged: a line is written and looked for in the file, and its last lines
 * are read, each of them a JSON object without a secret.
 */
final class LogCheck implements Check {

  private static final Logger LOG = LoggerFactory.getLogger(LogCheck.class);

  private static final int LINES = 2_000;
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final List<String> FIELDS = List.of("time", "level", "logger", "message");

  private final Supplier<Configuration> configuration;
  private final Optional<Path> file;
  private final LogLevel level;
  private final Secrets secrets;

  /**
   * @param file where this process's lines go; empty where another program keeps them
   * @param level the least that is kept
   */
  LogCheck(
      Supplier<Configuration> configuration, Optional<Path> file, LogLevel level, Secrets secrets) {
    this.configuration = configuration;
    this.file = file;
    this.level = level;
    this.secrets = secrets;
  }

  /** What the last lines are. */
  private record Lines(int count, int wrong, int traced, int secret, boolean probe, long bytes) {}

  @Override
  public Finding run(Progress progress) {
    Found found = new Found(remedy("Nothing is to be done"));
    level(found);
    if (file.isEmpty()) {
      found.row("file", "logs/app.log", "kept by another program", Verdict.WARNING);
      found.wrong(
          "The program that holds this console keeps its log elsewhere; nothing of it was read",
          remedy("Look at that log"));
      return found.finding("The log is kept by another program.", "");
    }
    Path log = file.get();
    String token = "log-" + Chance.name();
    LOG.info("Looking whether the log is written: {}", token);
    Lines lines;
    try {
      lines = read(log, token);
    } catch (IOException e) {
      found.row(name(log), "readable", e.getClass().getSimpleName(), Verdict.FAILED);
      found.wrong(
          "The log cannot be read: " + e, remedy("Make " + log + " readable for this user"));
      return found.finding(name(log) + " cannot be read.", "");
    }
    judge(log, lines, found);
    return found.finding(
        (lines.count() - lines.wrong())
            + " of "
            + Counted.of(lines.count(), "line")
            + " are JSON, "
            + lines.traced()
            + " with a trace id; "
            + Counted.of(lines.secret(), "secret")
            + " found.",
        name(log) + ", " + lines.bytes() / 1024 + " KiB, level " + level + ".");
  }

  private void level(Found found) {
    boolean enough = level.compareTo(LogLevel.INFO) <= 0;
    String place = Places.of(configuration.get(), "logging.level");
    found.row(
        "logging.level",
        "INFO or finer",
        level.name(),
        enough ? Verdict.PASSED : Verdict.FAILED,
        place);
    if (!enough) {
      found.wrong(
          "The level " + level + " leaves out who did what",
          new Remedy(
              "Set logging.level to INFO, or take HF_LOG_LEVEL out of the environment",
              Place.SETTINGS,
              "logging.level"));
    }
  }

  private void judge(Path log, Lines lines, Found found) {
    boolean expected = level.compareTo(LogLevel.INFO) <= 0;
    if (expected) {
      found.row(
          "a line of this check",
          "in the file",
          lines.probe() ? "in the file" : "not there",
          lines.probe() ? Verdict.PASSED : Verdict.FAILED);
      if (!lines.probe()) {
        found.wrong(
            "What this process logs does not reach " + log + ": it was moved, or the disk is full",
            remedy("Start this program again, and run the check again"));
      }
    }
    found.row(
        "last " + Counted.of(lines.count(), "line"),
        "JSON",
        lines.wrong() == 0 ? "JSON" : Counted.of(lines.wrong(), "line") + " not JSON",
        lines.wrong() == 0 ? Verdict.PASSED : Verdict.FAILED);
    if (lines.wrong() > 0) {
      found.wrong(
          Counted.of(lines.wrong(), "line") + " of " + name(log) + " cannot be read by a program",
          remedy("See what else writes into " + log));
    }
    found.row(
        "secrets",
        "0 lines",
        Counted.of(lines.secret(), "line"),
        lines.secret() == 0 ? Verdict.PASSED : Verdict.FAILED);
    if (lines.secret() > 0) {
      found.wrong(
          Counted.of(lines.secret(), "line") + " of " + name(log) + " hold a secret in the clear",
          remedy("Change that secret if it is one, and delete " + log));
    }
  }

  private Lines read(Path log, String token) throws IOException {
    byte[] tail = tail(log);
    String text = new String(tail, StandardCharsets.UTF_8);
    List<String> all = text.lines().toList();
    // What begins before the part that was read is not judged by its half.
    int from = tail.length == MOST_BYTES ? 1 : 0;
    List<String> last = all.subList(Math.max(from, all.size() - LINES), all.size());
    int wrong = 0;
    int traced = 0;
    int secret = 0;
    boolean probe = false;
    for (String line : last) {
      Map<String, @Nullable Object> read = object(line);
      if (!read.keySet().containsAll(FIELDS)) {
        wrong++;
      }
      if (read.containsKey("trace_id")) {
        traced++;
      }
      if (!secrets.strike(line).equals(line)) {
        secret++;
      }
      probe |= line.contains(token);
    }
    return new Lines(last.size(), wrong, traced, secret, probe, Files.size(log));
  }

  private static Map<String, @Nullable Object> object(String line) {
    try {
      return Json.readObject(line);
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static byte[] tail(Path log) throws IOException {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(MOST_BYTES, size));
      channel.position(size - buffer.capacity());
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Read on, until all of the part is there or somebody cut the file short.
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }

  private static String name(Path log) {
    return "logs/" + log.getFileName();
  }

  private static Remedy remedy(String text) {
    return new Remedy(text, Place.SETTINGS, "logging.level");
  }
}
