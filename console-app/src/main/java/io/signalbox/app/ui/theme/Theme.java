package io.signalbox.app.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** The looks. On the screen's thread only. */
public enum Theme {
  LIGHT("light"),
  DARK("dark"),
  /** Dark, with black under white and nothing muted. */
  HIGH_CONTRAST("dark", "contrast");

  private static final AtomicBoolean FONTS_LOADED = new AtomicBoolean();

  /** The window's own sheet first, then one for each screen that has its own. */
  private static final List<String> SHEETS =
      List.of(
          "signalbox.css",
          "activity.css",
          "alerts.css",
          "drill.css",
          "providers.css",
          "readiness.css",
          "routing.css",
          "settings.css",
          "tracks.css");

  private static final List<String> FONTS =
      List.of(
          "SignalboxInter-Regular.otf",
          "SignalboxInter-SemiBold.otf",
          "SignalboxInter-Bold.otf",
          "SignalboxMono-Regular.ttf");

  private final List<String> classes;

  Theme(String... classes) {
    this.classes = List.of(classes);
  }

  /** The desktop's own preference; dark where it has none. */
  public static Theme ofSystem() {
    return Platform.getPreferences().getColorScheme() == ColorScheme.LIGHT ? LIGHT : DARK;
  }

  /**
   * Gets ready what every window needs. Before the first control is made: else that reads the
   * toolkit's own look, which nobody wears.
   */
  public void prepare() {
    loadFonts();
    Application.setUserAgentStylesheet(
        this == LIGHT
            ? new PrimerLight().getUserAgentStylesheet()
            : new PrimerDark().getUserAgentStylesheet());
  }

  /** Dresses a scene whose root is the window's; changes nothing of its content. */
  public void apply(Scene scene) {
    prepare();
    for (String name : SHEETS) {
      String sheet = Objects.requireNonNull(Theme.class.getResource(name)).toExternalForm();
      if (!scene.getStylesheets().contains(sheet)) {
        scene.getStylesheets().add(sheet);
      }
    }
    mark(scene.getRoot());
  }

  /** Gives a root its colours, before it is shown: a scene that has sheets styles it at once. */
  public void mark(Parent root) {
    List<String> marked = root.getStyleClass();
    marked.removeAll(List.of("light", "dark", "contrast"));
    marked.addAll(classes);
  }

  private static void loadFonts() {
    if (!FONTS_LOADED.compareAndSet(false, true)) {
      return;
    }
    for (String name : FONTS) {
      try (InputStream in = Theme.class.getResourceAsStream("fonts/" + name)) {
        Font.loadFont(Objects.requireNonNull(in, name), 13);
      } catch (IOException e) {
        throw new UncheckedIOException("The program's own font " + name, e);
      }
    }
  }
}
