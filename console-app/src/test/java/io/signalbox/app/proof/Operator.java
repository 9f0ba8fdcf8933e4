package io.signalbox.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.app.Main;
import io.signalbox.app.ui.shell.ShellView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Hands and eyes at the program's own window: pointer and keys go through the display as a person's
 * do, what is read is what is on the screen. The command line is asked beside it, as on another
 * terminal. Every wait ends after {@value #PATIENCE_SECONDS} s with what was waited for.
 */
final class Operator {

  private static final int PATIENCE_SECONDS = 300;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Path pictures;
  private final Robot robot;

  private Operator(Path folder, Path pictures, Robot robot) {
    this.folder = folder;
    this.pictures = pictures;
    this.robot = robot;
  }

  /** Waits until the window of the program in this process shows the console. */
  static Operator atTheWindow(Path folder, Path pictures) {
    Operator operator =
        new Operator(
            folder, pictures, CompletableFuture.supplyAsync(Robot::new, Operator::screen).join());
    operator.until("the console", () -> operator.shell() != null);
    return operator;
  }

  /** The toolkit may not have started yet. */
  private static void screen(Runnable work) {
    for (int i = 0; i < 10 * PATIENCE_SECONDS; i++) {
      try {
        Platform.runLater(work);
        return;
      } catch (IllegalStateException notStarted) {
        pause(100);
      }
    }
    throw new AssertionError("JavaFX did not start");
  }

  private static <T> T on(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, Platform::runLater).join();
  }

  private @Nullable ShellView shell() {
    return Window.getWindows().stream()
        .map(Window::getScene)
        .filter(scene -> scene != null && scene.getRoot() instanceof ShellView)
        .map(scene -> (ShellView) scene.getRoot())
        .findFirst()
        .orElse(null);
  }

  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Waits until something on the screen is so. */
  void until(String what, BooleanSupplier so) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!on(so::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + PATIENCE_SECONDS + " s in vain for " + what);
      }
      pause(100);
    }
  }

  /** Waits until the command line says so. */
  void untilTold(String what, Predicate<JsonNode> so, String... verb) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * PATIENCE_SECONDS);
    while (!so.test(ask(verb))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + 2 * PATIENCE_SECONDS + " s in vain for " + what);
      }
      pause(2_000);
    }
  }

  /** What is in sight, in the order of the scene. */
  private Stream<Node> seen(String selector) {
    ShellView shell = shell();
    if (shell == null) {
      return Stream.empty();
    }
    Bounds all = shell.localToScene(shell.getLayoutBounds());
    return shell.lookupAll(selector).stream()
        .filter(Operator::isVisible)
        .filter(each -> all.intersects(each.localToScene(each.getLayoutBounds())));
  }

  private static boolean isVisible(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  boolean sees(String selector) {
    return seen(selector).findAny().isPresent();
  }

  /** Whether a text on the screen contains these words, however they are written. */
  boolean reads(String words) {
    String wanted = words.toLowerCase(Locale.ROOT);
    return seen("*").anyMatch(each -> text(each).toLowerCase(Locale.ROOT).contains(wanted));
  }

  /** As {@link #reads}, of what is not within a node. */
  boolean readsBeside(String selector, String words) {
    String wanted = words.toLowerCase(Locale.ROOT);
    List<Node> within = seen(selector).toList();
    return seen("*")
        .filter(each -> within.stream().noneMatch(outer -> isWithin(each, outer)))
        .anyMatch(each -> text(each).toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static boolean isWithin(Node node, Node outer) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at == outer) {
        return true;
      }
    }
    return false;
  }

  /** Clicks the button of that text in the list's entry that has those words. */
  void clickBelow(String words, String button) {
    Supplier<Node> entry =
        () ->
            seen(".list-entry")
                .filter(each ->
                    each.lookupAll(".label").stream().anyMatch(label -> text(label).equals(words)))
                .flatMap(each -> each.lookupAll(".button").stream())
                .filter(each -> text(each).equals(button) && !each.isDisabled())
                .findFirst()
                .orElse(null);
    until(button + " of " + words, () -> entry.get() != null);
    Node node = on(entry);
    over(node, button + " of " + words);
    press();
  }

  static String text(Node node) {
    String text =
        node instanceof Labeled labeled
            ? labeled.getText()
            : node instanceof Text written ? written.getText() : "";
    return text == null ? "" : text;
  }

  /** The texts in sight of a kind of node, from top to bottom and left to right. */
  List<String> texts(String selector) {
    return on(() ->
        seen(selector)
            .sorted((one, other) -> {
              Bounds a = one.localToScene(one.getLayoutBounds());
              Bounds b = other.localToScene(other.getLayoutBounds());
              return Math.abs(a.getMinY() - b.getMinY()) > 4
                  ? Double.compare(a.getMinY(), b.getMinY())
                  : Double.compare(a.getMinX(), b.getMinX());
            })
            .map(Operator::text)
            .toList());
  }

  /** Where the middle of it is on the display; waits until it is there and can act. */
  Point2D place(String selector, String text) {
    Node node = node(selector, text);
    return on(() -> {
      Bounds at = node.localToScreen(node.getLayoutBounds());
      return new Point2D(at.getCenterX(), at.getCenterY());
    });
  }

  Node node(String selector, String text) {
    Supplier<Node> find =
        () ->
            seen(selector)
                .filter(each -> !each.isDisabled())
                .filter(each -> text.isEmpty() || text(each).equals(text))
                .findFirst()
                .orElse(null);
    until(selector + " " + text, () -> find.get() != null);
    return on(find);
  }

  void click(String selector) {
    click(selector, "");
  }

  /** Clicks, once the pointer is over it and nothing covers it. */
  void click(String selector, String text) {
    over(selector, text);
    press();
  }

  /** Twice at one place, as far apart as hands do it. */
  void doubleClick(String selector) {
    over(selector, "");
    press();
    pause(110);
    press();
  }

  private void over(String selector, String text) {
    over(node(selector, text), selector + " " + text);
  }

  private void over(Node node, String name) {
    until(
        "the pointer over " + name,
        () -> {
          Bounds at = node.localToScreen(node.getLayoutBounds());
          robot.mouseMove(at.getCenterX(), at.getCenterY());
          return node.isHover() && !node.isDisabled();
        });
  }

  /** Clicks at a place of the display, whatever is there. */
  void clickAt(Point2D place) {
    on(() -> {
      robot.mouseMove(place);
      return place;
    });
    pause(60);
    press();
  }

  private void press() {
    on(() -> {
      robot.mouseClick(MouseButton.PRIMARY);
      return robot;
    });
    pause(60);
  }

  /**
   * Presses keys together, in this order. In one go: while the screen's thread makes a screen, a
   * key that is still down would be repeated by the display.
   */
  void keys(KeyCode... together) {
    on(() -> {
      for (KeyCode each : together) {
        robot.keyPress(each);
      }
      for (KeyCode each : List.of(together).reversed()) {
        robot.keyRelease(each);
      }
      return robot;
    });
    pause(40);
  }

  /** Key by key; small letters, digits, spaces and hyphens. */
  void write(String text) {
    for (char each : text.toCharArray()) {
      keys(
          each == '-'
              ? KeyCode.MINUS
              : each == ' '
                  ? KeyCode.SPACE
                  : KeyCode.getKeyCode(Character.toString(Character.toUpperCase(each))));
    }
  }

  String focused() {
    return on(() -> {
      Scene scene = shell().getScene();
      Node owner = scene.getFocusOwner();
      return owner == null || owner.getId() == null ? "" : owner.getId();
    });
  }

  boolean is(Supplier<Boolean> so) {
    return on(so);
  }

  /** One document of the command line, asked beside the window. */
  JsonNode ask(String... verb) {
    List<String> line = new ArrayList<>(List.of(verb));
    line.addAll(List.of("--format", "json", "--config-dir", folder.toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            line.toArray(String[]::new),
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("LOG_SILENT", "1"));
    try {
      if (status != 0) {
        throw new AssertionError(
            String.join(" ", verb)
                + " ends with "
                + status
                + ": "
                + err.toString(StandardCharsets.UTF_8));
      }
      return JSON.readTree(out.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(String.join(" ", verb) + " prints no document", e);
    }
  }

  /** The window as the display has it. */
  void picture(String name) {
    pause(1_000);
    WritableImage image =
        on(() -> {
          Scene scene = shell().getScene();
          Window window = scene.getWindow();
          return robot.getScreenCapture(
              null,
              new Rectangle2D(
                  window.getX() + scene.getX(),
                  window.getY() + scene.getY(),
                  scene.getWidth(),
                  scene.getHeight()));
        });
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    java.awt.image.BufferedImage picture =
        new java.awt.image.BufferedImage(width, height, java.awt.image.BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    try {
      Files.createDirectories(pictures);
      ImageIO.write(picture, "png", pictures.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new AssertionError("The picture " + name + " cannot be written", e);
    }
  }

  /** Alt F4: the window manager asks the window to close. */
  void closeByWindowManager() {
    keys(KeyCode.ALT, KeyCode.F4);
  }

  /** Waits until no window is left. */
  void untilGone() {
    until("the window's end on Alt F4: is there a window manager?", () -> shell() == null);
  }

  /** Closes whatever is open, for a walk that went wrong. */
  static void giveUp() {
    screen(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
  }
}
