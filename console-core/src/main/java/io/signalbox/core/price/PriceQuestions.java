package io.signalbox.core.price;

import io.signalbox.core.background.Together;
import io.signalbox.core.gateway.GuardedProvider;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers what machines of their templates cost, where that is worth it: what was never
 * asked, what is over, what changed. All are asked at the same time, each once for all of its
 * templates. Thread-safe.
 */
public final class PriceQuestions {

  /** How long a provider has to answer. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** When a provider that gave no answer is asked again. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private static final Duration SOONEST = Duration.ofMinutes(1);
  private static final Duration LATEST = Duration.ofDays(7);

  /** How far ahead a price may be dated, a table of the next year for one. */
  private static final Duration AHEAD = Duration.ofDays(366);

  private final Prices prices;
  private final Supplier<List<ProviderRegistration>> providers;
  private final Predicate<String> tells;
  private final TemplateCatalog templates;
  private final TimeSource time;
  // Both guarded by this.
  private long seen = -1;
  private Instant due = Instant.MIN;

  /**
   * @param providers those that are configured, always the present ones
   * @param tells whether the provider of that name can be asked
   */
  public PriceQuestions(
      Prices prices,
      Supplier<List<ProviderRegistration>> providers,
      Predicate<String> tells,
      TemplateCatalog templates,
      TimeSource time) {
    this.prices = prices;
    this.providers = providers;
    this.tells = tells;
    this.templates = templates;
    this.time = time;
  }

  /** One look, often: asks only where something is due or templates changed; blocks meanwhile. */
  public void look() {
    long version = templates.version();
    synchronized (this) {
      if (version == seen && time.now().isBefore(due)) {
        return;
      }
    }
    Instant next = ask(provider -> true);
    synchronized (this) {
      seen = version;
      due = next;
    }
  }

  /**
   * Asks those providers for what is due; blocks, ten seconds at most.
   *
   * @return when something is due next; {@link Instant#MAX} if nothing ever is
   */
  public Instant ask(Predicate<String> asked) {
    return ask(asked, template -> true);
  }

  /**
   * The same of some templates alone.
   *
   * @param wanted by the template's id
   */
  public Instant ask(Predicate<String> asked, Predicate<String> wanted) {
    List<ProviderRegistration> those =
        providers.get().stream()
            .filter(each -> asked.test(each.name()) && tells.test(each.name()))
            .toList();
    if (those.isEmpty()) {
      return Instant.MAX;
    }
    List<TemplateSummary> all =
        templates.list(null, null).stream().filter(each -> wanted.test(each.templateId())).toList();
    Queue<KnownPrice> told = new ConcurrentLinkedQueue<>();
    Queue<Instant> ends = new ConcurrentLinkedQueue<>();
    Together.run(those.stream().<Runnable>map(each -> () -> ask(each, all, told, ends)).toList());
    prices.keep(List.copyOf(told));
    return ends.stream().min(Instant::compareTo).orElse(Instant.MAX);
  }

  private void ask(
      ProviderRegistration provider,
      List<TemplateSummary> all,
      Queue<KnownPrice> told,
      Queue<Instant> ends) {
    GuardedProvider strategy = provider.strategy();
    if (strategy == null) {
      return;
    }
    Instant now = time.now();
    List<LaunchSpec> due = new ArrayList<>();
    for (TemplateSummary template : all) {
      if (template.offeredBy().contains(provider.name())) {
        LaunchSpec spec = templates.resolve(template.templateId(), provider.name()).launchSpec();
        String fingerprint = Fingerprint.of(spec);
        prices
            .last(provider.name(), spec.templateId())
            .filter(last -> last.fingerprint().equals(fingerprint))
            .map(last -> last.estimate().until())
            .filter(now::isBefore)
            .ifPresentOrElse(ends::add, () -> due.add(spec));
      }
    }
    if (due.isEmpty()) {
      return;
    }
    List<PriceEstimate> said =
        strategy.prices(
            due,
            OperationContext.of("prices-" + provider.name(), now.plus(LIMIT)),
            now.plus(AGAIN));
    for (int i = 0; i < due.size(); i++) {
      LaunchSpec spec = due.get(i);
      PriceEstimate estimate = bounded(said.get(i), now);
      told.add(new KnownPrice(provider.name(), spec.templateId(), Fingerprint.of(spec), estimate));
      ends.add(estimate.until());
    }
  }

  /** However often a provider wishes to be asked; a day that cannot be is left out. */
  private static PriceEstimate bounded(PriceEstimate said, Instant now) {
    Instant until = said.until();
    Instant soonest = now.plus(SOONEST);
    Instant latest = now.plus(LATEST);
    return new PriceEstimate(
        said.usd(),
        said.basis(),
        isDay(said.asOf(), now) ? said.asOf() : null,
        until.isBefore(soonest) ? soonest : until.isAfter(latest) ? latest : until,
        said.note());
  }

  private static boolean isDay(@Nullable Instant asOf, Instant now) {
    return asOf != null && !asOf.isBefore(Instant.EPOCH) && !asOf.isAfter(now.plus(AHEAD));
  }
}
