package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.Knobs.KeyState;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.query.ConnectionReport;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is wrong with a configuration, an account or a template is told in the request that meets it
 * and, where it is the provider's, in its test; and nothing is launched.
 */
final class AwsBadInputTest {

  private static final String GOOD =
      AwsConsole.TEMPLATES.formatted(AwsWorld.IMAGE, AwsWorld.SUBNET_A);

  @TempDir Path folder;

  private AwsConsole with(String setting, String value) throws IOException {
    return new AwsConsole(folder, GOOD, Map.of(setting, value), LocalCloud.Options.usual());
  }

  /** Submits, and expects the request to fail for these words with nothing launched. */
  private static void fails(AwsConsole console, String... words) throws IOException {
    String id = console.submit(1);
    MachineRequest request = console.after(Duration.ofSeconds(1), id);
    assertThat(request.state()).as(request.message()).isEqualTo(RequestState.FAILED);
    assertThat(request.message()).contains(words).doesNotContain(AwsWorld.SECRET_KEY);
    assertThat(console.alive()).as("nothing was launched").isEmpty();
  }

  private static void tested(AwsConsole console, String name, String... words) {
    ConnectionReport report = console.ask(new Query.TestProvider(AwsConsole.PROVIDER));
    assertThat(report.passed()).isFalse();
    assertThat(report.findings())
        .filteredOn(each -> each.name().equals(name))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.outcome()).isEqualTo(ConnectionFinding.Outcome.FAILED);
          assertThat(found.evidence() + " " + found.advice()).contains(words);
        });
  }

  private void template(String image, String subnet, String... words) throws IOException {
    try (AwsConsole console =
        new AwsConsole(folder, AwsConsole.TEMPLATES.formatted(image, subnet))) {
      fails(console, words);
    }
  }

  private void account(Consumer<AwsConsole> wrong, String name, String... words)
      throws IOException {
    try (AwsConsole console = new AwsConsole(folder)) {
      wrong.accept(console);
      tested(console, name, words);
      fails(console, words);
    }
  }

  private void setting(String key, String value, String name, String... words) throws IOException {
    try (AwsConsole console = with(key, value)) {
      tested(console, name, words);
      fails(console, words);
    }
  }

  @Test
  void aRegionThatThereIsNot() throws IOException {
    setting(
        "region", "us-nowhere-9", "identity", "us-nowhere-9", "Set region to one that there is");
  }

  @Test
  void aRegionThatTheAccountHasNotEnabled() throws IOException {
    setting("region", "ap-east-1", "identity", "has not enabled");
  }

  @Test
  void anUnknownProfile() throws IOException {
    try (AwsConsole console =
        new AwsConsole(
            folder,
            GOOD,
            Map.of("access_key", "", "secret_key", "", "profile", "nosuch"),
            LocalCloud.Options.usual())) {
      tested(console, "identity", "nosuch", "profile");
      fails(console, "NO_CREDENTIALS", "nosuch");
    }
  }

  @Test
  void anExpiredToken() throws IOException {
    account(
        console -> console.cloud.faults().key(AwsWorld.ACCESS_KEY, KeyState.EXPIRED),
        "identity",
        "xpired",
        "Renew the credentials");
  }

  @Test
  void aDeniedPermissionSaysWhichAndWhatToAdd() throws IOException {
    account(
        console -> console.cloud.faults().deny("ec2:RunInstances"),
        "ec2:RunInstances",
        "ec2:RunInstances",
        "policy of");
  }

  @Test
  void anUnknownImage() throws IOException {
    template("ami-12345678", AwsWorld.SUBNET_A, "ami-12345678", "Name an image");
  }

  @Test
  void aMalformedSubnet() throws IOException {
    template(AwsWorld.IMAGE, "subnet XYZ", "subnet XYZ", "Name subnets");
  }

  @Test
  void aClockThatAwsRefuses() throws IOException {
    try (AwsConsole console =
        new AwsConsole(
            folder,
            GOOD,
            Map.of(),
            LocalCloud.Options.usual()
                .dates(new ManualTime(Instant.parse("2001-01-01T00:00:00Z"))))) {
      tested(console, "identity", "clock");
      String id = console.submit(1);
      assertThat(console.after(Duration.ofSeconds(1), id).message())
          .contains("This machine's clock is", "Set this machine's clock");
    }
  }

  @Test
  void nobodyAtTheEndpoint() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    setting(
        "endpoint", "http://127.0.0.1:" + port, "endpoint", "UNREACHABLE", "Check the endpoint");
  }

  @Test
  void aNameWithoutAnAddress() throws IOException {
    setting("endpoint", "http://nowhere.invalid", "endpoint", "UNKNOWN_HOST", "Check region");
  }
}
