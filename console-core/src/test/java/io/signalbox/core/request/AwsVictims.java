package io.signalbox.core.request;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A process with stories in it, as the one that strikes it has it. */
final class AwsVictims implements AutoCloseable {

  /** A busy machine takes a tenth of it. */
  private static final Duration LIMIT = Duration.ofSeconds(150);

  private final Process process;
  private final Path errors;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  private AwsVictims(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /** Starts it, and waits until every story can begin. */
  static AwsVictims start(Path scratch, List<AwsRole> roles) throws IOException {
    Path errors = Files.createTempFile(scratch, "victim", ".txt");
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AwsVictim.class.getName()));
    roles.forEach(role -> line.add(role.line()));
    Process process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
    AwsVictims victims = new AwsVictims(process, errors);
    Thread.ofVirtual().start(victims::read);
    try {
      for (AwsRole role : roles) {
        victims.until(() -> victims.said("ready", role.index()), "ready " + role.index());
      }
      return victims;
    } catch (AssertionError e) {
      victims.close();
      throw e;
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(said::add);
    } catch (IOException | UncheckedIOException killed) {
      // Nothing more is said.
    }
  }

  boolean said(String what, int index) {
    return said.contains(what + " " + index);
  }

  /** Whether a story has come to its end by itself. */
  boolean ended(int index) {
    return said("done", index) || said("failed", index);
  }

  void tell(String word) throws IOException {
    process.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Looks until it is so. */
  void until(BooleanSupplier so, String what) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!so.getAsBoolean()) {
      if (!process.isAlive() && !so.getAsBoolean() || System.nanoTime() > end) {
        throw new AssertionError(
            "not " + what + "; said " + said + ", status " + status() + errors());
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private String status() {
    return process.isAlive() ? "none" : Integer.toString(process.exitValue());
  }

  private String errors() {
    try {
      return "\n" + Files.readString(errors);
    } catch (IOException e) {
      return "\n" + e;
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends STOP or CONT. */
  void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (status != 0) {
      throw new IOException("kill -" + name + ": " + status);
    }
  }

  /** Waits until it ends by itself, every story well. */
  void finish() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("ended with " + status() + errors());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
