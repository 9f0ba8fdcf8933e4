package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.LocalCloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Endpoints that the environment or a profile names: they are followed, and told. */
final class AwsEnvironmentTest {

  private static final String KEYS = "region=us-east-1,access_key=AKIAREHEARSAL,secret_key=x";

  @TempDir Path folder;
  private LocalCloud cloud;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(LocalCloud.Options.usual());
  }

  @AfterEach
  void close() throws IOException {
    cloud.close();
  }

  /** What a process with these variables finds of the endpoint of each provider. */
  private List<String> found(Map<String, String> environment, String... providers)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                TestedFromOutside.class.getName(),
                folder.resolve("state").toString()));
    command.addAll(List.of(providers));
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said + Files.readString(err)).isZero();
    return said.lines().toList();
  }

  @Test
  void theEnvironmentsEndpointsAreFollowedWhereTheSettingsNameNoneAndAreTold() throws Exception {
    String here = cloud.endpoint().toString();
    List<String> found =
        found(
            Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1", "AWS_ENDPOINT_URL_EC2", here),
            KEYS,
            KEYS + ",endpoint=" + here,
            KEYS + ",ec2.endpoint=http://127.0.0.1:2");
    assertThat(found).hasSize(3);
    assertThat(found.get(0))
        .startsWith("OK " + here + " answers. The settings name no endpoint: AWS_ENDPOINT_URL")
        .contains("sends autoscaling, pricing, servicequotas, ssm, sts to http://127.0.0.1:1")
        .contains("ec2 to " + here);
    assertThat(found.get(1)).as("the settings win").isEqualTo("OK " + here + " answers");
    assertThat(found.get(2))
        .startsWith("FAILED http://127.0.0.1:2: UNREACHABLE")
        .contains("sts to http://127.0.0.1:1")
        .doesNotContain("ec2 to");
  }

  @Test
  void theEndpointOfTheProfileInForceIsFollowedAndNotThatOfTheDefaultProfile() throws Exception {
    Path shared = folder.resolve("shared");
    String here = cloud.endpoint().toString();
    Files.writeString(
        shared,
        """
        [default]
        region = eu-west-1
        endpoint_url = http://127.0.0.1:1
        aws_access_key_id = AKIAOTHER
        aws_secret_access_key = other
        [profile rehearsal]
        region = us-east-1
        endpoint_url = %s
        aws_access_key_id = AKIAREHEARSAL
        aws_secret_access_key = rehearsal
        """
            .formatted(here));
    Files.createFile(folder.resolve("none"));
    List<String> found =
        found(
            Map.of(
                "AWS_CONFIG_FILE",
                shared.toString(),
                "AWS_SHARED_CREDENTIALS_FILE",
                folder.resolve("none").toString()),
            "profile=rehearsal");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst())
        .startsWith("OK " + here + " answers. The settings name no endpoint")
        .contains("endpoint_url of the profile, sends")
        .contains("autoscaling, ec2, pricing, servicequotas, ssm, sts to " + here);
  }
}
