package io.signalbox.core.provider.aws.prices;

import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.InParts;
import io.signalbox.core.provider.aws.client.Reply;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryRequest;
import software.amazon.awssdk.services.ec2.model.SpotPrice;

/** What spot machines cost by type and zone, asked anew after five minutes. Thread-safe. */
final class SpotPrices {

  private static final Duration GOOD = Duration.ofMinutes(5);

  /** Machine types of one call. */
  private static final int TYPES = 100;

  private static final List<String> LINUX = List.of("Linux/UNIX", "Linux/UNIX (Amazon VPC)");

  private final AwsClients clients;
  private final Caller caller;
  private final TimeSource time;
  private final Map<String, Zones> known = new ConcurrentHashMap<>();
  // Why a type's is not known, as it was asked last.
  private final Map<String, String> failed = new ConcurrentHashMap<>();

  /** Dollars an hour by zone. */
  private record Zones(Map<String, BigDecimal> usd, Instant asked) {}

  SpotPrices(AwsClients clients, Caller caller, TimeSource time) {
    this.clients = clients;
    this.caller = caller;
    this.time = time;
  }

  /** Asks for those that are not known or over, in one call where it has room for them. */
  void ask(Collection<String> types, Instant deadline) {
    Instant now = time.now();
    List<String> due =
        types.stream()
            .filter(type -> {
              Zones zones = known.get(type);
              return zones == null || !now.isBefore(zones.asked().plus(GOOD));
            })
            .sorted()
            .toList();
    Optional<String> why = Optional.empty();
    for (List<String> some : InParts.of(due, TYPES)) {
      if (why.isEmpty()) {
        why = ask(some, now, deadline);
      }
      why.ifPresentOrElse(
          reason -> some.forEach(type -> failed.put(type, reason)),
          () -> some.forEach(failed::remove));
    }
  }

  /** Why not; empty where it was answered. */
  private Optional<String> ask(List<String> types, Instant now, Instant deadline) {
    Reply<Map<String, Map<String, SpotPrice>>> reply =
        caller.read(
            "ec2:DescribeSpotPriceHistory",
            deadline,
            within -> {
              Map<String, Map<String, SpotPrice>> latest = new HashMap<>();
              clients
                  .reads()
                  .describeSpotPriceHistoryPaginator(
                      DescribeSpotPriceHistoryRequest.builder()
                          .instanceTypesWithStrings(types)
                          .productDescriptions(LINUX)
                          .startTime(now)
                          .endTime(now)
                          .overrideConfiguration(within)
                          .build())
                  .spotPriceHistory()
                  .stream()
                  .filter(SpotPrices::isWhole)
                  .forEach(price ->
                      latest
                          .computeIfAbsent(price.instanceTypeAsString(), type -> new HashMap<>())
                          .merge(price.availabilityZone(), price, SpotPrices::later));
              return latest;
            });
    return switch (reply) {
      case Reply.Failed<?>(ProviderFailure failure) -> Optional.of(failure.message());
      case Reply.Answered<Map<String, Map<String, SpotPrice>>>(var latest) -> {
        types.forEach(type ->
            known.put(
                type,
                new Zones(
                    latest.getOrDefault(type, Map.of()).entrySet().stream()
                        .collect(
                            Collectors.toUnmodifiableMap(
                                Map.Entry::getKey,
                                each -> new BigDecimal(each.getValue().spotPrice()))),
                    now)));
        yield Optional.empty();
      }
    };
  }

  /** What other clouds tell may lack something, or be no price at all. */
  private static boolean isWhole(SpotPrice price) {
    if (price.availabilityZone() == null || price.timestamp() == null) {
      return false;
    }
    try {
      return price.spotPrice() != null
          && PriceEstimate.isPossible(new BigDecimal(price.spotPrice()));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static SpotPrice later(SpotPrice one, SpotPrice other) {
    return one.timestamp().isBefore(other.timestamp()) ? other : one;
  }

  /**
   * The mean over zones.
   *
   * @param zones those that a launch may go to; empty for all of the region
   */
  Price of(String type, Set<String> zones) {
    Zones found = known.get(type);
    if (found == null || !time.now().isBefore(found.asked().plus(GOOD))) {
      return new Price.Unknown(
          failed.getOrDefault(type, "the spot price of " + type + " was not asked for"));
    }
    Map<String, BigDecimal> asked = new TreeMap<>(found.usd());
    if (!zones.isEmpty()) {
      asked.keySet().retainAll(zones);
    }
    if (asked.isEmpty()) {
      return new Price.Unknown(
          "AWS has no spot price of "
              + type
              + " in "
              + (zones.isEmpty() ? clients.region() : String.join(", ", zones)));
    }
    BigDecimal sum = asked.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Price.Known(
        sum.divide(BigDecimal.valueOf(asked.size()), MathContext.DECIMAL32),
        PriceBasis.SPOT_HISTORY,
        found.asked(),
        found.asked().plus(GOOD),
        (asked.size() == 1 ? "in " : "mean of ") + String.join(", ", asked.keySet()));
  }
}
