package io.signalbox.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures are found to differ where a person would see it, and nowhere else. */
final class LikenessTest {

  private static final int CELL = 8;
  private static final Color GROUND = new Color(0x161b22);
  private static final Color MUTED = new Color(0x8b949e);

  @TempDir private Path folder = Path.of("");

  private BufferedImage screen = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

  @BeforeEach
  void draw() {
    screen = screen(0, 0, 1);
  }

  /** A page of lines as a text of 12 px in a muted colour makes them, and a word among them. */
  private static BufferedImage screen(int wordMoved, int allMoved, double coverage) {
    BufferedImage picture = new BufferedImage(720, 450, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(GROUND);
    graphics.fillRect(0, 0, 720, 450);
    for (int line = 0; line < 10; line++) {
      word(graphics, 40 + allMoved, 30 + line * 40 + allMoved, 60, coverage);
    }
    word(graphics, 400 + wordMoved, 200, 5, coverage);
    graphics.dispose();
    return picture;
  }

  /** Strokes of 1 px with 3 px between them. */
  private static void word(Graphics2D graphics, int x, int y, int letters, double coverage) {
    graphics.setColor(
        new Color(
            mix(GROUND.getRed(), MUTED.getRed(), coverage),
            mix(GROUND.getGreen(), MUTED.getGreen(), coverage),
            mix(GROUND.getBlue(), MUTED.getBlue(), coverage)));
    for (int stroke = 0; stroke < 2 * letters; stroke++) {
      graphics.fillRect(x + stroke * 3, y, 1, 9);
    }
  }

  private static int mix(int ground, int ink, double coverage) {
    return (int) Math.round(ground + (ink - ground) * coverage);
  }

  private Likeness with(BufferedImage other) {
    return Likeness.of(screen, other, CELL);
  }

  @ParameterizedTest
  @ValueSource(ints = {24, -24, 60})
  void aWordOfFiveMutedLettersThatMovedIsFound(int by) {
    Likeness found = with(screen(by, 0, 1));
    assertThat(found.isAlike(CommittedPictures.MOST)).isFalse();
    assertThat(found.words()).contains("of 5130 cells");
  }

  @Test
  void aWordThatIsGoneIsFound() {
    assertThat(with(screen(10_000, 0, 1)).isAlike(CommittedPictures.MOST)).isFalse();
  }

  @Test
  void lettersThatAreSmoothedOtherwiseAreNotFound() {
    assertThat(with(screen(0, 0, 0.75)).isAlike(CommittedPictures.MOST)).isTrue();
    assertThat(with(screen(0, 0, 0.4)).isAlike(CommittedPictures.MOST))
        .as("paler by more than half")
        .isFalse();
  }

  @Test
  void linesThatStandAPixelBesideAreNotFound() {
    assertThat(with(screen(0, 1, 1)).isAlike(CommittedPictures.MOST)).isTrue();
  }

  @Test
  void anotherSizeIsFound() {
    BufferedImage larger = new BufferedImage(721, 450, BufferedImage.TYPE_INT_RGB);
    Likeness found = with(larger);
    assertThat(found.isAlike(CommittedPictures.MOST)).isFalse();
    assertThat(found.words()).isEqualTo("is 721x450, not 720x450");
    assertThat(found.picture().getWidth()).isGreaterThan(3 * 720);
  }

  @Test
  void aTileOfARealScreenThatMovedIsFound() throws IOException {
    BufferedImage before = ImageIO.read(Path.of("../docs/images/overview-dark.png").toFile());
    BufferedImage after = new BufferedImage(1440, 900, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = after.createGraphics();
    graphics.drawImage(before, 0, 0, null);
    // The mark and the word of the first tile's state, twelve pixels further right.
    graphics.drawImage(before.getSubimage(200, 174, 90, 20), 212, 174, null);
    graphics.dispose();
    assertThat(Likeness.of(before, after, CELL).isAlike(CommittedPictures.MOST)).isFalse();
    assertThat(Likeness.of(before, before, CELL).isAlike(CommittedPictures.MOST)).isTrue();
  }

  @Test
  void whatDiffersIsLeftWithTheCommittedPictureAndHowToAcceptIt() throws IOException {
    Path committed = Files.createDirectories(folder.resolve("committed"));
    Path made = Files.createDirectories(folder.resolve("made"));
    Path out = folder.resolve("out");
    ImageIO.write(screen, "png", committed.resolve("same.png").toFile());
    ImageIO.write(screen, "png", committed.resolve("moved.png").toFile());
    ImageIO.write(screen, "png", made.resolve("same.png").toFile());
    ImageIO.write(screen(24, 0, 1), "png", made.resolve("moved.png").toFile());
    ImageIO.write(screen, "png", made.resolve("fresh.png").toFile());
    CommittedPictures pictures = new CommittedPictures(committed, out);
    List<CommittedPictures.Made> all =
        Stream.of("same.png", "moved.png", "fresh.png")
            .map(name -> new CommittedPictures.Made(made.resolve(name), 1))
            .toList();

    List<String> differing = pictures.compare(all);

    assertThat(differing).hasSize(2);
    assertThat(differing.getFirst()).startsWith("moved.png differs in ");
    assertThat(differing.getLast()).isEqualTo("fresh.png is new");
    assertThat(out.resolve("moved.png")).exists();
    assertThat(out.resolve("now/moved.png")).hasSameBinaryContentAs(made.resolve("moved.png"));
    assertThat(out.resolve("same.png")).doesNotExist();
    assertThat(pictures.remedy()).contains("cp " + out.toAbsolutePath() + "/now/*");

    Files.copy(out.resolve("now/fresh.png"), committed.resolve("fresh.png"));
    ImageIO.write(screen(24, 0, 1), "png", committed.resolve("moved.png").toFile());
    assertThat(pictures.compare(all)).isEmpty();
    assertThat(out.resolve("moved.png")).as("what is accepted is not left").doesNotExist();
  }
}
