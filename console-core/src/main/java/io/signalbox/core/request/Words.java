package io.signalbox.core.request;

import java.util.Collection;

/** Counted nouns and lists for messages. */
public final class Words {

  private Words() {}

  public static String machines(long count) {
    return count + (count == 1 ? " machine" : " machines");
  }

  /** The first few of a list, and how many more there are. */
  public static String few(Collection<String> items) {
    int shown = 5;
    String joined = String.join("; ", items.stream().limit(shown).toList());
    return items.size() <= shown ? joined : joined + "; and " + (items.size() - shown) + " more";
  }
}
