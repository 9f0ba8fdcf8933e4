package io.signalbox.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Whether a picture of a screen shows one. */
public final class Drawn {

  /** Text, lines and charts make far more; a blank or broken scene makes a handful. */
  private static final int FEWEST_COLOURS = 60;

  private static final int HALF_OF_ALL_LIGHT = 3 * 128;

  private Drawn() {}

  public static void assertWhole(Path file, int width, int height, boolean dark)
      throws IOException {
    var picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(width);
    assertThat(picture.getHeight()).isEqualTo(height);
    var pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    assertThat(Arrays.stream(pixels).distinct().limit(FEWEST_COLOURS + 1L).count())
        .as("colours")
        .isGreaterThan(FEWEST_COLOURS);
    assertThat(light(pixels) < HALF_OF_ALL_LIGHT).as("is dark").isEqualTo(dark);
  }

  /** The mean of red + green + blue, 0 to 765. */
  private static long light(int[] pixels) {
    var sum = 0L;
    for (var rgb : pixels) {
      sum += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
    }
    return sum / pixels.length;
  }
}
