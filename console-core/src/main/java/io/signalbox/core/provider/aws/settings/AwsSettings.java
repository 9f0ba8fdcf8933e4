package io.signalbox.core.provider.aws.settings;

import io.signalbox.core.provider.ProviderConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of one provider, read once. Immutable; {@link #toString} shows nothing that is
 * secret.
 *
 * @param provider the instance's name
 * @param region empty where the profile gives it
 * @param profile of the shared files; empty for the default chain
 * @param role assumed with the credentials found
 * @param keys access keys of the configuration; empty where they come from profile or chain
 * @param connectTimeout until a connection stands
 * @param proxy empty for none
 * @param maxConnections open at once
 * @param services what is in force for each; the deadline of an operation may end a call sooner
 * @param regions where launches go on that the region has no room for
 */
public record AwsSettings(
    String provider,
    Optional<String> region,
    Optional<String> profile,
    Optional<Role> role,
    Optional<Keys> keys,
    Optional<Proxy> proxy,
    Duration connectTimeout,
    int maxConnections,
    Map<AwsService, ServiceSettings> services,
    PriceSettings prices,
    RegionSettings regions) {

  public AwsSettings {
    services = Map.copyOf(services);
  }

  /**
   * What is said of one service alone.
   *
   * @param endpoint instead of the one of all; empty for that
   */
  public record ServiceSettings(Optional<URI> endpoint, Duration timeout, int maxRetries) {}

  /** Where the proxy is. */
  public record Proxy(String host, int port) {}

  /** Keys of the configuration; never shown. */
  public record Keys(String accessKey, String secretKey, Optional<String> sessionToken) {
    @Override
    public String toString() {
      return "Keys[...]";
    }
  }

  /** A role to assume; the external id is a word between two accounts and no secret. */
  public record Role(String arn, Optional<String> externalId) {}

  /**
   * @throws IllegalArgumentException naming the setting whose value cannot be used
   */
  public static AwsSettings of(String provider, ProviderConfig config) {
    return new AwsSettings(
        provider,
        text(config, "region"),
        text(config, "profile"),
        role(config),
        keys(config),
        proxy(config),
        config.seconds("connect_timeout"),
        (int) config.integer("max_connections"),
        services(config),
        PriceSettings.of(config),
        RegionSettings.of(config, text(config, "region")));
  }

  /** What is in force for one service. */
  public ServiceSettings service(AwsService service) {
    return Objects.requireNonNull(services.get(service));
  }

  /** The longest that any service may take to answer. */
  public Duration longestTimeout() {
    return services.values().stream()
        .map(ServiceSettings::timeout)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Map<AwsService, ServiceSettings> services(ProviderConfig config) {
    Map<AwsService, ServiceSettings> services = new EnumMap<>(AwsService.class);
    for (AwsService service : AwsService.values()) {
      String own = service.section() + ".";
      String timeout = config.values().containsKey(own + "timeout") ? own + "timeout" : "timeout";
      String retries =
          config.values().containsKey(own + "max_retries") ? own + "max_retries" : "max_retries";
      services.put(
          service,
          new ServiceSettings(
              endpoint(config, own + "endpoint").or(() -> endpoint(config, "endpoint")),
              config.seconds(timeout),
              (int) config.integer(retries)));
    }
    return services;
  }

  private static Optional<Proxy> proxy(ProviderConfig config) {
    Optional<String> host = text(config, "proxy_host");
    if (host.isPresent() != config.values().containsKey("proxy_port")) {
      throw new IllegalArgumentException(
          "proxy_host and proxy_port belong together; set the one that is missing");
    }
    return host.map(name -> new Proxy(name, (int) config.integer("proxy_port")));
  }

  /** The same in another region. */
  public AwsSettings in(String other) {
    return new AwsSettings(
        provider,
        Optional.of(other),
        profile,
        role,
        keys,
        proxy,
        connectTimeout,
        maxConnections,
        services,
        prices,
        regions);
  }

  /** The same for calls that are not sent: in a region, as nobody. */
  public AwsSettings onPaper(String inRegion) {
    Map<AwsService, ServiceSettings> once = new EnumMap<>(AwsService.class);
    services.forEach(
        (service, own) -> once.put(service, new ServiceSettings(own.endpoint(), own.timeout(), 0)));
    return new AwsSettings(
        provider,
        Optional.of(inRegion),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Keys("paper", "paper", Optional.empty())),
        proxy,
        connectTimeout,
        maxConnections,
        once,
        prices,
        regions);
  }

  private static Optional<Role> role(ProviderConfig config) {
    Optional<String> externalId = text(config, "external_id");
    Optional<Role> role = text(config, "role_arn").map(arn -> new Role(arn, externalId));
    if (role.isEmpty() && externalId.isPresent()) {
      throw new IllegalArgumentException(
          "external_id is set and role_arn is not; set the role that asks for it");
    }
    return role;
  }

  private static Optional<Keys> keys(ProviderConfig config) {
    Optional<String> access = text(config, "access_key");
    Optional<String> secret = text(config, "secret_key");
    Optional<String> token = text(config, "session_token");
    if (access.isPresent() != secret.isPresent() || (token.isPresent() && access.isEmpty())) {
      throw new IllegalArgumentException(
          "access_key and secret_key belong together, session_token to both; set those that are"
              + " missing, or none to use the profile or the default chain");
    }
    return access.map(key -> new Keys(key, secret.orElseThrow(), token));
  }

  private static Optional<URI> endpoint(ProviderConfig config, String key) {
    return text(config, key).map(text -> uri(key, text));
  }

  private static URI uri(String key, String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(notAnAddress(key, text), e);
    }
    throw new IllegalArgumentException(notAnAddress(key, text));
  }

  private static String notAnAddress(String key, String text) {
    return key + " is '" + text + "', expected an address such as https://ec2.example.com:8443";
  }

  private static Optional<String> text(ProviderConfig config, String name) {
    return config.text(name).map(String::strip).filter(text -> !text.isEmpty());
  }
}
