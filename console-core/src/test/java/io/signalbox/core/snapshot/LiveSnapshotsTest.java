package io.signalbox.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.watching.AlertWatch;
import io.signalbox.core.alert.watching.Past;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.error.StillOpen;
import io.signalbox.core.event.EventStream.Subscription;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.request.WorkAtAGlance;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.template.catalog.TemplateCatalog;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryAlerts;
import io.signalbox.core.testing.MemoryLastGood;
import io.signalbox.core.testing.MemoryRepositories;
import io.signalbox.core.testing.RoutingWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of snapshots, how often, and what for. */
final class LiveSnapshotsTest {

  @TempDir Path folder;

  private final ManualTime time = new ManualTime();
  private final RoutingWorld world =
      RoutingWorld.of(new MemoryRepositories(), time, () -> 0.5, new Plugins(List.of(), List.of()));
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final List<ConsoleSnapshot> handed = new ArrayList<>();
  private final AtomicInteger storeReads = new AtomicInteger();
  private long edition;
  private int open;
  private Runnable whileReading = () -> {};
  private ConfigurationService configuration;
  private ProviderViews views;
  private SnapshotMaker maker;
  private LiveSnapshots snapshots;

  @BeforeEach
  void make() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"provider\": {\"providers\": []}}");
    configuration =
        new ConfigurationService(
            folder, null, name -> null, Map.of(), time, world.events, new Secrets());
    configuration.load();
    views = new ProviderViews(world.context, world.health, world.metrics, time, false);
    maker =
        new SnapshotMaker(
            views,
            new StoreFigures(this::read, () -> edition, time),
            new Alerts(
                configuration,
                new TemplateCatalog(
                    configuration::current, Map.of(), new MemoryLastGood(), time, world.events),
                List.of(),
                new AlertWatch(
                    () -> configuration.current().alerts(),
                    new MemoryAlerts(),
                    Past.NONE,
                    world.events),
                () -> AlertWatch.Role.LOOKS,
                time),
            configuration::current,
            () -> {});
    snapshots = new LiveSnapshots(maker, world.events, time, threads::add, new StillOpen("folder"));
  }

  @AfterEach
  void close() {
    snapshots.close();
    configuration.close();
    world.close();
  }

  private StoreRead read() {
    storeReads.incrementAndGet();
    whileReading.run();
    return new StoreRead(
        new WorkAtAGlance(open, List.of(), 0, List.of()),
        HourlyCost.NONE,
        0,
        "",
        List.of(),
        List.of(),
        List.of());
  }

  private void providers(int count) {
    for (int i = 0; i < count; i++) {
      world.add("p" + i);
    }
  }

  /** Ticks for that long, ten times a second. */
  private void pass(Duration duration) {
    for (long left = duration.toMillis() / 100; left > 0; left--) {
      time.advance(LiveSnapshots.PACE);
      snapshots.tick();
    }
  }

  @Test
  void nothingIsMadeWhereNobodySubscribes() {
    providers(3);
    world.read();
    pass(Duration.ofSeconds(5));
    assertThat(storeReads).hasValue(0);
    assertThat(threads).isEmpty();
    try (Subscription subscription = snapshots.subscribe(handed::add)) {
      snapshots.tick();
    }
    int made = storeReads.get();
    world.read();
    pass(Duration.ofSeconds(5));
    assertThat(handed).hasSize(1);
    assertThat(storeReads).hasValue(made);
  }

  @Test
  void anHourOfQuietMakesNextToNone() {
    providers(20);
    world.read();
    snapshots.subscribe(handed::add);
    // What was measured leaves the window first.
    pass(Duration.ofMinutes(7));
    int before = handed.size();
    pass(Duration.ofHours(1));
    assertThat(handed).hasSize(before);
  }

  @Test
  void everyChangeIsInTheNextAndNoneAloneMakesAnother() {
    providers(3);
    snapshots.subscribe(handed::add);
    snapshots.tick();
    snapshots.tick();
    assertThat(handed).hasSize(1);
    world.read();
    snapshots.tick();
    assertThat(handed).hasSize(2);
    assertThat(handed.getLast().totals().operations())
        .isEqualTo(handed.getFirst().totals().operations() + 1);
    world.healthy("p1", false);
    snapshots.tick();
    assertThat(handed.getLast().provider("p1").orElseThrow().health().ejected()).isTrue();
    open = 4;
    snapshots.refresh();
    snapshots.tick();
    assertThat(handed.getLast().requestsOpen()).isEqualTo(4);
    assertThat(handed).extracting(ConsoleSnapshot::number).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void whatAnotherProcessWroteIsSeenWithinASecond() {
    providers(1);
    snapshots.subscribe(handed::add);
    snapshots.tick();
    open = 2;
    edition = 1;
    pass(Duration.ofSeconds(1));
    assertThat(handed.getLast().requestsOpen()).isEqualTo(2);
    // Its own writing alone is no news.
    int made = handed.size();
    edition = 2;
    pass(Duration.ofSeconds(1));
    assertThat(handed).hasSize(made);
  }

  @Test
  void neverMoreThanTenASecond() {
    providers(2);
    AtomicInteger left = new AtomicInteger(50);
    Instant begun = time.now();
    subscribeUntil(left);
    Objects.requireNonNull(threads.poll()).run();
    assertThat(Duration.between(begun, time.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(left).hasValue(0);
  }

  @Test
  void aSlowStoreThinsThemAndQueuesNone() {
    providers(2);
    whileReading = () -> time.advance(Duration.ofMillis(900));
    AtomicInteger left = new AtomicInteger(20);
    Instant begun = time.now();
    subscribeUntil(left);
    Objects.requireNonNull(threads.poll()).run();
    assertThat(storeReads).hasValue(20);
    assertThat(Duration.between(begun, time.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    assertThat(threads).isEmpty();
  }

  /** Each that comes asks for another. */
  private void subscribeUntil(AtomicInteger left) {
    List<Subscription> own = new ArrayList<>();
    own.add(
        snapshots.subscribe(made -> {
          if (left.decrementAndGet() == 0) {
            own.getFirst().close();
          } else {
            snapshots.refresh();
          }
        }));
  }

  @Test
  void oneIsMadeAtATimeWhoeverAsks() throws InterruptedException {
    providers(2);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    whileReading =
        () -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          Thread.yield();
          now.decrementAndGet();
        };
    snapshots.subscribe(made -> {});
    CountDownLatch done = new CountDownLatch(4);
    for (int i = 0; i < 4; i++) {
      Thread.ofVirtual()
          .start(() -> {
            for (int j = 0; j < 50; j++) {
              snapshots.refresh();
              snapshots.tick();
              maker.make();
            }
            done.countDown();
          });
    }
    done.await();
    assertThat(most).hasValue(1);
  }

  @Test
  void ofManyProvidersOnlyThoseThatChangedAreMadeAnew() {
    providers(500);
    snapshots.subscribe(handed::add);
    snapshots.tick();
    long reads = views.reads();
    List.of("p7", "p70", "p499").forEach(name -> world.context.checkHealth(name, SECOND));
    snapshots.tick();
    assertThat(views.reads() - reads).isEqualTo(3);
    List<ProviderView> before = handed.getFirst().providers();
    List<ProviderView> after = handed.getLast().providers();
    List<String> anew = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      if (before.get(i) != after.get(i)) {
        anew.add(after.get(i).name());
      }
    }
    assertThat(anew).containsExactly("p7", "p70", "p499");
  }

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aStoreThatCannotBeReadLeavesWhatWasAndSaysSo() {
    providers(1);
    open = 3;
    snapshots.subscribe(handed::add);
    snapshots.tick();
    whileReading =
        () -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "the disk is gone", Map.of());
        };
    snapshots.refresh();
    snapshots.tick();
    assertThat(handed.getLast().requestsOpen()).isEqualTo(3);
    assertThat(handed.getLast().alerts())
        .extracting(Alert::kind, Alert::detail)
        .contains(org.assertj.core.groups.Tuple.tuple("background", "the disk is gone"));
    assertThatThrownBy(maker::make).isInstanceOf(SignalboxException.class);
    whileReading = () -> {};
    pass(Duration.ofSeconds(11));
    assertThat(handed.getLast().alerts()).isEmpty();
  }

  @Test
  void anAlertOfAFileKeepsTheTimeItWasFoundFirst() throws IOException {
    providers(1);
    String odd = "{\"provider\": {\"providers\": [], \"providrs\": 1}%s}";
    Files.writeString(folder.resolve("config.json"), odd.formatted(""));
    assertThat(configuration.reload().accepted()).isTrue();
    snapshots.subscribe(handed::add);
    snapshots.tick();
    Instant found = handed.getLast().alerts().getFirst().since();
    time.advance(Duration.ofMinutes(7));
    Files.writeString(folder.resolve("config.json"), odd.formatted(" "));
    assertThat(configuration.reload().accepted()).isTrue();
    snapshots.tick();
    assertThat(configuration.current().loadedAt()).isAfter(found);
    assertThat(handed.getLast().alerts()).hasSize(1);
    assertThat(handed.getLast().alerts().getFirst().since()).isEqualTo(found);
  }
}
