package io.signalbox.app.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An X display of its own, in memory (Xvfb), whose picture is read where it is kept: whoever draws
 * is neither asked nor held up. White where nothing is. For one thread.
 */
final class OwnDisplay implements AutoCloseable {

  private static final int WIDTH = 1_600;
  private static final int HEIGHT = 1_000;
  private static final int WHITE = 0xFFFFFF;

  /** In the header of the picture, which is an XWD. */
  private static final int HEADER_SIZE = 0;

  private static final int BYTES_PER_LINE = 48;
  private static final int COLOURS = 76;
  private static final int BYTES_PER_COLOUR = 12;

  private static final long LIMIT_SECONDS = 60;

  private final Process server;
  private final String name;
  private final MappedByteBuffer picture;
  private final int pixels;
  private final int line;

  private OwnDisplay(Process server, String name, MappedByteBuffer picture) {
    this.server = server;
    this.name = name;
    this.line = picture.getInt(BYTES_PER_LINE);
    this.pixels = picture.getInt(HEADER_SIZE) + BYTES_PER_COLOUR * picture.getInt(COLOURS);
    this.picture = picture;
    picture.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Part of the display, of which points are looked at.
   *
   * @param across how far these are apart, as {@code down}
   */
  record Area(int x, int y, int width, int height, int across, int down) {

    /** All but the edges. */
    static final Area MIDDLE = new Area(100, 60, WIDTH - 200, HEIGHT - 120, 4, 12);
  }

  /**
   * @param folder is filled
   * @throws IOException where there is no Xvfb
   */
  static OwnDisplay open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Process server =
        new ProcessBuilder(
                "Xvfb",
                "-displayfd",
                "1",
                "-screen",
                "0",
                WIDTH + "x" + HEIGHT + "x24",
                "-fbdir",
                folder.toString(),
                "-nolisten",
                "tcp",
                "-noreset",
                "-wr")
            .redirectError(folder.resolve("display.txt").toFile())
            .start();
    // Once it has said its number it has made the picture.
    String number;
    try (BufferedReader out = server.inputReader()) {
      number = out.readLine();
    }
    if (number == null) {
      throw new IOException("Xvfb ended: " + Files.readString(folder.resolve("display.txt")));
    }
    try (FileChannel kept =
        FileChannel.open(folder.resolve("Xvfb_screen0"), StandardOpenOption.READ)) {
      return new OwnDisplay(
          server, ":" + number.strip(), kept.map(FileChannel.MapMode.READ_ONLY, 0, kept.size()));
    } catch (IOException e) {
      server.destroy();
      throw e;
    }
  }

  /** As {@code DISPLAY} has it. */
  String name() {
    return name;
  }

  /**
   * Whether at least two colours besides white are there: a window that is not drawn yet has one at
   * most.
   */
  boolean isPainted(Area area) {
    int first = WHITE;
    for (int y = area.y(); y < area.y() + area.height(); y += area.down()) {
      int row = pixels + y * line;
      for (int x = area.x(); x < area.x() + area.width(); x += area.across()) {
        int colour = picture.getInt(row + 4 * x) & WHITE;
        if (colour != WHITE && colour != first) {
          if (first != WHITE) {
            return true;
          }
          first = colour;
        }
      }
    }
    return false;
  }

  /**
   * Looks once a millisecond until it is so.
   *
   * @throws IllegalStateException where it is not within a minute
   */
  static void await(String what, BooleanSupplier so) throws InterruptedException {
    long begun = System.nanoTime();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
        throw new IllegalStateException("Not within " + LIMIT_SECONDS + " s: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  @Override
  public void close() {
    server.destroy();
  }
}
