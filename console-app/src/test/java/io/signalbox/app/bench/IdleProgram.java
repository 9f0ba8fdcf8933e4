package io.signalbox.app.bench;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The core of a window or host that nobody asks anything: its checks and steps go on. Arguments:
 * the configuration folder, for how many seconds.
 */
public final class IdleProgram {

  private IdleProgram() {}

  public static void main(String[] args) throws InterruptedException {
    try (Signalbox core =
        Signalbox.open(SignalboxOptions.of(Path.of(args[0])).background(true).seed(1).build())) {
      core.snapshots();
      Thread.sleep(Duration.ofSeconds(Long.parseLong(args[1])));
    }
  }
}
