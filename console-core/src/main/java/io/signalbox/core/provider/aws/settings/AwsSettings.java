package io.signalbox.core.provider.aws.settings;

import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.SettingFault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

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

  /** A name, or an address; of version 6 in brackets. */
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]+]");

  private static final Pattern ROLE = Pattern.compile("arn:[^\\s]{4,2044}");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9_+=,.@:/-]{2,1224}");

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

  /** A role to assume; the external id is a word between two accounts, and not shown. */
  public record Role(String arn, Optional<String> externalId) {
    @Override
    public String toString() {
      return "Role[" + arn + (externalId.isEmpty() ? "]" : ", with external id]");
    }
  }

  /**
   * @throws IllegalArgumentException naming the setting whose value cannot be used
   */
  public static AwsSettings of(String provider, ProviderConfig config) {
    return new AwsSettings(
        provider,
        RegionSettings.own(config),
        text(config, "profile"),
        role(config),
        keys(config),
        proxy(config),
        config.seconds("connect_timeout"),
        (int) config.integer("max_connections"),
        services(config),
        PriceSettings.of(config),
        RegionSettings.of(config));
  }

  /** What keeps {@link #of} from reading them, the first fault of each part. */
  public static List<SettingFault> faults(ProviderConfig config) {
    List<Consumer<ProviderConfig>> parts =
        List.of(
            RegionSettings::own,
            AwsSettings::role,
            AwsSettings::keys,
            AwsSettings::proxy,
            AwsSettings::services,
            PriceSettings::of,
            RegionSettings::of);
    List<SettingFault> faults = new ArrayList<>();
    for (Consumer<ProviderConfig> part : parts) {
      try {
        part.accept(config);
      } catch (BadSetting bad) {
        if (!faults.contains(bad.fault())) {
          faults.add(bad.fault());
        }
      }
    }
    return faults;
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
    boolean port = config.values().containsKey("proxy_port");
    if (host.isPresent() != port) {
      throw new BadSetting(
          port ? "proxy_port" : "proxy_host",
          "needs %s beside it; set that too, or remove this"
              .formatted(port ? "proxy_host" : "proxy_port"));
    }
    if (host.filter(name -> !HOST.matcher(name).matches()).isPresent()) {
      throw new BadSetting(
          "proxy_host",
          "is no name of a host: expected one such as proxy.example.com, without scheme, port, user"
              + " and password. A proxy that asks for a password is set in the environment, by"
              + " HTTPS_PROXY");
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
    Optional<String> arn = text(config, "role_arn");
    if (arn.isEmpty() && externalId.isPresent()) {
      throw new BadSetting(
          "external_id", "is set and role_arn is not; set the role that asks for it");
    }
    if (arn.filter(role -> !ROLE.matcher(role).matches()).isPresent()) {
      throw new BadSetting(
          "role_arn",
          "is no ARN: expected one such as arn:aws:iam::111122223333:role/hosts, not a role's"
              + " name");
    }
    if (externalId.filter(id -> !EXTERNAL_ID.matcher(id).matches()).isPresent()) {
      throw new BadSetting(
          "external_id",
          "cannot be one: expected 2 to 1,224 letters, digits and characters of _+=,.@:/-");
    }
    return arn.map(role -> new Role(role, externalId));
  }

  private static Optional<Keys> keys(ProviderConfig config) {
    Optional<String> access = text(config, "access_key");
    Optional<String> secret = text(config, "secret_key");
    Optional<String> token = text(config, "session_token");
    boolean alone = token.isPresent() && access.isEmpty() && secret.isEmpty();
    if (access.isPresent() != secret.isPresent() || alone) {
      throw new BadSetting(
          alone ? "session_token" : access.isPresent() ? "access_key" : "secret_key",
          "has no effect alone: access_key and secret_key belong together, session_token to both;"
              + " set those that are missing, or none to use the profile or the default chain");
    }
    return access.map(key -> new Keys(key, secret.orElseThrow(), token));
  }

  private static Optional<URI> endpoint(ProviderConfig config, String key) {
    return text(config, key).map(text -> uri(key, text));
  }

  private static URI uri(String key, String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw notAnAddress(key);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !List.of("http", "https").contains(scheme)) {
      throw notAnAddress(key);
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new BadSetting(key, "has a port that there is not; expected 1 to 65535");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new BadSetting(
          key,
          "has more than an address: calls are signed with credentials, and nothing before an @ or"
              + " behind a ? or # is sent. Remove it, and replace a password that stood there");
    }
    return uri;
  }

  private static BadSetting notAnAddress(String key) {
    return new BadSetting(key, "is no address: expected one such as https://ec2.example.com:8443");
  }

  /** A text, without the space around it; a blank one is none. */
  static Optional<String> text(ProviderConfig config, String name) {
    return config.text(name).map(String::strip).filter(text -> !text.isEmpty());
  }
}
