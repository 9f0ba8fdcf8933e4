package io.signalbox.app.ui.theme;

import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.preference.Preferences;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/**
 * How one window looks: theme, times, scale and motion, kept, and alike in all windows of the
 * program. What is chosen comes into force at once in the scene it is attached to. On the screen's
 * thread only.
 */
public final class Look implements AutoCloseable {

  private static final String SCREEN = "window";

  /** How much flows and slides. */
  public enum Motion {
    SYSTEM("System"),
    FULL("Full"),
    REDUCED("Reduced");

    private final String text;

    Motion(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** How large everything is. */
  public enum Size {
    PERCENT_100(1),
    PERCENT_125(1.25),
    PERCENT_150(1.5),
    PERCENT_200(2);

    private final double factor;

    Size(double factor) {
      this.factor = factor;
    }

    public double factor() {
      return factor;
    }

    /** {@code 125}. */
    public String text() {
      return String.valueOf(Math.round(factor * 100));
    }
  }

  /** Whose time is told. */
  public enum Times {
    UTC("UTC"),
    LOCAL("Local");

    private final String text;

    Times(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  private final ObjectProperty<ThemeChoice> choice = new SimpleObjectProperty<>(ThemeChoice.SYSTEM);
  private final ObjectProperty<Size> size = new SimpleObjectProperty<>(Size.PERCENT_100);
  private final ObjectProperty<Motion> motion = new SimpleObjectProperty<>(Motion.SYSTEM);
  private final ObjectProperty<Times> times = new SimpleObjectProperty<>(Times.UTC);
  private final Magnified magnified = new Magnified();
  // Held here, for the desktop holds it weakly: a window that is gone is not dressed again.
  private final ChangeListener<ColorScheme> system = (property, old, now) -> dressAsSystem();
  private final List<Runnable> shared;
  private Theme worn;
  private @Nullable Scene scene;

  /**
   * @param worn what the window wears already
   */
  public Look(Preferences preferences, Theme worn) {
    this.worn = worn;
    // Only a choice that was made says anything: another window may have made one.
    times.addListener((property, old, now) -> Units.tellTimesIn(zone(now)));
    this.shared =
        List.of(
            preferences.share(SCREEN, "theme", ThemeChoice.class, choice),
            preferences.share(SCREEN, "scale", Size.class, size),
            preferences.share(SCREEN, "motion", Motion.class, motion),
            preferences.share(SCREEN, "times", Times.class, times));
    choice.addListener((property, old, now) -> dress(now.theme()));
    size.addListener((property, old, now) -> fit());
    motion.addListener((property, old, now) -> move());
    Platform.getPreferences().colorSchemeProperty().addListener(new WeakChangeListener<>(system));
  }

  private static ZoneId zone(Times times) {
    return switch (times) {
      case UTC -> ZoneOffset.UTC;
      case LOCAL -> ZoneId.systemDefault();
    };
  }

  /** The look that was kept; empty where none was. */
  public static Optional<Theme> kept(Preferences preferences) {
    return preferences
        .find(SCREEN, "theme")
        .flatMap(name -> Preferences.named(ThemeChoice.class, name))
        .map(ThemeChoice::theme);
  }

  /** Dresses a scene from now on. One that wears the right theme already is left as it is. */
  public void attach(Scene shown) {
    scene = shown;
    if (choice.get() != ThemeChoice.SYSTEM) {
      dress(choice.get().theme());
    }
    move();
    magnified.attach(shown);
    fit();
  }

  /** Draws the content as large as is chosen, where the scene has room for that. */
  public void fit() {
    Scene shown = scene;
    if (shown != null) {
      magnified.fit(size.get().factor(), shown.getWidth(), shown.getHeight());
    }
  }

  private void dressAsSystem() {
    if (choice.get() == ThemeChoice.SYSTEM) {
      dress(Theme.ofSystem());
    }
  }

  private void dress(Theme wanted) {
    Scene shown = scene;
    if (wanted != worn && shown != null) {
      worn = wanted;
      wanted.apply(shown);
    }
  }

  private void move() {
    Scene shown = scene;
    if (shown != null) {
      shown
          .getPreferences()
          .setReducedMotion(
              switch (motion.get()) {
                case SYSTEM -> null;
                case FULL -> false;
                case REDUCED -> true;
              });
    }
  }

  /** The other one of light and dark, chosen. */
  public void toggle() {
    choice.set(worn == Theme.LIGHT ? ThemeChoice.DARK : ThemeChoice.LIGHT);
  }

  public ObjectProperty<ThemeChoice> choiceProperty() {
    return choice;
  }

  public ObjectProperty<Size> sizeProperty() {
    return size;
  }

  public ObjectProperty<Motion> motionProperty() {
    return motion;
  }

  public ObjectProperty<Times> timesProperty() {
    return times;
  }

  /** How much larger everything is drawn, 1 to 2: less than is chosen in a small window. */
  public ReadOnlyDoubleProperty factorProperty() {
    return magnified.factorProperty();
  }

  /** Its window is gone: it follows the others no more, and is dressed no more. */
  @Override
  public void close() {
    shared.forEach(Runnable::run);
    scene = null;
  }
}
