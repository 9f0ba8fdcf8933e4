package io.signalbox.app.proof;

import io.signalbox.app.cli.window.SnapshotCommand;
import io.signalbox.app.testing.Camera;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CommittedPictures;
import io.signalbox.app.testing.SampleFolder;
import io.signalbox.app.ui.CloudPictures;
import io.signalbox.app.ui.FormPictures;
import io.signalbox.app.ui.activity.ActivityPictures;
import io.signalbox.app.ui.alerts.AlertsPictures;
import io.signalbox.app.ui.drill.DrillPictures;
import io.signalbox.app.ui.overview.ManyPictures;
import io.signalbox.app.ui.routing.RoutingPictures;
import io.signalbox.app.ui.snapshot.SnapshotOptions;
import io.signalbox.app.ui.snapshot.Snapshots;
import io.signalbox.app.ui.tracks.TracksPictures;
import io.signalbox.core.played.SimulatedHistory;
import io.signalbox.core.proof.Arguments;
import io.signalbox.core.proof.Tables;
import io.signalbox.core.testing.Many;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every picture there is, by one command. Those of the guides go to {@code docs/images}: every
 * screen on the sample, some tracks, and a sheet of every screen with 4, 60 and 500 providers in
 * each theme and three sizes; or, with {@code compare=true}, they are compared with those that are
 * there. In full size, with states that are hard to come by, they go to {@code pictures}, which is
 * not committed.
 */
public final class Pictures {

  private static final List<Integer> COUNTS = List.of(4, 60, 500);

  /**
   * The smallest window there is, the size the mock-ups have, and a usual large one.
   *
   * @param halvings how much smaller a sheet shows it; each halves both sides
   */
  private record Size(int width, int height, int halvings) {}

  private static final List<Size> SIZES =
      List.of(new Size(1024, 640, 2), new Size(1440, 900, 1), new Size(1920, 1080, 2));

  private static final Map<String, String> ARGUMENTS =
      Map.of("out", "docs/proof", "pictures", "target/pictures", "only", "", "compare", "false");

  private final Path pictures;
  private final Path made;
  private final String only;
  private final List<CommittedPictures.Made> ofGuides = new ArrayList<>();

  private Pictures(Path pictures, String only) throws IOException {
    this.pictures = pictures;
    this.made = pictures.resolve("of-guides");
    this.only = only;
    if (Files.exists(made)) {
      Tables.delete(made);
    }
    Files.createDirectories(made);
  }

  public static void main(String[] args) throws Exception {
    if (System.getenv("DISPLAY") == null) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    Path images = Path.of(arguments.text("out")).resolveSibling("images");
    Path out = Path.of(arguments.text("pictures"));
    Pictures pictures = new Pictures(out, arguments.text("only"));
    Path folder = Files.createTempDirectory("signalbox-pictures-");
    boolean good = true;
    try {
      pictures.takeForGuides(folder);
      if (arguments.text("compare").equals("true")) {
        good = pictures.isAsCommitted(new CommittedPictures(images, out.resolve("differing")));
      } else {
        pictures.commitTo(images);
        pictures.takeOthers(folder);
      }
    } finally {
      Tables.delete(folder);
    }
    // The toolkit's threads would keep the process.
    System.exit(good ? 0 : 1);
  }

  private void takeForGuides(Path folder) throws IOException {
    if (only.isEmpty()) {
      snapshot(SampleFolder.copyTo(folder.resolve("sample")));
      for (int count : COUNTS) {
        Path many = folder.resolve("many-" + count);
        new Many(count, 100, 20).writeTo(many);
        sheets(many, "many-" + count);
      }
    }
    Path tracks = made.resolve("tracks");
    TracksPictures.takeForGuides(Camera.in(tracks, only));
    files(tracks).forEach(file -> ofGuides.add(new CommittedPictures.Made(file, 1)));
  }

  private void takeOthers(Path folder) throws IOException {
    Camera camera = Camera.in(pictures, only);
    TracksPictures.take(camera);
    ManyPictures.take(camera);
    RoutingPictures.take(camera);
    FormPictures.take(camera);
    ActivityPictures.take(camera);
    AlertsPictures.take(camera);
    CloudPictures.take(camera, folder.resolve("cloud"));
    DrillPictures.take(camera);
  }

  private void commitTo(Path images) throws IOException {
    Files.createDirectories(images);
    for (CommittedPictures.Made each : ofGuides) {
      Files.copy(
          each.file(),
          images.resolve(each.file().getFileName()),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private boolean isAsCommitted(CommittedPictures committed) throws IOException {
    List<String> differing = committed.compare(ofGuides);
    differing.forEach(System.out::println);
    System.out.printf("%d of %d pictures differ%n", differing.size(), ofGuides.size());
    if (!differing.isEmpty()) {
      System.out.println(committed.remedy());
    }
    return differing.isEmpty();
  }

  /** As a user has them: a purely simulated configuration plays 15 seeded minutes. */
  private void snapshot(Path config) throws IOException {
    CliRun done = new CliRun.Shell(config).run("snapshot", "--out", made.toString());
    if (done.status != 0) {
      throw new IllegalStateException(done.err);
    }
    System.out.print(done.out);
    files(made).forEach(file -> ofGuides.add(new CommittedPictures.Made(file, 1)));
  }

  /** The same, played once and shown in three sizes. */
  private void sheets(Path config, String name) throws IOException {
    try (SimulatedHistory history =
        SimulatedHistory.play(
            config, null, Map.of(), SnapshotCommand.PLAYED_END, SnapshotCommand.PLAYED_SEED)) {
      for (Size size : SIZES) {
        String sized =
            size.width() == SnapshotOptions.WIDTH
                ? name
                : name + "-" + size.width() + "x" + size.height();
        Path full = pictures.resolve(sized);
        Snapshots.render(
            history.signalbox(),
            history.time(),
            new SnapshotOptions(full, size.width(), size.height(), List.of("dark", "light")));
        Sheet.write(full, made, sized, size.halvings())
            .forEach(file -> ofGuides.add(new CommittedPictures.Made(file, 1 << size.halvings())));
        System.out.println(full);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
  }
}
