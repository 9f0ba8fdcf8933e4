package io.signalbox.core.price;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.routing.ProviderRegistration;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What machines cost as far as it is known: a provider's own word on a template, else the figure
 * that the configuration has for the provider. Reading asks no provider. Thread-safe; the first
 * reading blocks on the store.
 */
public final class Prices {

  /** The capability by which a configuration says what one machine costs in an hour, USD. */
  private static final String CONFIGURED = "hourly_price";

  private final PriceRepository repository;
  private final Supplier<List<ProviderRegistration>> providers;
  // Null until it is first needed.
  private final AtomicReference<@Nullable Map<Of, KnownPrice>> known = new AtomicReference<>();

  private record Of(String provider, String templateId) {}

  /**
   * @param providers those that are configured, always the present ones
   */
  public Prices(PriceRepository repository, Supplier<List<ProviderRegistration>> providers) {
    this.repository = repository;
    this.providers = providers;
  }

  /** Of a machine of this specification; of a template that was changed since, nothing is known. */
  public PriceEstimate of(String provider, LaunchSpec spec) {
    return estimate(
        provider,
        last(provider, spec.templateId())
            .filter(price -> price.fingerprint().equals(Fingerprint.of(spec))));
  }

  /** Of a machine of the template as it was when its price was asked for last. */
  public PriceEstimate of(String provider, String templateId) {
    return estimate(provider, last(provider, templateId));
  }

  private PriceEstimate estimate(String provider, Optional<KnownPrice> said) {
    Optional<PriceEstimate> own = said.map(KnownPrice::estimate);
    return own.filter(price -> price.known().isPresent())
        .or(() -> configured(provider))
        .or(() -> own)
        .orElseGet(() -> PriceEstimate.unknown("", Instant.EPOCH));
  }

  private Optional<PriceEstimate> configured(String provider) {
    return providers.get().stream()
        .filter(each -> each.name().equals(provider))
        .findFirst()
        .flatMap(each ->
            Optional.ofNullable(each.labels().get(CONFIGURED))
                .or(() -> Optional.ofNullable(each.capabilities().features().get(CONFIGURED))))
        .filter(Number.class::isInstance)
        .map(figure -> new BigDecimal(figure.toString()))
        .filter(PriceEstimate::isPossible)
        .map(usd -> new PriceEstimate(usd, PriceBasis.CONFIGURED, null, Instant.MAX, ""));
  }

  /** The provider's last word. */
  Optional<KnownPrice> last(String provider, String templateId) {
    return Optional.ofNullable(all().get(new Of(provider, templateId)));
  }

  /** Keeps what providers said; blocks. */
  void keep(List<KnownPrice> fresh) {
    if (!fresh.isEmpty()) {
      repository.save(fresh);
      Map<Of, KnownPrice> before = all();
      known.updateAndGet(now -> {
        Map<Of, KnownPrice> next = new HashMap<>(now == null ? before : now);
        put(next, fresh);
        return next;
      });
    }
  }

  /** Takes over what other processes were told; blocks. */
  public void refresh() {
    known.set(read());
  }

  private Map<Of, KnownPrice> all() {
    Map<Of, KnownPrice> now = known.get();
    if (now != null) {
      return now;
    }
    Map<Of, KnownPrice> first = read();
    // Somebody may have kept more since it was read.
    return known.compareAndSet(null, first) ? first : Objects.requireNonNull(known.get());
  }

  private Map<Of, KnownPrice> read() {
    Map<Of, KnownPrice> all = new HashMap<>();
    put(all, repository.all());
    return all;
  }

  private static void put(Map<Of, KnownPrice> all, Collection<KnownPrice> some) {
    some.forEach(price -> all.put(new Of(price.provider(), price.templateId()), price));
  }
}
