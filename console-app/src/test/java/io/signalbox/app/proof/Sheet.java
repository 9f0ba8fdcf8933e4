package io.signalbox.app.proof;

import io.signalbox.app.ui.control.Navigator.Place;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Every screen on one sheet, small enough to be committed. Stateless. */
final class Sheet {

  private static final int ACROSS = 2;
  private static final float QUALITY = 0.6f;

  private Sheet() {}

  /**
   * Writes {@code NAME-THEME.jpg} of the pictures that {@code snapshot} left in a folder.
   *
   * @param halvings how often each side is halved, at least 1
   * @return the files written
   */
  static List<Path> write(Path pictures, Path out, String name, int halvings) throws IOException {
    List<Path> written = new ArrayList<>();
    for (String theme : List.of("dark", "light")) {
      List<BufferedImage> all = new ArrayList<>();
      for (Place place : Place.values()) {
        String file = place.title().toLowerCase(Locale.ROOT) + "-" + theme + ".png";
        all.add(smaller(ImageIO.read(pictures.resolve(file).toFile()), halvings));
      }
      Path sheet = out.resolve(name + "-" + theme + ".jpg");
      jpeg(beside(all), sheet);
      written.add(sheet);
    }
    return written;
  }

  private static BufferedImage beside(List<BufferedImage> all) {
    int width = all.getFirst().getWidth();
    int height = all.getFirst().getHeight();
    BufferedImage sheet =
        new BufferedImage(
            ACROSS * width, Math.ceilDiv(all.size(), ACROSS) * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    // What is left over is as the window's own ground.
    graphics.setColor(new Color(all.getFirst().getRGB(width / 2, height / 15)));
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < all.size(); i++) {
      graphics.drawImage(all.get(i), i % ACROSS * width, i / ACROSS * height, null);
    }
    graphics.dispose();
    return sheet;
  }

  /** By halves: each of its pixels is then the mean of those it stands for. */
  private static BufferedImage smaller(BufferedImage picture, int halvings) {
    BufferedImage large = picture;
    for (int i = 0; i < halvings; i++) {
      int width = large.getWidth() / 2;
      int height = large.getHeight() / 2;
      BufferedImage half = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = half.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(large, 0, 0, width, height, null);
      graphics.dispose();
      large = half;
    }
    return large;
  }

  private static void jpeg(BufferedImage sheet, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(QUALITY);
    Files.deleteIfExists(file);
    try (ImageOutputStream output = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(sheet, null, null), how);
    } finally {
      writer.dispose();
    }
  }
}
