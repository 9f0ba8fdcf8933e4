package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.app.testing.Drawn;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of the screens by name; the packaged program makes those of the documents. */
@OnScreen
final class SnapshotCommandTest {

  @TempDir private Path scratch = Path.of("");

  @Test
  void everyScreenIsDrawnInASizeAndThemeOfChoice() throws IOException {
    Path config = SampleFolder.copyTo(scratch.resolve("config"));
    Path pictures = scratch.resolve("pictures");
    JsonNode answer =
        new Shell(config)
            .withoutStore()
            .json(
                "snapshot", "--out", pictures.toString(), "--size", "1024x640", "--theme", "dark");
    assertThat(answer.get("files")).hasSizeGreaterThan(9);
    for (JsonNode file : answer.get("files")) {
      assertThat(file.asText()).endsWith("-dark.png");
      Drawn.assertWhole(pictures.resolve(file.asText()), 1024, 640, true);
    }
    // Pictures are played in a temporary store; the operator's own is not touched.
    assertThat(config.resolve(".signalbox")).doesNotExist();
  }
}
