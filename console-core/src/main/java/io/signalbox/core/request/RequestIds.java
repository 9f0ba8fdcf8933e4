package io.signalbox.core.request;

import java.time.Instant;
import java.util.UUID;

/**
 * Makes the ids of requests. They begin with the time, so that rows of requests that were made
 * together stand together in the store's tables and indices: submissions that share a commit share
 * the pages it writes, where ids by chance alone dirty pages of their own in each of eight trees.
 */
public final class RequestIds {

  private static final int MILLIS_SHIFT = 16;
  private static final long VERSION = 0x7000L;
  private static final long RANDOM_BITS = 0xFFFL;

  private RequestIds() {}

  /**
   * A fresh id, {@code req-} or {@code ret-} before a UUID of version 7 (RFC 9562): 48 bits of
   * milliseconds since 1970, then 74 random ones.
   *
   * @param now when the request is made
   */
  public static String fresh(RequestKind kind, Instant now) {
    UUID random = UUID.randomUUID();
    long front =
        (now.toEpochMilli() << MILLIS_SHIFT)
            | VERSION
            | (random.getMostSignificantBits() & RANDOM_BITS);
    String prefix = kind == RequestKind.RETURN ? "ret-" : "req-";
    return prefix + new UUID(front, random.getLeastSignificantBits());
  }
}
