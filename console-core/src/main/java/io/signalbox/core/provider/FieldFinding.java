package io.signalbox.core.provider;

/**
 * What a provider finds about a template.
 *
 * @param field canonical name of the field it is about; empty for the template as a whole
 * @param message what is wrong, for a person; never a secret
 */
public record FieldFinding(String field, String message) {

  /** About the template as a whole. */
  public static FieldFinding ofTemplate(String message) {
    return new FieldFinding("", message);
  }

  /** Both in one text, for where there is no place for a field of its own. */
  public String text() {
    return field.isEmpty() ? message : field + ": " + message;
  }
}
