package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.AwsLaunch;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A story over AWS: a cloud on loopback whose ledger is the witness, and a state folder, which
 * processes share with their clock.
 */
final class AwsScene implements AutoCloseable {

  static final String KEY = "form";

  private static final String HOME = "us-east-1";

  static final Configuration.RequestSettings SETTINGS =
      new Configuration.RequestSettings(Duration.ofSeconds(900), Duration.ofSeconds(3600), true);

  final Path home;
  final AwsLaunch launch;
  final boolean fallsBack;
  final int count;
  final ManualTime time;
  final LocalCloud cloud;
  final AwsRegions regions;
  final World world;
  final Story story;
  private final List<String> types;
  private final List<String> troubles = new ArrayList<>();

  AwsScene(Path home, AwsLaunch launch, int count, String... types) throws IOException {
    this(home, launch, false, count, types);
  }

  /**
   * @param fallsBack whether one provider has both regions, and no room in its own
   */
  AwsScene(Path home, AwsLaunch launch, boolean fallsBack, int count, String... types)
      throws IOException {
    Files.createDirectories(home.resolve("state"));
    this.home = home;
    this.launch = launch;
    this.fallsBack = fallsBack;
    this.count = count;
    this.types = List.of(types);
    this.time = ManualTime.shared(home.resolve("clock"));
    AwsRegions.Clock clock = new AwsRegions.Clock(time);
    this.cloud =
        LocalCloud.start(LocalCloud.Options.usual().folder(home.resolve("cloud")).time(clock));
    this.regions = new AwsRegions(cloud.endpoint(), home, launch, fallsBack, this.types, clock);
    if (fallsBack) {
      cloud.faults().capacity(HOME, 0);
    }
    this.world = new World(home.resolve("state"), time, regions);
    world.settings = SETTINGS;
    this.story = new Story(world, count);
  }

  /** Lost replies, late and broken listings, throttling, and too little room, as a seed has it. */
  static AwsScene troubled(Path home, AwsLaunch launch, SplittableRandom random)
      throws IOException {
    return troubled(home, launch, false, random);
  }

  /** The same of a provider that falls back, from a region with room for some or none. */
  static AwsScene troubled(Path home, AwsLaunch launch, boolean fallsBack, SplittableRandom random)
      throws IOException {
    String[] types =
        random.nextBoolean() ? new String[] {"t3.micro"} : new String[] {"c5.large", "t3.micro"};
    AwsScene scene = new AwsScene(home, launch, fallsBack, 1 + random.nextInt(4), types);
    if (fallsBack) {
      int room = random.nextInt(scene.count);
      scene.cloud.faults().capacity(HOME, room);
      scene.troubles.add("room for " + room + " at home");
    }
    List<CallFault> faults = new ArrayList<>();
    switch (random.nextInt(4)) {
      case 0 -> faults.add(CallFault.once(launch.create(), CallFault.Effect.LOST_BEFORE));
      case 1 ->
          faults.add(
              CallFault.once(launch.create(), CallFault.Effect.LOST_AFTER)
                  .after(random.nextInt(2))
                  .times(1 + random.nextInt(2)));
      case 2 ->
          // Who has no other provider ends with what it was refused for.
          faults.add(
              fallsBack
                  ? CallFault.once(launch.create(), CallFault.Effect.LOST_AFTER)
                      .in(AwsRegions.FALLBACK)
                  : CallFault.error(launch.create(), "RequestLimitExceeded", 503));
      default -> {
        // Launches are answered.
      }
    }
    if (random.nextBoolean()) {
      faults.add(CallFault.once(launch.end(), CallFault.Effect.LOST_AFTER));
    }
    if (random.nextInt(3) == 0) {
      faults.add(
          CallFault.error("DescribeInstances", "UnauthorizedOperation", 403)
              .after(random.nextInt(4)));
    }
    faults.forEach(scene.cloud.faults()::add);
    faults.forEach(each -> scene.troubles.add(each.action() + " " + each.effect()));
    int lag = random.nextInt(3) * 5;
    scene.cloud.faults().listingLag(Duration.ofSeconds(lag));
    scene.troubles.add("lag " + lag + " s");
    if (random.nextBoolean()) {
      scene.cloud.faults().capacity(types[0] + "@us-east-1a", 2);
      scene.troubles.add("capacity 2");
    }
    if (random.nextInt(3) == 0) {
      scene.cloud.faults().pageSize(1);
      scene.troubles.add("pages of 1");
    }
    return scene;
  }

  String troubles() {
    return String.join(", ", troubles);
  }

  /** The cloud holds a call where the point is on the wire. */
  AwsScene at(AwsPoint point) {
    if (point.ofTheSecondCall()) {
      cloud.faults().capacity(types.getFirst(), 0);
    }
    if (point.onTheWire()) {
      CallFault holding = point.holding(launch);
      cloud.faults().add(fallsBack ? holding.in(AwsRegions.FALLBACK) : holding);
    }
    return this;
  }

  /** The part of another process. */
  AwsRole role(int index, boolean returns, String strike) {
    return new AwsRole(
        index, home, cloud.endpoint(), launch, fallsBack, count, types, returns, strike);
  }

  /** Whether a call hangs, or hung until it was released. */
  boolean hangs() {
    return cloud.calls().stream().anyMatch(call -> call.outcome().startsWith("hang-"));
  }

  /**
   * Calls that hang end, and there is room again, before the lease of whoever made them is over.
   */
  void release() {
    cloud.faults().release();
    cloud.faults().capacity(types.getFirst(), 100);
    cloud.faults().capacity(HOME, 100);
    time.advance(Story.OVER_THE_LEASE);
  }

  /** The request as another process, which asks under the same key, brings it to its end. */
  MachineRequest end() {
    MachineRequest done = story.end();
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    return done;
  }

  /** Another process at the same request. */
  void meanwhile(Duration length) {
    try (World.Process other = world.process("other")) {
      Story.ask(other, count, KEY);
      other.run(length);
    }
  }

  /**
   * What there is, or what was begun to be given back, is given back by another process, and no
   * machine is left.
   *
   * @return the request before
   */
  MachineRequest giveBack() {
    MachineRequest ended;
    try (World.Process next = world.process("next")) {
      String id = Story.ask(next, count, KEY);
      next.runUntilNothingIsOpen(Duration.ofHours(1));
      next.run(Duration.ofSeconds(30));
      ended = next.service.drive(id);
      assertThat(ended.state().isFinal()).as("%s: %s", ended.state(), ended.message()).isTrue();
      assertThat(Story.told(ended))
          .as("told: %s", ended.message())
          .hasSameElementsAs(world.alive());
    }
    story.giveBack(ended.requestId(), List.of());
    assertThat(world.alive()).isEmpty();
    return ended;
  }

  /** Somebody else terminates machines, who has none of our notes of fleets and groups. */
  void endPastUs(List<String> machines) {
    for (String region : regions.names()) {
      List<String> there = regions.alive(region).stream().filter(machines::contains).toList();
      if (!there.isEmpty()) {
        ProviderStrategy somebody = regions.open(region, time, home.resolve("elsewhere"));
        assertThat(
                somebody
                    .execute(
                        new ProviderOperation.TerminateInstances(
                            there,
                            OperationContext.of("past-us", time.now().plus(Duration.ofMinutes(1)))))
                    .isSuccess())
            .isTrue();
        somebody.close();
      }
    }
  }

  void nothingIsLeft() {
    assertThat(world.alive()).isEmpty();
    assertThat(regions.leftovers()).as("fleets, groups and launch templates").isEmpty();
  }

  /** The only request, as its store has it. */
  MachineRequest request() {
    try (World.Process reader = world.process("reader")) {
      return reader.store.requests().list(null, Instant.EPOCH, 100).stream()
          .filter(each -> each.kind() == RequestKind.ACQUIRE)
          .findFirst()
          .orElseThrow();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      world.close();
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      cloud.close();
    }
  }
}
