package io.signalbox.core.config.source;

/**
 * A place in a file, 1-based.
 *
 * @param file the file's name relative to the configuration folder
 */
public record Location(String file, int line, int column) {
  @Override
  public String toString() {
    return column > 0 ? file + ":" + line + ":" + column : file + ":" + line;
  }
}
