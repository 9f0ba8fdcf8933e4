package io.signalbox.core.request;

import io.signalbox.core.error.Counted;
import java.util.Collection;

/** Counted nouns and lists for messages. */
public final class Words {

  private Words() {}

  public static String machines(long count) {
    return Counted.of(count, "machine");
  }

  /** The first few of a list, and how many more there are. */
  public static String few(Collection<String> items) {
    int shown = 5;
    String joined = String.join("; ", items.stream().limit(shown).toList());
    return items.size() <= shown ? joined : joined + "; and " + (items.size() - shown) + " more";
  }
}
