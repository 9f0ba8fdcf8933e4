package io.signalbox.app.cli.output;

/** How an answer is written. */
public enum OutputFormat {
  TABLE,
  JSON,
  YAML
}
