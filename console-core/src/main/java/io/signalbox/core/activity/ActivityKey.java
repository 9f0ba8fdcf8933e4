package io.signalbox.core.activity;

import java.time.Instant;
import java.util.Comparator;

/**
 * Names an entry, and says where it stands among all others. Keys order the newest first.
 *
 * @param at to the microsecond, as the store keeps it
 * @param id its own among those of one source; grows with time
 */
public record ActivityKey(Instant at, Source source, long id) implements Comparable<ActivityKey> {

  private static final Comparator<ActivityKey> NEWEST_FIRST =
      Comparator.comparing(ActivityKey::at)
          .reversed()
          .thenComparing(ActivityKey::source)
          .thenComparing(Comparator.comparingLong(ActivityKey::id).reversed());

  /** Where entries come from, in the order of those of one moment. */
  public enum Source {
    /** The audit. */
    ACT(ActivityKind.ACT),
    /** The timeline of events. */
    EVENT(ActivityKind.AUTOMATIC),
    /** Where operations were sent, and why. */
    DECISION(ActivityKind.OPERATION),
    /** Operations that failed at a provider. */
    FAILURE(ActivityKind.OPERATION),
    /** Calls of clouds' APIs that creates and returns made. */
    CALL(ActivityKind.OPERATION);

    private final ActivityKind kind;

    Source(ActivityKind kind) {
      this.kind = kind;
    }

    public ActivityKind kind() {
      return kind;
    }
  }

  @Override
  public int compareTo(ActivityKey other) {
    return NEWEST_FIRST.compare(this, other);
  }
}
