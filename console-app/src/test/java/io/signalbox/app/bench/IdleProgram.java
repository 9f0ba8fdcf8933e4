package io.signalbox.app.bench;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.provider.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The core of a window or server that nobody asks anything: its checks and steps go on. Arguments:
 * the configuration folder, for how many seconds.
 */
public final class IdleProgram {

  private IdleProgram() {}

  public static void main(String[] args) throws InterruptedException {
    try (Signalbox core =
        Signalbox.open(
            new SignalboxOptions(
                Path.of(args[0]), null, Map.of(), null, TimeSource.system(), true, false, 1))) {
      core.snapshots();
      Thread.sleep(Duration.ofSeconds(Long.parseLong(args[1])));
    }
  }
}
