package io.signalbox.app.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.signalbox.app.packaged.PackagedProgram.Answer;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.AwsProviders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program with a provider of type aws at a cloud on loopback: one process for each
 * word, as an operator would type them, from a request to a swept cloud.
 */
final class AwsIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String IMAGE = "ami-00000000000000101";
  private static final String SUBNET = "subnet-00000000000000101";

  @TempDir private Path scratch = Path.of("");
  private Path config = Path.of("");
  private final List<AutoCloseable> open = new ArrayList<>();

  /** Ten minutes behind, so that no machine is too young to be swept. */
  private record Behind(TimeSource time) implements TimeSource {
    @Override
    public Instant now() {
      return time.now().minus(Duration.ofMinutes(10));
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

  @BeforeEach
  void makeFolder() throws IOException {
    config = Files.createDirectory(scratch.resolve("config"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private LocalCloud cloud() throws IOException {
    LocalCloud cloud =
        LocalCloud.start(LocalCloud.Options.usual().time(new Behind(TimeSource.system())));
    open.add(cloud);
    cloud.faults().pace(Duration.ZERO, Duration.ZERO);
    Files.writeString(
        config.resolve("config.json"),
        """
        {"provider": {"providers": [{"name": "aws-east", "type": "aws", "config": {
          "region": "us-east-1", "endpoint": "%s"}}]}}
        """
            .formatted(cloud.endpoint()));
    Files.writeString(
        config.resolve("templates.json"),
        """
        {"templates": [{"template_id": "web", "provider_api": "RunInstances", "image_id": "%s",
          "subnet_ids": ["%s"], "instance_type": "c5.large", "price_type": "spot", "max_instances": 10}]}
        """
            .formatted(IMAGE, SUBNET));
    return cloud;
  }

  private Answer run(String... words) {
    List<String> line = new ArrayList<>(Arrays.asList(words));
    line.addAll(List.of("--config-dir", config.toString()));
    return PackagedProgram.where(scratch)
        .run(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                "rehearsal",
                "AWS_SECRET_ACCESS_KEY",
                "rehearsal",
                "AWS_EC2_METADATA_DISABLED",
                "true"),
            line.toArray(String[]::new));
  }

  @Test
  void fromARequestToASweptCloud() throws IOException {
    LocalCloud cloud = cloud();
    cloud.faults().capacity("c5.large", 2);

    Answer partial = run("requests", "submit", "web", "3", "--wait", "--format", "json");
    assertThat(partial.status()).as("%s", partial).isEqualTo(5);
    JsonNode request = partial.json();
    String id = request.path("request_id").asText();
    assertThat(request.path("status").asText()).as("%s", request).isEqualTo("partial");
    assertThat(request.path("machines")).hasSize(2);
    assertThat(request.path("message").asText()).contains("no more room for c5.large");

    Answer none = run("requests", "submit", "web", "1", "--wait", "--format", "json");
    assertThat(none.status()).isEqualTo(5);
    assertThat(none.json().path("status").asText()).isEqualTo("failed");
    assertThat(none.json().path("message").asText()).contains("InsufficientInstanceCapacity");

    String interrupted = request.path("machines").path(0).path("machine_id").asText();
    cloud.interrupt(interrupted);
    JsonNode answer = told("message", () -> hostFactory("getReturnRequests", partial.json()));
    JsonNode gone = answer.path("requests");
    assertThat(gone).as("%s", answer).hasSize(1);
    assertThat(gone.path(0).path("machine").asText())
        .isEqualTo(request.path("machines").path(0).path("name").asText());
    JsonNode status = run("requests", "status", id, "--format", "json").good().json();
    assertThat(status.path("machines").path(0).path("reason").asText())
        .as("%s", status)
        .containsIgnoringCase("spot");

    ProviderStrategy past =
        AwsProviders.at(
            cloud.endpoint(), "us-east-1", "past-the-program", scratch, TimeSource.system());
    open.add(past::close);
    String orphan = launchOrphan(past);
    JsonNode swept =
        told("skipped", () -> run("machines", "sweep", "--format", "json").good().json());
    assertThat(swept.toString()).contains(orphan);

    run("requests", "return", "--request", id, "--wait").good();
    assertThat(alive(past)).isEmpty();
  }

  /**
   * An answer in which a field does not tell of a provider that was too slow, asked for again as
   * whoever waits would: where others want the processors, loading the SDK may take longer than a
   * call.
   */
  private static JsonNode told(String field, Supplier<JsonNode> question) {
    JsonNode answer = question.get();
    for (int again = 0; again < 10 && answer.path(field).toString().contains("TIMEOUT"); again++) {
      answer = question.get();
    }
    return answer;
  }

  /** As Host Factory asks which machines went without it, which has the program look. */
  private JsonNode hostFactory(String verb, JsonNode request) {
    ArrayNode machines = JSON.createArrayNode();
    for (JsonNode each : request.path("machines")) {
      machines
          .addObject()
          .put("name", each.path("name").asText())
          .put("machineId", each.path("machine_id").asText());
    }
    Path input = scratch.resolve(verb + ".json");
    try {
      Files.writeString(input, JSON.createObjectNode().set("machines", machines).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return run(verb, "-f", input.toString()).good().json();
  }

  /** Launched as this installation's, and no request knows of it. */
  private static String launchOrphan(ProviderStrategy past) {
    Map<String, String> tags = alive(past).getFirst().tags();
    LaunchSpec spec =
        new LaunchSpec(
            "web",
            Map.of(
                "provider_api",
                "RunInstances",
                "image_id",
                IMAGE,
                "instance_type",
                "t3.micro",
                "subnet_ids",
                List.of(SUBNET),
                "price_type",
                "ondemand"));
    ProviderResult made =
        past.execute(
            new ProviderOperation.CreateInstances(
                spec,
                1,
                Map.of("signalbox:installation", tags.get("signalbox:installation")),
                context().withIdempotencyKey("orphan")));
    return ((ProviderData.InstancesCreated) ((ProviderResult.Success) made).data())
        .instances()
        .getFirst()
        .machineId();
  }

  private static List<InstanceInfo> alive(ProviderStrategy past) {
    ProviderResult listed =
        past.execute(new ProviderOperation.DescribeResourceInstances(Map.of(), context()));
    return ((ProviderData.InstanceStatuses) ((ProviderResult.Success) listed).data())
        .instances().stream().filter(machine -> !machine.state().isGone()).toList();
  }

  private static OperationContext context() {
    return OperationContext.of("test", TimeSource.system().now().plus(Duration.ofMinutes(2)));
  }
}
