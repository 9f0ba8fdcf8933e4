package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.AwsProviders;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fleets and groups that wait for machines, and what asking about them costs. */
final class FleetFollowingTest extends AwsTest {

  private static final int MANY = 12;

  /** A clock on which every look at it takes half a second, as a slow AWS does. */
  private record Slow(ManualTime time) implements TimeSource {
    @Override
    public Instant now() {
      time.advance(Duration.ofMillis(500));
      return time.now();
    }

    @Override
    public long nanos() {
      return time.nanos();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      time.sleep(duration);
    }
  }

  private static LaunchSpec waiting(String api) {
    Map<String, Object> values = new LinkedHashMap<>(AwsWorld.spec(Map.of()).values());
    values.put("provider_api", api);
    values.put("price_type", "spot");
    if (!api.equals("ASG")) {
      values.put("fleet_type", "maintain");
    }
    return new LaunchSpec("web", values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC2Fleet", "SpotFleet", "ASG"})
  void aListingIsNotLostForAllThatIsAskedOfFleetsThatWait(String api) {
    List<String> there =
        ids(created(world.create("there", 2, AwsWorld.spec(Map.of()))).instances());
    world.cloud.faults().capacity("t3.micro", 0);
    for (int each = 0; each < MANY; each++) {
      created(world.create("waits-" + each, 1, waiting(api)));
    }
    world.time.advance(Duration.ofSeconds(30));
    Map<String, Object> settings =
        Map.of(
            "region",
            AwsWorld.REGION,
            "endpoint",
            world.cloud.endpoint().toString(),
            "access_key",
            AwsWorld.ACCESS_KEY,
            "secret_key",
            AwsWorld.SECRET_KEY);
    try (ProviderStrategy slow =
        AwsProviders.at(AwsWorld.NAME, folder, new Slow(world.time), settings)) {
      Instant deadline = world.time.now().plusSeconds(20);
      var listing =
          (ProviderData.InstanceStatuses)
              AwsWorld.data(
                  slow.execute(
                      new ProviderOperation.DescribeResourceInstances(
                          AwsWorld.TAGS, OperationContext.of("trace", deadline))));
      assertThat(world.time.now()).as("who asked still listens").isBefore(deadline);
      assertThat(listing.complete()).isTrue();
      assertThat(ids(listing.instances())).containsExactlyInAnyOrderElementsOf(there);
      assertThat(listing.launches()).hasSizeBetween(1, MANY - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC2Fleet", "SpotFleet", "ASG"})
  void everyFleetThatWaitsIsAskedAboutThoughAnswersComeInPages(String api) {
    world.cloud.faults().capacity("t3.micro", 0);
    for (int each = 0; each < 3; each++) {
      created(world.create("waits-" + each, 1, waiting(api)));
    }
    world.time.advance(Duration.ofSeconds(30));
    world.cloud.faults().pageSize(1);
    ProviderData.InstanceStatuses listing = AwsWorld.listing(world.tagged(AwsWorld.TAGS));
    assertThat(listing.launches())
        .hasSize(3)
        .allSatisfy((name, progress) -> assertThat(progress.shortfalls()).isNotEmpty());
  }
}
