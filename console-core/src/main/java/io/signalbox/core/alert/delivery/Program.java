package io.signalbox.core.alert.delivery;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs a program with its arguments as they are: no shell reads them. What it prints is thrown
 * away; one that takes longer than its time is ended.
 */
final class Program implements Channel {

  private final Function<Message, List<String>> arguments;
  private final Duration timeout;

  /**
   * @param arguments the program, and what it is given for a message
   */
  Program(Function<Message, List<String>> arguments, Duration timeout) {
    this.arguments = arguments;
    this.timeout = timeout;
  }

  @Override
  public void send(Message message) throws NotDelivered, InterruptedException {
    List<String> command = arguments.apply(message);
    String name = new File(command.getFirst()).getName();
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new NotDelivered(name + " could not be started", e);
    }
    boolean ended = false;
    try {
      Thread.startVirtualThread(() -> give(process, message.json()));
      ended = process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      if (!ended) {
        // From the top: one that sees its child end would start the next, which nobody ends.
        List<ProcessHandle> started = process.descendants().toList();
        process.toHandle().destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        // Closes its input too, which waits for a write while any of them can read.
        process.destroyForcibly();
      }
    }
    if (!ended) {
      throw new NotDelivered(name + " took longer than " + timeout.toMillis() + " ms");
    }
    if (process.exitValue() != 0) {
      throw new NotDelivered(name + " ended with status " + process.exitValue());
    }
  }

  /**
   * A document may be longer than a pipe holds: on a thread of its own, so that a program that
   * reads none has no more than its time. It ends with the program.
   */
  private static void give(Process process, String json) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It reads nothing, or has ended already: its status tells.
    }
  }
}
