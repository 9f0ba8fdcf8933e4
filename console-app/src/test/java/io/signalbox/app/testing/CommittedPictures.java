package io.signalbox.app.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Pictures that were looked at and committed, with which those that are made now are compared. What
 * differs is left for people to look at. For one thread at a time.
 *
 * @param folder where the committed ones are
 * @param out where is left what differs: {@code NAME} has the committed one, the one made now and
 *     where they differ; {@code now/NAME} is the one made now, ready to be copied
 */
public record CommittedPictures(Path folder, Path out) {

  /** A picture, and how much smaller than the screen it shows it is: 1 as large, 2 half. */
  public record Made(Path file, int smaller) {}

  /** The side of a cell, px of the screen. */
  private static final int CELL = 8;

  /** That many cells may differ: less than a word of five letters leaves behind that moves. */
  static final int MOST = 3;

  /**
   * A line for each that is not as it was committed; what an earlier comparison left is deleted.
   */
  public List<String> compare(List<Made> made) throws IOException {
    List<String> differing = new ArrayList<>();
    for (Made each : made) {
      String name = each.file().getFileName().toString();
      Path committed = folder.resolve(name);
      Files.deleteIfExists(seen(name));
      Files.deleteIfExists(now(name));
      BufferedImage actual = ImageIO.read(each.file().toFile());
      if (!Files.exists(committed)) {
        keep(each.file(), actual, name);
        differing.add(name + " is new");
        continue;
      }
      BufferedImage expected = ImageIO.read(committed.toFile());
      Likeness likeness = Likeness.of(expected, actual, Math.max(1, CELL / each.smaller()));
      if (!likeness.isAlike(MOST)) {
        keep(each.file(), likeness.picture(), name);
        differing.add(name + " " + likeness.words());
      }
    }
    return differing;
  }

  private void keep(Path file, BufferedImage picture, String name) throws IOException {
    Files.createDirectories(now(name).getParent());
    ImageIO.write(picture, "png", seen(name).toFile());
    Files.copy(file, now(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path seen(String name) {
    return out.resolve(name.substring(0, name.lastIndexOf('.')) + ".png");
  }

  private Path now(String name) {
    return out.resolve("now").resolve(name);
  }

  /** Where to look, and what to do where the change is meant. */
  public String remedy() {
    return """
    Look at %s: the committed picture, the one made now, and where they differ.
    Is the change meant, "./mvnw -Pproof -Dproof=pictures" makes all pictures again; those found here alone are
    copied by: cp %s/now/* %s/\
    """
        .formatted(
            out.toAbsolutePath().normalize(),
            out.toAbsolutePath().normalize(),
            folder.toAbsolutePath().normalize());
  }
}
