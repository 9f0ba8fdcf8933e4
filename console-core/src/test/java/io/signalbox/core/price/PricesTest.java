package io.signalbox.core.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.Submission;
import io.signalbox.core.request.planning.Planner;
import io.signalbox.core.request.planning.TemplateSource;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.store.Store;
import io.signalbox.core.template.catalog.TemplateCatalog;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryRepositories;
import io.signalbox.core.testing.RoutingWorld;
import io.signalbox.core.testing.ScriptedProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What providers say of prices: when they are asked, what is kept, and who is chosen by it. */
final class PricesTest {

  @TempDir Path folder;

  private final ManualTime time = new ManualTime();
  private final EventStream events = new EventStream();
  private final RoutingWorld world =
      RoutingWorld.of(new MemoryRepositories(), time, () -> 0.5, new Plugins(List.of(), List.of()));
  private final List<List<String>> asked = new ArrayList<>();
  private ConfigurationService configuration;
  private TemplateCatalog templates;
  private Store store;
  private ScriptedProvider east;
  private ScriptedProvider west;
  private Prices prices;
  private PriceQuestions questions;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [{"name": "east", "type": "cloud"},
          {"name": "west", "type": "cloud"}, {"name": "own", "type": "cloud"}]}}
        """);
    template("m5.large");
    configuration =
        new ConfigurationService(folder, null, name -> null, Map.of(), time, events, new Secrets());
    configuration.load();
    store = Store.open(MigratedStore.in(folder.resolve("state")), time);
    templates =
        new TemplateCatalog(configuration::current, Map.of(), store.lastGood(), time, events);
    templates.refresh();
    east = world.add("east");
    west = world.add("west");
    world.add("own", 1, 1, Map.of("hourly_price", 0.5));
    east.prices = specs -> told(specs, "0.2");
    west.prices = specs -> told(specs, "0.1");
    begin();
  }

  private void begin() {
    prices = new Prices(store.prices(), () -> world.context.snapshot().providers());
    questions =
        new PriceQuestions(
            prices,
            () -> world.context.snapshot().providers(),
            name -> !name.equals("own"),
            templates,
            time);
  }

  @AfterEach
  void close() {
    world.close();
    store.close();
    configuration.close();
  }

  private void template(String type) throws IOException {
    Files.writeString(
        folder.resolve("templates.json"),
        """
        [{"template_id": "web", "image_id": "ami-1", "instance_type": "%s", "subnet_ids": ["s"]},
         {"template_id": "job", "image_id": "ami-1", "instance_type": "c5.large",
          "subnet_ids": ["s"]}]
        """
            .formatted(type));
  }

  private List<PriceEstimate> told(List<LaunchSpec> specs, String usd) {
    asked.add(specs.stream().map(LaunchSpec::templateId).toList());
    return specs.stream()
        .map(spec ->
            new PriceEstimate(
                new BigDecimal(usd),
                PriceBasis.PRICE_LIST,
                time.now(),
                time.now().plus(Duration.ofHours(1)),
                "t"))
        .toList();
  }

  private LaunchSpec spec(String template) {
    return templates.resolve(template, "east").launchSpec();
  }

  @Test
  void eachProviderIsAskedOnceForAllItsTemplatesAndAgainWhenAPriceIsOver() {
    questions.look();
    questions.look();
    assertThat(asked).containsExactlyInAnyOrder(List.of("job", "web"), List.of("job", "web"));
    asked.clear();
    time.advance(Duration.ofMinutes(59));
    questions.look();
    assertThat(asked).isEmpty();
    time.advance(Duration.ofMinutes(2));
    questions.look();
    assertThat(asked).hasSize(2);
  }

  @Test
  void theOldPriceOfATemplateThatWasChangedIsNotTold() throws IOException {
    questions.look();
    assertThat(prices.of("east", spec("web")).known()).contains(new BigDecimal("0.2"));
    template("m5.24xlarge");
    templates.refresh();
    assertThat(prices.of("east", spec("web")).known()).isEmpty();
    asked.clear();
    questions.look();
    assertThat(asked).containsOnly(List.of("web"));
    assertThat(prices.of("east", spec("web")).known()).isPresent();
  }

  @Test
  void whatOneProcessWasToldAnotherKnows() {
    questions.look();
    asked.clear();
    begin();
    PriceEstimate known = prices.of("west", spec("job"));
    assertThat(known.known()).contains(new BigDecimal("0.1"));
    assertThat(known.basis()).isEqualTo(PriceBasis.PRICE_LIST);
    assertThat(known.asOf()).isEqualTo(time.now());
    questions.look();
    assertThat(asked).isEmpty();
  }

  @Test
  void aProviderThatFailsIsUnknownWithItsReasonAndHarmsNoOther() {
    east.prices =
        specs -> {
          throw new IllegalStateException("no list today");
        };
    questions.look();
    assertThat(prices.of("east", spec("web")).known()).isEmpty();
    assertThat(prices.of("east", spec("web")).note()).contains("no list today");
    assertThat(prices.of("west", spec("web")).known()).isPresent();
    east.prices = specs -> List.of();
    time.advance(Duration.ofMinutes(6));
    questions.look();
    assertThat(prices.of("east", spec("web")).note()).contains("one price for each of 2 templates");
  }

  @Test
  void aConfiguredFigureStandsWhereNothingElseIsKnown() {
    PriceEstimate own = prices.of("own", spec("web"));
    assertThat(own.known()).contains(new BigDecimal("0.5"));
    assertThat(own.basis()).isEqualTo(PriceBasis.CONFIGURED);
    assertThat(prices.of("east", spec("web")).basis()).isEqualTo(PriceBasis.UNKNOWN);
  }

  @Test
  void costBasedGoesByWhatIsKnownAndAsksNobody() {
    world.context.setSettings(
        configuration.current().routing().withPolicy(SelectionPolicy.COST_BASED));
    assertThat(dryRun().decision().winner()).as("the only price").isEqualTo("own");
    assertThat(asked).isEmpty();
    questions.look();
    asked.clear();
    DryRun run = dryRun();
    assertThat(run.decision().winner()).isEqualTo("west");
    assertThat(run.price().known()).contains(new BigDecimal("0.1"));
    assertThat(asked).isEmpty();
    west.prices =
        specs -> specs.stream().map(s -> PriceEstimate.unknown("gone", time.now())).toList();
    time.advance(Duration.ofHours(2));
    questions.look();
    assertThat(dryRun().decision().winner())
        .as("an unknown price never wins over a known one")
        .isEqualTo("east");
  }

  private DryRun dryRun() {
    Configuration current = configuration.current();
    return new Planner(() -> current, TemplateSource.of(templates), world.context, prices::of)
        .dryRun(new Submission("web", 1, null, null, null, "", ""));
  }

  /** Two providers have answered at the same time, and one is kept while the other is read. */
  @Test
  void whatOneProviderSaidIsNotLostWhileAnotherIsKept() {
    List<KnownPrice> saved = new ArrayList<>();
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    Prices both =
        new Prices(
            new PriceRepository() {
              @Override
              public List<KnownPrice> all() {
                List<KnownPrice> read = List.copyOf(saved);
                meanwhile.getAndSet(() -> {}).run();
                return read;
              }

              @Override
              public void save(List<KnownPrice> fresh) {
                saved.addAll(fresh);
              }
            },
            List::of);
    KnownPrice one =
        new KnownPrice("east", "web", "1", told(List.of(spec("web")), "0.2").getFirst());
    KnownPrice other =
        new KnownPrice("west", "web", "1", told(List.of(spec("web")), "0.1").getFirst());
    meanwhile.set(() -> both.keep(List.of(other)));
    both.keep(List.of(one));
    assertThat(both.last("east", "web")).contains(one);
    assertThat(both.last("west", "web")).contains(other);
  }
}
