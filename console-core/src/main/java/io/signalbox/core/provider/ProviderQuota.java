package io.signalbox.core.provider;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How much of something a provider's account may have at once, as its API told it.
 *
 * @param name of what and where, with its unit: {@code Standard vCPUs on demand in us-east-1}
 * @param limit 0 or more; null where it is not known
 * @param used 0 or more; null where it is not known
 * @param limitAsked when the limit was asked
 * @param usedAsked when it was counted what is used; null where that is not known
 * @param note why something is not known; may be empty
 */
public record ProviderQuota(
    String name,
    @Nullable Long limit,
    @Nullable Long used,
    Instant limitAsked,
    @Nullable Instant usedAsked,
    String note) {

  public ProviderQuota {
    if (limit != null && limit < 0 || used != null && used < 0) {
      throw new IllegalArgumentException("A quota has no " + used + " of " + limit);
    }
    if ((used == null) != (usedAsked == null)) {
      throw new IllegalArgumentException(
          "What is used has a time where it is known, and only there");
    }
  }

  /** One that could not be asked. */
  public static ProviderQuota unknown(String name, String why, Instant asked) {
    return new ProviderQuota(name, null, null, asked, null, why);
  }

  /** What may still be had; empty where it is not known. */
  public OptionalLong left() {
    return limit == null || used == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, limit - used));
  }

  /** Since when it is known as it is: of what is used, else of the limit. */
  public Instant asked() {
    return usedAsked == null ? limitAsked : usedAsked;
  }

  /** {@code 12 of 1,280 used}, or what of it is unknown. */
  public String words() {
    if (limit == null) {
      return note.isEmpty() ? "unknown" : "unknown: " + note;
    }
    return used == null
        ? String.format(Locale.ROOT, "at most %,d, use unknown", limit)
        : String.format(Locale.ROOT, "%,d of %,d used", used, limit);
  }
}
