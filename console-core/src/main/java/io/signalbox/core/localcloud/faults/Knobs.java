package io.signalbox.core.localcloud.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the cloud behaves until told otherwise. Each component is a key of the door {@code /_faults}.
 *
 * @param listingLagSeconds how far listings are behind, 0 to 86,400: a machine is not there yet,
 *     one that ended still runs
 * @param launchSeconds from launched to running, 0 or more
 * @param shutdownSeconds from shutting down to terminated, 0 or more
 * @param fillSeconds until a fleet or group that is filled by and by gets its first machines, 0 or
 *     more
 * @param capacity how many machines there can be at a time: by {@code type@zone}, type, zone, or
 *     region, or by {@code *} for each type in each zone; what is not named has no end
 * @param throttle how many calls are served, by action or by {@code *} for all together
 * @param honourTokens whether a client token that comes again makes nothing again
 * @param anyIds whether images, their aliases of AWS, subnets, groups, keys and instance profiles
 *     that are no part of the catalogue exist too, if their ids are well formed
 * @param denied actions that nobody may carry out, for example {@code ec2:RunInstances}; the
 *     service may be left out
 * @param keys access keys that are not good
 * @param vcpus how many virtual processors a region's on-demand machines may have together; no
 *     limit if not given
 * @param spotMachines how many spot machines a region may have; no limit if not given
 * @param pageSize how many rows a page has at most, 1 to 1000, whatever a call asks for
 */
public record Knobs(
    double listingLagSeconds,
    double launchSeconds,
    double shutdownSeconds,
    double fillSeconds,
    Map<String, Integer> capacity,
    Map<String, Rate> throttle,
    boolean honourTokens,
    boolean anyIds,
    List<String> denied,
    Map<String, KeyState> keys,
    @Nullable Integer vcpus,
    @Nullable Integer spotMachines,
    int pageSize) {

  /**
   * A bucket of calls.
   *
   * @param perSecond how many come back each second, 0 or more
   * @param burst how many there are at most, 1 or more
   */
  public record Rate(double perSecond, int burst) {

    public Rate {
      if (!(perSecond >= 0) || burst < 1) {
        throw new IllegalArgumentException("perSecond is 0 or more and burst 1 or more");
      }
    }
  }

  /** What is wrong with an access key. */
  public enum KeyState {
    /** It was good once. */
    @JsonProperty("expired")
    EXPIRED,
    /** Nobody has it. */
    @JsonProperty("unknown")
    UNKNOWN,
    /** Its owner may do nothing. */
    @JsonProperty("denied")
    DENIED
  }

  /** A longer time would be beyond the calendar, and every call fail. */
  private static final int MOST_SECONDS = 86_400;

  /** All is well; machines run after 5 s and are gone after 5 s. */
  static final Knobs WELL =
      new Knobs(0, 5, 5, 2, Map.of(), Map.of(), true, false, List.of(), Map.of(), null, null, 1000);

  public Knobs {
    for (double seconds :
        new double[] {listingLagSeconds, launchSeconds, shutdownSeconds, fillSeconds}) {
      if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
        throw new IllegalArgumentException("seconds are 0 to %,d, a day".formatted(MOST_SECONDS));
      }
    }
    if (capacity.values().stream().anyMatch(machines -> machines < 0)
        || vcpus != null && vcpus < 0
        || spotMachines != null && spotMachines < 0) {
      throw new IllegalArgumentException("capacity, vcpus and spotMachines are 0 or more");
    }
    if (pageSize < 1 || pageSize > 1000) {
      throw new IllegalArgumentException("pageSize is 1 to 1000, not " + pageSize);
    }
    capacity = Map.copyOf(capacity);
    throttle = Map.copyOf(throttle);
    denied = List.copyOf(denied);
    keys = Map.copyOf(keys);
  }

  /** How far listings are behind. */
  public Duration lag() {
    return seconds(listingLagSeconds);
  }

  /** From launched to running. */
  public Duration launch() {
    return seconds(launchSeconds);
  }

  /** From shutting down to terminated. */
  public Duration shutdown() {
    return seconds(shutdownSeconds);
  }

  /** Until a fleet or group gets its first machines. */
  public Duration fill() {
    return seconds(fillSeconds);
  }

  /** Whether an action is denied. */
  public boolean denies(String service, String action) {
    return denied.contains(action) || denied.contains(service + ":" + action);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
