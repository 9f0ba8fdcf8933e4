package io.signalbox.app.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.CommittedPictures;
import io.signalbox.app.testing.Drawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of the screens, made without a display. */
final class SnapshotIT {

  @TempDir private Path scratch = Path.of("");

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
          .allSatisfy(file -> Drawn.assertWhole(file, 1440, 900, theme.equals("dark")));
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
}
