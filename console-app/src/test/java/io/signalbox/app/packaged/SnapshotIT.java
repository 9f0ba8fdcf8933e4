package io.signalbox.app.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of the screens, made without a display. */
final class SnapshotIT {

  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;

  /** Text, lines and charts make far more; a blank or broken scene makes a handful. */
  private static final int FEWEST_COLOURS = 60;

  private static final int HALF_OF_ALL_LIGHT = 3 * 128;

  @TempDir private Path scratch = Path.of("");

  @ParameterizedTest
  @CsvSource({"light, false", "dark, true"})
  void everyScreenIsDrawn(String theme, boolean dark) throws IOException {
    var config = PackagedProgram.sample(scratch.resolve("config"));
    var pictures = scratch.resolve("pictures");
    PackagedProgram.where(scratch)
        .run(
            "snapshot",
            "--out",
            pictures.toString(),
            "--size",
            WIDTH + "x" + HEIGHT,
            "--theme",
            theme,
            "--config-dir",
            config.toString())
        .good();

    assertThat(screens(pictures)).hasSizeGreaterThanOrEqualTo(4);
    for (Path file : screens(pictures)) {
      var picture = ImageIO.read(file.toFile());
      assertThat(picture.getWidth()).as("%s", file).isEqualTo(WIDTH);
      assertThat(picture.getHeight()).as("%s", file).isEqualTo(HEIGHT);
      assertThat(colours(picture)).as("colours of %s", file).hasSizeGreaterThan(FEWEST_COLOURS);
      assertThat(light(picture) < HALF_OF_ALL_LIGHT).as("%s is dark", file).isEqualTo(dark);
    }
    // Pictures are played in a temporary store; the operator's own is not touched.
    assertThat(config.resolve(".signalbox")).doesNotExist();
  }

  @Test
  void withoutADisplayTheProgramSaysSoAndShowsTheOverview() throws IOException {
    var config = PackagedProgram.sample(scratch.resolve("config"));
    var pictures = scratch.resolve("pictures");
    var answer =
        PackagedProgram.where(scratch)
            .run(
                Map.of(
                    "SIGNALBOX_SNAPSHOTS",
                    pictures.toString(),
                    // As the launcher has it where pictures are asked for by name: half the time.
                    "SIGNALBOX_JAVA_OPTS",
                    "-XX:TieredStopAtLevel=1"),
                "--config-dir",
                config.toString())
            .good();
    assertThat(answer.err().lines().filter(line -> line.contains("No display"))).hasSize(1);
    assertThat(answer.out()).contains("aws-us-east-1").contains(pictures.toString());
    assertThat(screens(pictures)).isNotEmpty();
  }

  private static List<Path> screens(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
  }

  private static HashSet<Integer> colours(BufferedImage picture) {
    var colours = new HashSet<Integer>();
    for (var x = 0; x < picture.getWidth(); x++) {
      for (var y = 0; y < picture.getHeight(); y++) {
        colours.add(picture.getRGB(x, y));
      }
    }
    return colours;
  }

  /** The mean of red + green + blue, 0 to 765. */
  private static long light(BufferedImage picture) {
    var sum = 0L;
    for (var x = 0; x < picture.getWidth(); x++) {
      for (var y = 0; y < picture.getHeight(); y++) {
        var rgb = picture.getRGB(x, y);
        sum += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
      }
    }
    return sum / ((long) picture.getWidth() * picture.getHeight());
  }
}
