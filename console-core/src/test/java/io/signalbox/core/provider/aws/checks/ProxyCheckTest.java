package io.signalbox.core.provider.aws.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.ConnectionFinding.Outcome;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

final class ProxyCheckTest {

  private static final URI AWS = URI.create("https://ec2.us-east-1.amazonaws.com");

  private static ProxyConfiguration.Builder none() {
    return ProxyConfiguration.builder()
        .useSystemPropertyValues(false)
        .useEnvironmentVariableValues(false);
  }

  private static ProxyConfiguration.Builder proxy() {
    return none()
        .endpoint(URI.create("http://proxy.example.com:3128"))
        .username("u")
        .password("p9");
  }

  @Test
  void withoutAProxyCallsGoStraight() {
    ConnectionFinding found = ProxyCheck.find(Optional.empty(), none().build(), AWS, false);
    assertThat(found.outcome()).isEqualTo(Outcome.OK);
    assertThat(found.evidence()).contains("straight to ec2.us-east-1.amazonaws.com");
  }

  @Test
  void aProxyBehindWhichNobodyAnswersIsNamedWithWhatSetsIt() {
    ConnectionFinding found = ProxyCheck.find(Optional.empty(), proxy().build(), AWS, false);
    assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(found.evidence()).contains("proxy.example.com:3128");
    assertThat(found.advice()).contains("ec2.us-east-1.amazonaws.com", "HTTPS_PROXY", "NO_PROXY");
    assertThat(found.toString()).doesNotContain("p9");
  }

  @Test
  void aProxyThatServesIsToldAsTheWay() {
    assertThat(ProxyCheck.find(Optional.empty(), proxy().build(), AWS, true).outcome())
        .isEqualTo(Outcome.OK);
  }

  @Test
  void aHostThatIsAskedStraightIsNotBlamedOnTheProxy() {
    ConnectionFinding found =
        ProxyCheck.find(
            Optional.empty(), proxy().nonProxyHosts(Set.of(".*amazonaws.com")).build(), AWS, false);
    assertThat(found.outcome()).isEqualTo(Outcome.OK);
    assertThat(found.evidence()).contains("without proxy.example.com:3128");
  }
}
