package io.signalbox.app.proof;

import io.signalbox.app.Main;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One walk through the window of the whole program, in this process: {@code PATH FOLDER PICTURES
 * RESULT}. The program starts as from a terminal; an operator on another thread does the rest, and
 * has the window manager close the window. How it went is written to {@code RESULT}.
 */
final class PathWindow {

  private PathWindow() {}

  public static void main(String[] args) throws Exception {
    WindowPath path = WindowPath.valueOf(args[0]);
    Path folder = Path.of(args[1]);
    Path result = Path.of(args[3]);
    Thread operator =
        Thread.ofPlatform()
            .daemon()
            .name("operator")
            .start(() -> walk(path, folder, Path.of(args[2]), result));
    int status =
        Main.run(
            new String[] {"--config-dir", folder.toString()},
            InputStream.nullInputStream(),
            System.out,
            System.err,
            System.getenv());
    operator.join(10_000);
    System.exit(status);
  }

  private static void walk(WindowPath path, Path folder, Path pictures, Path result) {
    Operator operator = Operator.atTheWindow(folder, pictures);
    try {
      write(result, "good " + path.walk(operator));
      operator.closeByWindowManager();
      operator.untilGone();
    } catch (AssertionError | RuntimeException e) {
      e.printStackTrace();
      write(result, "bad " + e.getMessage());
      operator.picture("paths-wrong");
      Operator.giveUp();
    }
  }

  private static void write(Path result, String told) {
    try {
      Files.writeString(result, told);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
