package io.signalbox.app.ui.templates;

import io.signalbox.core.error.Counted;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.ResolvedField;

/**
 * Values of fields as the grid shows them. User data may hold secrets: its length alone is shown.
 */
final class FieldTexts {

  private FieldTexts() {}

  static String of(String field, Object value) {
    return field.equals("user_data") && value != FieldValue.UNSET
        ? Counted.of(value.toString().length(), "character") + ", hidden"
        : value.toString();
  }

  /** What a value in force overrides, a line each, highest first. */
  static String overridden(ResolvedField field) {
    StringBuilder chain = new StringBuilder();
    for (FieldValue over : field.overrides()) {
      chain
          .append("\noverrides ")
          .append(of(field.name(), over.value()))
          .append(over.unsets() ? " by " : " of ")
          .append(over.location());
    }
    return chain.toString();
  }
}
