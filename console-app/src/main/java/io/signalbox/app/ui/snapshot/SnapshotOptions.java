package io.signalbox.app.ui.snapshot;

import java.nio.file.Path;
import java.util.List;

/**
 * What to render.
 *
 * @param folder where the PNG files go; made if it is not there
 * @param width of the window, px, at least 640
 * @param height of the window, px, at least 480
 * @param themes {@code light}, {@code dark} or both
 */
public record SnapshotOptions(Path folder, int width, int height, List<String> themes) {

  /** The size the mock-ups have. */
  public static final int WIDTH = 1440;

  /** The size the mock-ups have. */
  public static final int HEIGHT = 900;

  public SnapshotOptions {
    themes = List.copyOf(themes);
  }
}
