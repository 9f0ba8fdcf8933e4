package io.signalbox.app.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.CommittedPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Pictures of the screens, made without a display: by two programs, which need not wait for each
 * other.
 */
@Execution(ExecutionMode.CONCURRENT)
final class SnapshotIT {

  /** Text, lines and charts make far more; a blank or broken scene makes a handful. */
  private static final int FEWEST_COLOURS = 60;

  private static final int HALF_OF_ALL_LIGHT = 3 * 128;

  @TempDir private Path scratch = Path.of("");

  @Test
  void everyScreenIsDrawnInASizeOfChoice() throws IOException {
    var config = PackagedProgram.sample(scratch.resolve("config"));
    var pictures = scratch.resolve("pictures");
    PackagedProgram.where(scratch)
        .run(
            "snapshot",
            "--out",
            pictures.toString(),
            "--size",
            "1024x640",
            "--theme",
            "dark",
            "--config-dir",
            config.toString())
        .good();

    assertThat(screens(pictures))
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(file -> assertDrawn(file, 1024, 640, true));
    // Pictures are played in a temporary store; the operator's own is not touched.
    assertThat(config.resolve(".signalbox")).doesNotExist();
  }

  private static void assertDrawn(Path file, int width, int height, boolean dark)
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

  @Test
  void withoutADisplayTheProgramSaysSoAndDrawsEveryScreenAsItsCommittedPictureHasIt()
      throws IOException {
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
    for (String theme : List.of("light", "dark")) {
      var drawn =
          screens(pictures).stream().filter(file -> file.toString().endsWith(theme + ".png"));
      assertThat(drawn)
          .hasSizeGreaterThanOrEqualTo(4)
          .allSatisfy(file -> assertDrawn(file, 1440, 900, theme.equals("dark")));
    }
    assertAsCommitted(screens(pictures));
  }

  private static void assertAsCommitted(List<Path> screens) throws IOException {
    var committed =
        new CommittedPictures(Path.of("../docs/images"), Path.of("target/pictures/differing"));
    var made = screens.stream().map(file -> new CommittedPictures.Made(file, 1)).toList();
    assertThat(committed.compare(made)).as(committed.remedy()).isEmpty();
  }

  private static List<Path> screens(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
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
