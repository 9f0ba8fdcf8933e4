package io.signalbox.app.proof;

import io.signalbox.app.ui.control.Navigator.Place;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final int WIDTH = 800;
  private static final int HEIGHT = 500;
  private static final float QUALITY = 0.6f;

  private Sheet() {}

  /** Writes {@code NAME-THEME.jpg} of the pictures that {@code snapshot} left in a folder. */
  static void write(Path pictures, Path out, String name) throws IOException {
    for (String theme : List.of("dark", "light")) {
      Place[] places = Place.values();
      int down = Math.ceilDiv(places.length, ACROSS);
      BufferedImage sheet =
          new BufferedImage(ACROSS * WIDTH, down * HEIGHT, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = sheet.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      for (int i = 0; i < places.length; i++) {
        Path file =
            pictures.resolve(places[i].title().toLowerCase(Locale.ROOT) + "-" + theme + ".png");
        BufferedImage picture = ImageIO.read(file.toFile());
        if (i == 0) {
          // What is left over is as the window's own ground.
          graphics.setColor(new Color(picture.getRGB(picture.getWidth() / 2, 60)));
          graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        }
        graphics.drawImage(picture, i % ACROSS * WIDTH, i / ACROSS * HEIGHT, WIDTH, HEIGHT, null);
      }
      graphics.dispose();
      jpeg(sheet, out.resolve(name + "-" + theme + ".jpg"));
    }
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
