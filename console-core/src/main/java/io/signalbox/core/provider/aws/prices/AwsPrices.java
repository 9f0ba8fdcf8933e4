package io.signalbox.core.provider.aws.prices;

import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.settings.PriceSettings;
import io.signalbox.core.provider.aws.settings.PriceSettings.Source;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a machine of a template costs: of the machine type that is tried first where one is tried
 * after the other, else of the one that costs least. Machines are what is asked for and counted, so
 * that units weigh nothing here either. Thread-safe.
 */
public final class AwsPrices {

  /** When what is not known is worth asking for again. */
  private static final Duration AGAIN = Duration.ofMinutes(15);

  private static final Duration TABLE = Duration.ofDays(1);

  /** A table of prices that is older is told to be so. */
  private static final Duration OLD = Duration.ofDays(90);

  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  private final SpotPrices spot;
  private final PriceList list;
  private final PriceSettings settings;
  private final TimeSource time;

  public AwsPrices(AwsClients clients, Caller caller, PriceSettings settings, TimeSource time) {
    this.spot = new SpotPrices(clients, caller, time);
    this.list = new PriceList(clients, caller, time);
    this.settings = settings;
    this.time = time;
  }

  /** Of a machine of each; asks for what is not known, by type and once for all of them. */
  public List<PriceEstimate> of(List<LaunchSpec> specs, Instant deadline) {
    if (settings.source() == Source.AUTO) {
      Set<String> onSpot = new LinkedHashSet<>();
      Set<String> onDemand = new LinkedHashSet<>();
      for (LaunchSpec spec : specs) {
        if (share(spec) < 100) {
          onSpot.addAll(spec.machineTypes().keySet());
        }
        if (share(spec) > 0) {
          onDemand.addAll(spec.machineTypes().keySet());
        }
      }
      spot.ask(onSpot, deadline);
      list.ask(onDemand, deadline);
    }
    return specs.stream().map(this::estimate).toList();
  }

  private PriceEstimate estimate(LaunchSpec spec) {
    if (settings.source() == Source.NONE) {
      return unknown("price_source is none");
    }
    if (spec.machineTypes().isEmpty()) {
      return unknown("the template names no machine type");
    }
    Set<String> zones = Set.copyOf(spec.list("network_zones"));
    int share = share(spec);
    Function<String, Price> price =
        share == 0
            ? type -> onSpot(type, zones)
            : share == 100 ? this::onDemand : type -> mixed(type, zones, share);
    return cheapest(spec, price);
  }

  /** Percent of machines that are on demand. */
  private static int share(LaunchSpec spec) {
    return switch (spec.text("price_type").orElse("ondemand")) {
      case "spot" -> 0;
      case "heterogeneous" ->
          spec.values().get("percent_on_demand") instanceof Number percent ? percent.intValue() : 0;
      default -> 100;
    };
  }

  /** The first in order, or the least; one whose price is not known stands behind. */
  private PriceEstimate cheapest(LaunchSpec spec, Function<String, Price> price) {
    boolean inOrder =
        spec.text("provider_api").orElse(AwsApis.RUN_INSTANCES).equals(AwsApis.RUN_INSTANCES);
    Optional<PriceEstimate> best = Optional.empty();
    BigDecimal least = BigDecimal.ZERO;
    String why = "";
    for (String type : spec.machineTypes().keySet()) {
      switch (price.apply(type)) {
        case Price.Unknown(String reason) -> why = why.isEmpty() ? reason : why;
        case Price.Known known -> {
          if (best.isEmpty() || known.usd().compareTo(least) < 0) {
            best = Optional.of(known.of(type));
            least = known.usd();
          }
        }
      }
      if (inOrder) {
        break;
      }
    }
    String reason = why;
    return best.orElseGet(() -> unknown(reason));
  }

  private Price onSpot(String type, Set<String> zones) {
    return settings.source() == Source.TABLE
        ? new Price.Unknown("price_source is table, and spot prices are asked of AWS alone")
        : spot.of(type, zones);
  }

  private Price onDemand(String type) {
    Price listed =
        settings.source() == Source.TABLE
            ? new Price.Unknown("on_demand_prices has no price of " + type)
            : list.of(type);
    if (listed instanceof Price.Known) {
      return listed;
    }
    return Optional.ofNullable(settings.table().get(type))
        .flatMap(usd -> settings.date().map(date -> ofTable(usd, date)))
        .orElse(listed);
  }

  private Price ofTable(BigDecimal usd, LocalDate date) {
    Instant asOf = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    Duration age = Duration.between(asOf, time.now());
    return new Price.Known(
        usd,
        PriceBasis.DATED_TABLE,
        asOf,
        time.now().plus(TABLE),
        age.compareTo(OLD) > 0
            ? "on_demand_prices are %s old; bring them up to date"
                .formatted(Counted.of(age.toDays(), "day"))
            : "");
  }

  private Price mixed(String type, Set<String> zones, int share) {
    Price demand = onDemand(type);
    Price market = onSpot(type, zones);
    if (!(demand instanceof Price.Known one)) {
      return demand;
    }
    if (!(market instanceof Price.Known other)) {
      return market;
    }
    BigDecimal usd =
        one.usd()
            .multiply(BigDecimal.valueOf(share))
            .add(other.usd().multiply(BigDecimal.valueOf(100L - share)))
            .divide(ALL, MathContext.DECIMAL32);
    return new Price.Known(
        usd,
        PriceBasis.MIXED,
        one.asOf().isBefore(other.asOf()) ? one.asOf() : other.asOf(),
        one.until().isBefore(other.until()) ? one.until() : other.until(),
        "%d %% on demand, spot %s%s"
            .formatted(share, other.note(), one.note().isEmpty() ? "" : "; " + one.note()));
  }

  private PriceEstimate unknown(String why) {
    return PriceEstimate.unknown(why, time.now().plus(AGAIN));
  }
}
