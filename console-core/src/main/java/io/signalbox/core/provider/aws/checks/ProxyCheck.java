package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** Which way calls go, as the settings say, or the environment and the system. Stateless. */
final class ProxyCheck {

  private static final String NAME = "proxy";

  private ProxyCheck() {}

  /**
   * @param configured what the settings say, which wins
   * @param proxy as the SDK reads it from the environment and the system
   * @param endpoint whom calls are made to
   * @param reached whether anybody answered
   */
  static ConnectionFinding find(
      Optional<AwsSettings.Proxy> configured,
      ProxyConfiguration proxy,
      URI endpoint,
      boolean reached) {
    if (configured.isPresent()) {
      String through =
          "Calls go through %s:%d".formatted(configured.get().host(), configured.get().port());
      return reached
          ? ConnectionFinding.ok(NAME, through, null)
          : ConnectionFinding.failed(
              NAME,
              through + ", and nobody answered",
              null,
              "Check that it forwards to "
                  + endpoint.getHost()
                  + "; it is set by proxy_host and proxy_port");
    }
    String host = proxy.host();
    if (host == null || host.isEmpty()) {
      return ConnectionFinding.ok(NAME, "None: calls go straight to " + endpoint.getHost(), null);
    }
    if (proxy.nonProxyHosts().stream().anyMatch(pattern -> endpoint.getHost().matches(pattern))) {
      return ConnectionFinding.ok(
          NAME,
          "%s is among the hosts that are asked straight, without %s:%d"
              .formatted(endpoint.getHost(), host, proxy.port()),
          null);
    }
    String evidence = "Calls go through %s:%d".formatted(host, proxy.port());
    return reached
        ? ConnectionFinding.ok(NAME, evidence, null)
        : ConnectionFinding.failed(
            NAME,
            evidence + ", and nobody answered",
            null,
            "Check that it forwards to "
                + endpoint.getHost()
                + ", or name that in NO_PROXY; it is set by "
                + (endpoint.getScheme().equals("https")
                    ? "HTTPS_PROXY or https.proxyHost"
                    : "HTTP_PROXY or http.proxyHost"));
  }
}
