package io.signalbox.app.proof;

import io.signalbox.app.testing.Camera;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.SampleFolder;
import io.signalbox.app.ui.CloudPictures;
import io.signalbox.app.ui.FormPictures;
import io.signalbox.app.ui.activity.ActivityPictures;
import io.signalbox.app.ui.drill.DrillPictures;
import io.signalbox.app.ui.overview.ManyPictures;
import io.signalbox.app.ui.routing.RoutingPictures;
import io.signalbox.app.ui.tracks.TracksPictures;
import io.signalbox.core.proof.Arguments;
import io.signalbox.core.proof.Tables;
import io.signalbox.core.testing.Many;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Every picture there is, by one command. Those of the guides go to {@code docs/images}: every
 * screen on the sample, some tracks, and a sheet of every screen with 4, 60 and 500 providers in
 * each theme. In full size, with states that are hard to come by, they go to {@code pictures},
 * which is not committed.
 */
public final class Pictures {

  private static final List<Integer> COUNTS = List.of(4, 60, 500);
  private static final Map<String, String> ARGUMENTS =
      Map.of("out", "docs/proof", "pictures", "target/pictures", "only", "");

  private Pictures() {}

  public static void main(String[] args) throws Exception {
    if (System.getenv("DISPLAY") == null) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    Path images = Path.of(arguments.text("out")).resolveSibling("images");
    Path pictures = Path.of(arguments.text("pictures"));
    String only = arguments.text("only");
    Path folder = Files.createTempDirectory("signalbox-pictures-");
    try {
      if (only.isEmpty()) {
        snapshot(SampleFolder.copyTo(folder.resolve("sample")), images);
        for (int count : COUNTS) {
          Path many = folder.resolve("many-" + count);
          new Many(count, 100, 20).writeTo(many);
          snapshot(many, pictures.resolve("many-" + count));
          Sheet.write(pictures.resolve("many-" + count), images, "many-" + count);
        }
      }
      TracksPictures.takeForGuides(Camera.in(images, only));
      Camera camera = Camera.in(pictures, only);
      TracksPictures.take(camera);
      ManyPictures.take(camera);
      RoutingPictures.take(camera);
      FormPictures.take(camera);
      ActivityPictures.take(camera);
      CloudPictures.take(camera, folder.resolve("cloud"));
      DrillPictures.take(camera);
    } finally {
      Tables.delete(folder);
    }
    // The toolkit's threads would keep the process.
    System.exit(0);
  }

  /** As the command of that name: a purely simulated configuration plays 15 seeded minutes. */
  private static void snapshot(Path config, Path out) {
    CliRun done = new CliRun.Shell(config).run("snapshot", "--out", out.toString());
    if (done.status != 0) {
      throw new IllegalStateException(done.err);
    }
    System.out.print(done.out);
  }
}
