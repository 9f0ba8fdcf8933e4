package io.signalbox.core.request;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.AwsLaunch;
import io.signalbox.core.testing.AwsProviders;
import io.signalbox.core.testing.CloudLedger;
import io.signalbox.core.testing.ManualTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two regions of a cloud that speaks the wire of AWS, each with a provider, or both with one that
 * falls back from the first to the second; its ledger on disk is the witness.
 */
final class AwsRegions implements Clouds {

  /** The region that is fallen back to. */
  static final String FALLBACK = "us-west-2";

  /** The name of each region, and its number in ids. */
  private record Region(String name, int number) {}

  private static final Map<String, Region> REGIONS = new LinkedHashMap<>();

  static {
    REGIONS.put("east", new Region("us-east-1", 1));
    REGIONS.put("west", new Region(FALLBACK, 3));
  }

  private final URI endpoint;
  private final Path home;
  private final AwsLaunch launch;
  private final boolean fallsBack;
  private final List<String> types;
  private final Clock clock;
  private final CloudLedger ledger;

  /** The cloud's clock, which stays when that of processes is put. */
  static final class Clock implements TimeSource {
    private final ManualTime time;
    private final AtomicLong put = new AtomicLong();

    Clock(ManualTime time) {
      this.time = time;
    }

    @Override
    public Instant now() {
      return time.now().minusNanos(put.get());
    }

    @Override
    public long nanos() {
      return time.nanos() - put.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      time.sleep(duration);
    }
  }

  /**
   * @param home has the state of processes in {@code state}, and the cloud's ledger in {@code
   *     cloud}
   * @param fallsBack whether both are one provider's
   * @param types machine types, in the order in which they are tried
   */
  AwsRegions(
      URI endpoint,
      Path home,
      AwsLaunch launch,
      boolean fallsBack,
      List<String> types,
      Clock clock) {
    this.endpoint = endpoint;
    this.home = home;
    this.launch = launch;
    this.fallsBack = fallsBack;
    this.types = List.copyOf(types);
    this.clock = clock;
    this.ledger = new CloudLedger(home.resolve("cloud"));
  }

  @Override
  public List<String> names() {
    return fallsBack ? List.of("east") : List.copyOf(REGIONS.keySet());
  }

  @Override
  public ProviderStrategy open(String cloud, ManualTime time) {
    return open(cloud, time, home.resolve("state"));
  }

  /** With notes of its own. */
  ProviderStrategy open(String cloud, ManualTime time, Path state) {
    Map<String, Object> settings =
        new LinkedHashMap<>(
            AwsProviders.settings(endpoint, region(cloud).name, "AKIAREHEARSAL", "rehearsal"));
    if (fallsBack) {
      settings.put("fallback_regions", List.of(FALLBACK));
      settings.put("region_fields", Map.of(FALLBACK, own(region("west"))));
    }
    return AwsProviders.at(cloud, state, time, settings);
  }

  /** What is a region's own. */
  private static Map<String, Object> own(Region region) {
    return Map.of(
        "image_id",
        "ami-00000000000000%d01".formatted(region.number),
        "subnet_ids",
        List.of("subnet-00000000000000%d01".formatted(region.number)));
  }

  @Override
  public LaunchSpec spec(String templateId, String cloud, int weight) {
    Map<String, Object> weights = new LinkedHashMap<>();
    types.forEach(type -> weights.put(type, (long) weight));
    Map<String, Object> values = new LinkedHashMap<>(launch.fields());
    values.put("template_id", templateId);
    values.putAll(own(region(cloud)));
    values.put("machine_types", weights);
    return new LaunchSpec(templateId, values);
  }

  @Override
  public List<String> alive(String cloud) {
    return fallsBack
        ? REGIONS.values().stream()
            .flatMap(region -> ledger.machines(region.name).stream())
            .toList()
        : ledger.machines(region(cloud).name);
  }

  /** Those of the region that is fallen back to. */
  List<String> aliveInFallback() {
    return ledger.machines(FALLBACK);
  }

  /**
   * What else was made for launches and is still there: fleets and groups, and launch templates but
   * those that launches share.
   */
  List<String> leftovers() {
    List<String> left = new ArrayList<>();
    for (Region region : REGIONS.values()) {
      left.addAll(ledger.groups(region.name));
      if (!launch.sharesTemplates()) {
        left.addAll(ledger.launchTemplates(region.name));
      }
    }
    return left;
  }

  @Override
  public void putClock(Duration by) {
    clock.put.addAndGet(by.toNanos());
  }

  private static Region region(String cloud) {
    Region region = REGIONS.get(cloud);
    if (region == null) {
      throw new IllegalArgumentException(cloud + ": no region");
    }
    return region;
  }
}
