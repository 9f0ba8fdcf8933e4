package io.signalbox.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.AwsProviders;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Two regions of a cloud that speaks the wire of AWS; its ledger on disk is the witness. */
final class AwsRegions implements Clouds {

  private static final JsonMapper JSON = new JsonMapper();

  /** When a group was deleted that was not. */
  private static final String NEVER = Instant.EPOCH.toString();

  /** The name of each region, and its number in ids. */
  private record Region(String name, int number) {}

  private static final Map<String, Region> REGIONS = new LinkedHashMap<>();

  static {
    REGIONS.put("east", new Region("us-east-1", 1));
    REGIONS.put("west", new Region("us-west-2", 3));
  }

  private final URI endpoint;
  private final Path home;
  private final AwsLaunch launch;
  private final List<String> types;
  private final Clock clock;

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
   * @param types machine types, in the order in which they are tried
   */
  AwsRegions(URI endpoint, Path home, AwsLaunch launch, List<String> types, Clock clock) {
    this.endpoint = endpoint;
    this.home = home;
    this.launch = launch;
    this.types = List.copyOf(types);
    this.clock = clock;
  }

  @Override
  public List<String> names() {
    return List.copyOf(REGIONS.keySet());
  }

  @Override
  public ProviderStrategy open(String cloud, ManualTime time) {
    return AwsProviders.at(endpoint, region(cloud).name, cloud, home.resolve("state"), time);
  }

  @Override
  public LaunchSpec spec(String templateId, String cloud, int weight) {
    Map<String, Object> weights = new LinkedHashMap<>();
    types.forEach(type -> weights.put(type, (long) weight));
    int number = region(cloud).number;
    Map<String, Object> values = new LinkedHashMap<>(launch.fields());
    values.put("template_id", templateId);
    values.put("image_id", "ami-00000000000000%d01".formatted(number));
    values.put("subnet_ids", List.of("subnet-00000000000000%d01".formatted(number)));
    values.put("machine_types", weights);
    return new LaunchSpec(templateId, values);
  }

  @Override
  public List<String> alive(String cloud) {
    return left("machine", cloud).entrySet().stream()
        .filter(each ->
            each.getValue().path("ending").isMissingNode()
                || each.getValue().path("ending").isNull())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * What else was made for launches and is still there: fleets and groups, and launch templates but
   * those that launches share.
   */
  List<String> leftovers() {
    List<String> left = new ArrayList<>();
    for (String cloud : names()) {
      for (String kind :
          launch.sharesTemplates() ? List.of("group") : List.of("group", "template")) {
        left(kind, cloud)
            .forEach((id, value) -> {
              if (value.path("ended").asText(NEVER).equals(NEVER)) {
                left.add(cloud + " " + kind + " " + id);
              }
            });
      }
    }
    return left;
  }

  private Map<String, JsonNode> left(String kind, String cloud) {
    Path ledger = home.resolve("cloud").resolve("ledger.jsonl");
    Map<String, JsonNode> left = new LinkedHashMap<>();
    try {
      String text = Files.readString(ledger);
      // A line counts once its end is written.
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        for (JsonNode change : JSON.readTree(line)) {
          if (change.path("kind").asText().equals(kind)
              && change.path("region").asText().equals(region(cloud).name)) {
            JsonNode value = change.path("value");
            if (value.isNull() || value.isMissingNode()) {
              left.remove(change.path("id").asText());
            } else {
              left.put(change.path("id").asText(), value);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
