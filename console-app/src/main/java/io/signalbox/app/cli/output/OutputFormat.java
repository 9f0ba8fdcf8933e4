package io.signalbox.app.cli.output;

/** How an answer is written. */
public enum OutputFormat {
  TABLE,
  JSON,
  /** One line for each of a list; what is nested stands as JSON in its cell. */
  CSV,
  YAML
}
