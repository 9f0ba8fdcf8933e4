package io.signalbox.app.ui.palette;

import java.util.List;
import java.util.function.Supplier;

/**
 * Something that can be chosen in the palette.
 *
 * @param id what it is known by when it was chosen before
 * @param text what is shown and searched
 * @param detail shown beside it, and searched when the text has nothing of what is typed
 * @param refusal why it cannot be chosen now, asked on the screen's thread for what is shown only;
 *     empty if it can
 */
public record Entry(
    Kind kind, String id, String text, String detail, Supplier<String> refusal, Chosen chosen) {

  /** What it is, in the order in which equals stand. */
  public enum Kind {
    SCREEN("Screen"),
    ACTION("Action"),
    PROVIDER("Provider"),
    STRATEGY("Strategy"),
    TEMPLATE("Template"),
    REQUEST("Request"),
    MACHINE("Machine"),
    SETTING("Setting"),
    HELP("Help"),
    /** An action with all that it asks for: too many to stand anywhere but last. */
    WHOLE_ACTION("Action");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** What choosing it does. */
  public sealed interface Chosen permits Run, Ask {}

  /** Closes the palette and does it. */
  public record Run(Runnable action) implements Chosen {}

  /**
   * Asks for one thing more, in place.
   *
   * @param prompt what is asked for
   * @param choices made in the background; touches no property
   */
  public record Ask(String prompt, Supplier<List<Entry>> choices) implements Chosen {}

  /** One that can always be chosen. */
  public static Entry of(Kind kind, String text, String detail, Runnable action) {
    return new Entry(kind, kind + " " + text, text, detail, () -> "", new Run(action));
  }
}
