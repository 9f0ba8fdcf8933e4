package io.signalbox.core.localcloud.world;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tags of one thing.
 *
 * @param resourceType for example {@code instance}
 * @param tags by key
 */
public record Tags(String resourceType, Map<String, String> tags) {

  public Tags {
    tags = Map.copyOf(tags);
  }

  /** Without some. */
  public Tags without(Set<String> keys) {
    var left = new TreeMap<>(tags);
    left.keySet().removeAll(keys);
    return new Tags(resourceType, left);
  }

  /** With others, which replace those of the same key. */
  public Tags with(Map<String, String> others) {
    var all = new TreeMap<>(tags);
    all.putAll(others);
    return new Tags(resourceType, all);
  }
}
