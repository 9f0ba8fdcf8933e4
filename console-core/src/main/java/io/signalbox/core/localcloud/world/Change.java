package io.signalbox.core.localcloud.world;

import org.jspecify.annotations.Nullable;

/**
 * One thing is made, replaced or removed.
 *
 * @param region where
 * @param kind what it is
 * @param id which
 * @param value what it is from now on; null if it is no more
 */
public record Change(String region, Kind<?> kind, String id, @Nullable Object value) {

  /** Something is made, or replaced. */
  public static <T> Change put(String region, Kind<T> kind, String id, T value) {
    return new Change(region, kind, id, value);
  }

  /** Something is no more. */
  public static Change remove(String region, Kind<?> kind, String id) {
    return new Change(region, kind, id, null);
  }
}
