package io.signalbox.core.provider.aws.prices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * AWS's list of prices on demand: Linux on shared machines, a type of which is asked for anew after
 * a day. Where it may not be read, it is not asked for an hour; after a failure that passes, for a
 * minute. Thread-safe.
 */
final class PriceList {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration GOOD = Duration.ofDays(1);
  private static final Duration REFUSED = Duration.ofHours(1);
  private static final Duration FAILED = Duration.ofMinutes(1);
  private static final String OPERATION = "AWSPriceListService.GetProducts";

  private final AwsClients clients;
  private final Caller caller;
  private final TimeSource time;
  private final Map<String, Listed> known = new ConcurrentHashMap<>();
  private volatile Refusal refused = new Refusal("", Instant.MIN);

  private record Listed(Price price, Instant asked) {}

  /** Why it is not asked, and until when. */
  private record Refusal(String why, Instant until) {}

  PriceList(AwsClients clients, Caller caller, TimeSource time) {
    this.clients = clients;
    this.caller = caller;
    this.time = time;
  }

  /** Asks for those that are not known or over, one call each; the first failure ends it. */
  void ask(Collection<String> types, Instant deadline) {
    for (String type : types) {
      if (time.now().isBefore(refused.until())) {
        return;
      }
      Listed listed = known.get(type);
      if (listed == null || !time.now().isBefore(listed.asked().plus(GOOD))) {
        ask(type, deadline);
      }
    }
  }

  private void ask(String type, Instant deadline) {
    Instant now = time.now();
    Reply<JsonNode> reply =
        caller.read(
            "pricing:GetProducts",
            deadline,
            within -> clients.prices().call(OPERATION, question(type), within));
    switch (reply) {
      case Reply.Answered<JsonNode>(JsonNode answer) ->
          known.put(type, new Listed(price(type, answer, now), now));
      case Reply.Failed<JsonNode>(ProviderFailure failure) -> {
        boolean passes = failure.failureClass() == FailureClass.TRANSIENT;
        refused = new Refusal(failure.message(), now.plus(passes ? FAILED : REFUSED));
      }
    }
  }

  private Map<String, Object> question(String type) {
    List<Map<String, String>> filters = new ArrayList<>();
    Map.of(
            "instanceType", type,
            "regionCode", clients.region(),
            "operatingSystem", "Linux",
            "preInstalledSw", "NA",
            "licenseModel", "No License required",
            "tenancy", "Shared",
            "capacitystatus", "Used")
        .forEach((field, value) ->
            filters.add(Map.of("Type", "TERM_MATCH", "Field", field, "Value", value)));
    return Map.of("ServiceCode", "AmazonEC2", "MaxResults", 20, "Filters", filters);
  }

  /** Of the offers that are hours in dollars and cost something, the least. */
  private Price price(String type, JsonNode answer, Instant now) {
    Optional<Price.Known> least = Optional.empty();
    for (JsonNode text : answer.path("PriceList")) {
      Optional<Price.Known> offer = offer(text, now);
      if (offer.isPresent()
          && (least.isEmpty() || offer.get().usd().compareTo(least.get().usd()) < 0)) {
        least = offer;
      }
    }
    boolean offered = !answer.path("PriceList").isEmpty();
    return least
        .<Price>map(found -> found)
        .orElseGet(() ->
            new Price.Unknown(
                "AWS's price list has %s of type %s in %s"
                    .formatted(
                        offered ? "no price that can be read of machines" : "no machines",
                        type,
                        clients.region())));
  }

  private static Optional<Price.Known> offer(JsonNode text, Instant now) {
    try {
      JsonNode product = text.isTextual() ? JSON.readTree(text.asText()) : text;
      for (JsonNode term : product.path("terms").path("OnDemand")) {
        for (JsonNode dimension : term.path("priceDimensions")) {
          String usd = dimension.path("pricePerUnit").path("USD").asText("");
          if (dimension.path("unit").asText().equals("Hrs") && !usd.isEmpty()) {
            BigDecimal price = new BigDecimal(usd).stripTrailingZeros();
            if (PriceEstimate.isPossible(price)) {
              return Optional.of(
                  new Price.Known(
                      price, PriceBasis.PRICE_LIST, published(product, now), now.plus(GOOD), ""));
            }
          }
        }
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Instant published(JsonNode product, Instant otherwise) {
    try {
      return Instant.parse(product.path("publicationDate").asText());
    } catch (DateTimeException e) {
      return otherwise;
    }
  }

  /** The price of a type, as it was asked for last. */
  Price of(String type) {
    Listed listed = known.get(type);
    if (listed != null && time.now().isBefore(listed.asked().plus(GOOD))) {
      return listed.price();
    }
    return new Price.Unknown(
        time.now().isBefore(refused.until())
            ? refused.why()
            : "the price of " + type + " was not asked for");
  }
}
