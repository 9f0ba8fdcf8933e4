package io.signalbox.core.provider.simulated;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.SettingFault;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every knob of a simulated cloud, read once from its configuration and swapped whole when it
 * changes. All faults are off by default.
 *
 * @param capacity machine type to the most machines that may live at once; {@code *} stands for
 *     types not named; no limit where neither is
 * @param outages when the cloud is down
 * @param unknownImages images a launch is refused for
 */
record SimulatedKnobs(
    LatencyModel latency,
    double transientPercent,
    double capacityPercent,
    double providerPercent,
    double requestPercent,
    double throttlePerSecond,
    Map<String, Integer> capacity,
    List<Outage> outages,
    boolean outageNow,
    boolean blackHole,
    Duration listingLag,
    double lostReplyPercent,
    double partialListingPercent,
    Duration launchTime,
    Duration shutdownTime,
    int maxInstancesPerRequest,
    List<String> unknownImages) {

  /** The declaration of every knob: keys, ranges, defaults, units. */
  static final List<ConfigField> FIELDS =
      List.of(
          ConfigField.choice(
              "latency.kind",
              "How long a call takes: always the mean, evenly between half and one and a half"
                  + " of it, or lognormal around it",
              "fixed",
              "fixed",
              "uniform",
              "lognormal"),
          ConfigField.number("latency.mean_ms", "Mean time of a call", 20, 0, 60_000, "ms"),
          ConfigField.number(
              "latency.sigma", "Spread of a lognormal latency, log scale", 0.5, 0, 3, ""),
          percent("errors.transient_percent", "Calls that fail with a passing error (5xx)"),
          percent("errors.capacity_percent", "Launches that fail for lack of capacity"),
          percent("errors.provider_percent", "Calls that fail as if credentials had expired"),
          percent("errors.request_percent", "Launches refused as invalid"),
          ConfigField.number(
              "throttle.operations_per_second",
              "Calls taken per second before throttling; 0 for no throttling",
              0,
              0,
              100_000,
              "ops/s"),
          ConfigField.map(
              "capacity", "Machine type to the most machines alive at once; * for every other"),
          ConfigField.list(
              "outages", "When the cloud is down: start/end or start/duration, ISO 8601"),
          ConfigField.flag("outage", "Down now, until switched off", false),
          ConfigField.choice(
              "outage_kind",
              "Whether calls in an outage fail at once or are never answered",
              "errors",
              "errors",
              "black_hole"),
          ConfigField.integer(
              "listing_lag_ms",
              "How long a new machine stays out of listings",
              0,
              0,
              600_000,
              "ms"),
          percent(
              "lost_reply_percent", "Launches and terminations that are done but never answered"),
          percent("partial_listing_percent", "Listings that come back incomplete"),
          ConfigField.integer(
              "launch_time_ms", "From the launch to running", 3_000, 0, 3_600_000, "ms"),
          ConfigField.integer(
              "shutdown_time_ms", "From the termination to terminated", 1_000, 0, 3_600_000, "ms"),
          ConfigField.integer(
              "max_instances_per_request", "Largest launch", 1_000, 1, 100_000, "machines"),
          ConfigField.list("unknown_images", "Images a launch is refused for"),
          ConfigField.text("region", "Shown with the provider; changes nothing", null));

  private static ConfigField percent(String name, String description) {
    return ConfigField.number(name, description, 0, 0, 100, "%");
  }

  static SimulatedKnobs of(ProviderConfig config) {
    Map<String, Integer> capacity = new LinkedHashMap<>();
    config
        .map("capacity")
        .forEach((type, max) -> capacity.put(type, wholeNumber("capacity." + type, max)));
    return new SimulatedKnobs(
        new LatencyModel(
            LatencyModel.Kind.of(config.text("latency.kind").orElse("fixed")),
            config.millis("latency.mean_ms"),
            config.number("latency.sigma")),
        config.number("errors.transient_percent"),
        config.number("errors.capacity_percent"),
        config.number("errors.provider_percent"),
        config.number("errors.request_percent"),
        config.number("throttle.operations_per_second"),
        Map.copyOf(capacity),
        config.list("outages").stream().map(Outage::parse).toList(),
        config.flag("outage"),
        config.text("outage_kind").orElse("errors").equals("black_hole"),
        config.millis("listing_lag_ms"),
        config.number("lost_reply_percent"),
        config.number("partial_listing_percent"),
        config.millis("launch_time_ms"),
        config.millis("shutdown_time_ms"),
        (int) Math.max(1, config.integer("max_instances_per_request")),
        config.list("unknown_images"));
  }

  /** What {@link #of} would refuse, without the values. */
  static List<SettingFault> faults(ProviderConfig config) {
    List<SettingFault> faults = new ArrayList<>();
    config
        .map("capacity")
        .forEach((type, max) -> {
          if (!isWholeNumber(max)) {
            faults.add(
                new SettingFault(
                    "capacity",
                    "has for '"
                        + type
                        + "' no whole number of machines, 0 or more, at most 2,147,483,647"));
          }
        });
    if (!config.list("outages").stream().allMatch(Outage::isOne)) {
      faults.add(
          new SettingFault(
              "outages",
              "has one that is neither start/end nor start/duration, such as"
                  + " 2026-06-16T14:00:00Z/PT10M"));
    }
    return faults;
  }

  private static boolean isWholeNumber(Object value) {
    return value instanceof Number n && n.doubleValue() >= 0 && n.doubleValue() == n.intValue();
  }

  private static int wholeNumber(String key, Object value) {
    if (isWholeNumber(value)) {
      return ((Number) value).intValue();
    }
    throw new IllegalArgumentException(
        key + " is " + value + ", expected a whole number of machines, 0 or more");
  }

  boolean isDown(Instant now) {
    return outageNow || outages.stream().anyMatch(outage -> outage.covers(now));
  }

  /** The most machines of a type that may live at once. */
  int capacityOf(String type) {
    return capacity.getOrDefault(type, capacity.getOrDefault("*", Integer.MAX_VALUE));
  }

  /** A time the cloud is down, {@code from} inclusive, {@code to} exclusive. */
  record Outage(Instant from, Instant to) {

    static Outage parse(String text) {
      int slash = text.indexOf('/');
      try {
        Instant from = Instant.parse(text.substring(0, Math.max(0, slash)).trim());
        String end = text.substring(slash + 1).trim();
        Instant to = end.startsWith("P") ? from.plus(Duration.parse(end)) : Instant.parse(end);
        return new Outage(from, to);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "outages has '"
                + text
                + "', expected start/end or start/duration such as"
                + " 2026-06-16T14:00:00Z/PT10M",
            e);
      }
    }

    static boolean isOne(String text) {
      try {
        parse(text);
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    boolean covers(Instant now) {
      return !now.isBefore(from) && now.isBefore(to);
    }
  }
}
