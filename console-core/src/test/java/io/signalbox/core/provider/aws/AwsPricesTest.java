package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What machines cost at AWS: spot history, price list, the configuration's table, and nothing. */
final class AwsPricesTest extends AwsTest {

  private static final LaunchSpec ON_DEMAND = spec(Map.of("instance_type", "m5.large"));
  private static final LaunchSpec SPOT =
      spec(Map.of("instance_type", "m5.large", "price_type", "spot"));

  private PriceEstimate price(LaunchSpec spec) {
    return prices(spec).getFirst();
  }

  private List<PriceEstimate> prices(LaunchSpec... specs) {
    return world.provider.prices(List.of(specs), world.context());
  }

  private static Map<String, Object> table() {
    return Map.of(
        "on_demand_prices", Map.of("m5.large", 0.111), "on_demand_prices_date", "2026-06-01");
  }

  private static void isUsd(PriceEstimate price, String usd) {
    assertThat(price.known().orElseThrow()).isEqualByComparingTo(usd);
  }

  @Test
  void onDemandIsOfThePriceListAndGoodForADay() {
    PriceEstimate price = price(ON_DEMAND);
    isUsd(price, "0.096");
    assertThat(price.basis()).isEqualTo(PriceBasis.PRICE_LIST);
    assertThat(price.asOf()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(price.until()).isEqualTo(world.time.now().plus(Duration.ofDays(1)));
    world.time.advance(Duration.ofHours(23));
    price(ON_DEMAND);
    assertThat(world.calls("GetProducts")).hasSize(1);
    world.time.advance(Duration.ofHours(2));
    price(ON_DEMAND);
    assertThat(world.calls("GetProducts")).hasSize(2);
  }

  @Test
  void spotIsTheMeanOfTheZonesAndGoodForMinutes() {
    PriceEstimate price = price(SPOT);
    isUsd(price, "0.03264");
    assertThat(price.basis()).isEqualTo(PriceBasis.SPOT_HISTORY);
    assertThat(price.note())
        .isEqualTo("m5.large, Linux; mean of us-east-1a, us-east-1b, us-east-1c");
    isUsd(
        price(
            spec(
                Map.of(
                    "instance_type",
                    "m5.large",
                    "price_type",
                    "spot",
                    "network_zones",
                    List.of("us-east-1a")))),
        "0.0288");
    assertThat(world.calls("DescribeSpotPriceHistory")).hasSize(1);
    world.time.advance(Duration.ofMinutes(6));
    price(SPOT);
    assertThat(world.calls("DescribeSpotPriceHistory")).hasSize(2);
    assertThat(world.calls("GetProducts")).isEmpty();
  }

  @Test
  void manyTemplatesOfSpotTakeOneCall() {
    prices(SPOT, spec(Map.of("instance_type", "c5.large", "price_type", "spot")), SPOT);
    assertThat(world.calls("DescribeSpotPriceHistory")).hasSize(1);
  }

  @Test
  void ofTypesTriedInTurnTheFirstCountsAndOfAFleetTheLeastWhateverItsUnits() {
    Map<String, Object> types = new LinkedHashMap<>();
    types.put("m5.2xlarge", 8L);
    types.put("m5.large", 1L);
    Map<String, Object> fields = new LinkedHashMap<>(spec(Map.of()).values());
    fields.remove("instance_type");
    fields.put("machine_types", types);
    isUsd(price(new LaunchSpec("web", fields)), "0.384");
    fields.put("provider_api", "EC2Fleet");
    isUsd(price(new LaunchSpec("web", fields)), "0.096");
  }

  @Test
  void bothMarketsAreMixedByTheirShares() {
    PriceEstimate price =
        price(
            spec(
                Map.of(
                    "instance_type",
                    "m5.large",
                    "provider_api",
                    "EC2Fleet",
                    "price_type",
                    "heterogeneous",
                    "percent_on_demand",
                    25L)));
    isUsd(price, "0.04848");
    assertThat(price.basis()).isEqualTo(PriceBasis.MIXED);
    assertThat(price.note()).contains("25 % on demand, spot mean of");
  }

  @Test
  void whereTheListMayNotBeReadTheDatedTableStandsAndNobodyIsAskedForAnHour() {
    world.provider = world.with(table());
    world.cloud.faults().deny("pricing:GetProducts");
    PriceEstimate price = price(ON_DEMAND);
    isUsd(price, "0.111");
    assertThat(price.basis()).isEqualTo(PriceBasis.DATED_TABLE);
    assertThat(price.asOf()).isEqualTo(Instant.parse("2026-06-01T00:00:00Z"));
    assertThat(price(spec(Map.of("instance_type", "c5.large"))))
        .satisfies(other -> {
          assertThat(other.known()).isEmpty();
          assertThat(other.note()).contains("pricing:GetProducts");
        });
    assertThat(world.calls("GetProducts")).hasSize(1);
    world.time.advance(Duration.ofDays(100));
    assertThat(price(ON_DEMAND).note()).contains("115 days old; bring them up to date");
  }

  @Test
  void aTableAloneAsksNobody() {
    Map<String, Object> settings = new LinkedHashMap<>(table());
    settings.put("price_source", "table");
    world.provider = world.with(settings);
    isUsd(price(ON_DEMAND), "0.111");
    assertThat(price(SPOT).note()).contains("price_source is table");
    assertThat(price(spec(Map.of())).note()).contains("on_demand_prices has no price of t3.micro");
    world.provider = world.with(Map.of("price_source", "none"));
    assertThat(price(ON_DEMAND).note()).contains("price_source is none");
    assertThat(world.cloud.calls()).isEmpty();
  }

  @Test
  void anAnswerThatNobodyCanReadIsNoPriceAndNoLackOfMachines() throws IOException {
    String answer =
        """
        {"PriceList": [
          {"terms": {"OnDemand": {"a": {"priceDimensions": {"b": {
            "unit": "Hrs", "pricePerUnit": {"USD": "%s"}}}}}}},
          "{"]}
        """;
    for (String usd : List.of("-1", "1e999999999", "free")) {
      try (Recorder recorder = new Recorder(200, answer.formatted(usd))) {
        world.provider = world.with(Map.of("pricing.endpoint", recorder.address().toString()));
        assertThat(price(ON_DEMAND).known()).as(usd).isEmpty();
        assertThat(price(ON_DEMAND).note()).contains("no price that can be read of machines");
      }
    }
  }

  @Test
  void whatIsNotKnownSaysWhy() {
    assertThat(price(spec(Map.of("instance_type", "z9.huge"))).note())
        .contains("no machines of type z9.huge in us-east-1");
    assertThat(price(spec(Map.of("instance_type", "z9.huge", "price_type", "spot"))).note())
        .contains("no spot price of z9.huge in us-east-1");
    world.cloud.faults().deny("ec2:DescribeSpotPriceHistory");
    assertThat(price(SPOT).note()).contains("ec2:DescribeSpotPriceHistory");
  }

  @Test
  void aFailureThatPassesIsTriedAgain() {
    world.cloud.faults().add(CallFault.error("GetProducts", "ThrottlingException", 400));
    isUsd(price(ON_DEMAND), "0.096");
    assertThat(world.calls("GetProducts")).hasSize(2);
  }

  @Test
  void aTableWithoutADayIsRefused() {
    assertThatThrownBy(() -> world.with(Map.of("on_demand_prices", Map.of("m5.large", 1))))
        .hasMessageContaining("on_demand_prices needs on_demand_prices_date beside it");
    assertThatThrownBy(() ->
            world.with(
                Map.of(
                    "on_demand_prices",
                    Map.of("m5.large", BigDecimal.ZERO),
                    "on_demand_prices_date",
                    "2026-06-01")))
        .hasMessageContaining("on_demand_prices has no price for m5.large");
    assertThatThrownBy(() ->
            world.with(
                Map.of(
                    "on_demand_prices",
                    Map.of("m5.large", 1),
                    "on_demand_prices_date",
                    "yesterday")))
        .hasMessageContaining("is no day: expected one such as 2026-11-01");
  }

  @Test
  void aPriceListThatFailedOnceIsAskedAgainAMinuteLater() {
    world.provider = world.with(Map.of("max_retries", 0L));
    world.cloud.faults().add(CallFault.error("GetProducts", "ThrottlingException", 400));
    assertThat(price(ON_DEMAND).known()).isEmpty();
    assertThat(price(ON_DEMAND).known()).as("not at once").isEmpty();
    assertThat(world.calls("GetProducts")).hasSize(1);
    world.time.advance(Duration.ofMinutes(1));
    isUsd(price(ON_DEMAND), "0.096");
  }
}
