package io.signalbox.app.ui.theme;

/** The look an operator wants. */
public enum ThemeChoice {
  SYSTEM("System"),
  LIGHT("Light"),
  DARK("Dark"),
  HIGH_CONTRAST("High contrast");

  private final String text;

  ThemeChoice(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** The look it is now: the system's may change. */
  public Theme theme() {
    return switch (this) {
      case SYSTEM -> Theme.ofSystem();
      case LIGHT -> Theme.LIGHT;
      case DARK -> Theme.DARK;
      case HIGH_CONTRAST -> Theme.HIGH_CONTRAST;
    };
  }
}
