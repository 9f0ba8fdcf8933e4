package io.signalbox.core.request;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes the ids of requests. They begin with the time, so that rows of requests that were made
 * together stand together in the store's tables and indices: submissions that share a commit share
 * the pages it writes, where ids by chance alone dirty pages of their own in each of eight trees.
 * Thread-safe.
 */
public final class RequestIds {

  private static final int MILLIS_SHIFT = 16;
  private static final long VERSION = 0x7000L;
  private static final long FRONT_BITS = 0xFFFL;
  private static final long VARIANT = 1L << 63;
  private static final long REST_BITS = (1L << 62) - 1;

  private final Supplier<UUID> chance;

  private RequestIds(Supplier<UUID> chance) {
    this.chance = chance;
  }

  /**
   * Ids that no other process makes, whatever seed it was given: the store takes a second request
   * of an id for a change of the first.
   */
  public static RequestIds unique() {
    return new RequestIds(UUID::randomUUID);
  }

  /**
   * The same ids of the same seed, for a played history: its store is its own, and no other process
   * makes ids for it.
   */
  public static RequestIds seeded(long seed) {
    Random random = new Random(seed);
    return new RequestIds(() -> new UUID(random.nextLong(), random.nextLong()));
  }

  /**
   * A fresh id, {@code req-} or {@code ret-} before a UUID of version 7 (RFC 9562): 48 bits of
   * milliseconds since 1970, then 74 random ones.
   *
   * @param now when the request is made
   */
  public String fresh(RequestKind kind, Instant now) {
    UUID random = chance.get();
    long front =
        (now.toEpochMilli() << MILLIS_SHIFT)
            | VERSION
            | (random.getMostSignificantBits() & FRONT_BITS);
    long rest = VARIANT | (random.getLeastSignificantBits() & REST_BITS);
    String prefix = kind == RequestKind.RETURN ? "ret-" : "req-";
    return prefix + new UUID(front, rest);
  }
}
