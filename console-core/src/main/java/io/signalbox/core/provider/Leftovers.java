package io.signalbox.core.provider;

import java.util.List;

/**
 * What launches have made beside machines and nothing needs any more, as far as a provider knows.
 *
 * @param problem why that may not be all; empty where it is
 */
public record Leftovers(List<Leftover> found, String problem) {

  /** Nothing. */
  public static final Leftovers NONE = new Leftovers(List.of(), "");

  public Leftovers {
    found = List.copyOf(found);
  }
}
