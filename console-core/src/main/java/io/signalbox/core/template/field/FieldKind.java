package io.signalbox.core.template.field;

/** What a template field's value is. */
public enum FieldKind {
  TEXT,
  /** Text that is never shown whole nor logged. */
  HIDDEN_TEXT,
  INTEGER,
  DECIMAL,
  BOOLEAN,
  LIST,
  /** Names to texts; {@code k=v;k=v} is understood. */
  TAGS,
  /** Machine types to a number over 0; a list means 1 each. */
  TYPES,
  /** Names to Host Factory's pairs: {@code String} or {@code Numeric}, and a value as text. */
  PAIRS,
  /** Anything with keys. */
  MAP
}
