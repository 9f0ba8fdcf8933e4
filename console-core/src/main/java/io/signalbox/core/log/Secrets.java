package io.signalbox.core.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last line of defence: secret values this process has resolved, struck out of every log line.
 * Code never logs them; a library or a cloud's error text might. Thread-safe.
 */
public final class Secrets {

  /** Shorter ones would strike out ordinary words. */
  private static final int SHORTEST = 6;

  private final Set<String> values = ConcurrentHashMap.newKeySet();

  /** Remembers a value to strike out. */
  public void add(String value) {
    if (value.length() >= SHORTEST) {
      values.add(value);
    }
  }

  /** The text with every known secret struck out. */
  public String strike(String text) {
    String result = text;
    for (String value : values) {
      result = result.replace(value, "***");
    }
    return result;
  }

  /** Never shows a value. */
  @Override
  public String toString() {
    return "Secrets[" + values.size() + "]";
  }
}
