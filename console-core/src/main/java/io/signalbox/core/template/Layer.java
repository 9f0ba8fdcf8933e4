package io.signalbox.core.template;

/**
 * A layer a field's value can come from, lowest first.
 *
 * @param number 1 to 7 as in the guide; the order of precedence
 * @param source the file's name, or the configuration's key: {@code config.json template}
 */
public record Layer(int number, String source) {

  /** The layers' kinds by number. */
  public enum Kind {
    TEMPLATE_SECTION(1),
    TYPE_DEFAULTS(2),
    INSTANCE_DEFAULTS(3),
    LEGACY_FILE(4),
    MAIN_FILE(5),
    TYPE_FILE(6),
    INSTANCE_FILE(7);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }
  }
}
