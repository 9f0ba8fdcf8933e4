package io.signalbox.core.template;

/** How much is checked; see the guide's table. */
public enum ValidationLevel {
  BASIC,
  LENIENT,
  STRICT
}
