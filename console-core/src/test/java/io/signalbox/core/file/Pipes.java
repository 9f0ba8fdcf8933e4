package io.signalbox.core.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** Makes named pipes, which Java cannot: whoever opens one waits for its other end. */
public final class Pipes {

  private Pipes() {}

  /** A test that needs one is passed over where there are none. */
  public static Path make(Path at) throws IOException, InterruptedException {
    int status;
    try {
      status = new ProcessBuilder("mkfifo", at.toString()).start().waitFor();
    } catch (IOException e) {
      assumeTrue(false, "there is no mkfifo here");
      throw e;
    }
    assumeTrue(status == 0, "no pipe can be made here");
    return at;
  }
}
