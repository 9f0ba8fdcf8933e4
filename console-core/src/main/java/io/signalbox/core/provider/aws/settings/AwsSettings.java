package io.signalbox.core.provider.aws.settings;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one provider, read once. Immutable; {@link #toString} shows nothing that is
 * secret.
 *
 * @param provider the instance's name
 * @param region empty where the profile gives it
 * @param profile of the shared files; empty for the default chain
 * @param role assumed with the credentials found
 * @param endpoint instead of AWS's own, for every service
 * @param keys access keys of the configuration; empty where they come from profile or chain
 * @param connectTimeout until a connection stands
 * @param timeout until an answer comes, at most; the deadline of the operation may be shorter
 * @param maxRetries of reads
 * @param maxConnections open at once
 */
public record AwsSettings(
    String provider,
    Optional<String> region,
    Optional<String> profile,
    Optional<Role> role,
    Optional<URI> endpoint,
    Optional<Keys> keys,
    Duration connectTimeout,
    Duration timeout,
    int maxRetries,
    int maxConnections) {

  /** The declaration of every setting: keys, ranges, defaults, units. */
  public static final List<ConfigField> FIELDS =
      List.of(
          ConfigField.text(
              "region", "Region, such as us-east-1; needed unless the profile has one", null),
          ConfigField.text(
              "profile", "Profile of AWS's shared files; without one, its default chain", null),
          ConfigField.text("role_arn", "Role to assume", null),
          ConfigField.text("external_id", "External id that the role asks for", null),
          ConfigField.secret("access_key", "Access key id, instead of profile and chain"),
          ConfigField.secret("secret_key", "Secret access key that belongs to it"),
          ConfigField.secret("session_token", "Token of temporary keys"),
          ConfigField.text(
              "endpoint", "Address of an EC2-compatible service, used for every call", null),
          ConfigField.number(
              "connect_timeout", "How long a connection may take to stand", 5, 0.1, 60, "s"),
          ConfigField.number(
              "timeout",
              "How long an answer may take; an operation's deadline ends it sooner",
              30,
              1,
              300,
              "s"),
          ConfigField.integer(
              "max_retries",
              "Times a read is repeated; launches and terminations are repeated by requests, with"
                  + " their key, never by the client",
              3,
              0,
              10,
              ""),
          ConfigField.integer("max_connections", "Connections open at once", 50, 1, 1_000, ""));

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
        text(config, "endpoint").map(AwsSettings::uri),
        keys(config),
        config.seconds("connect_timeout"),
        config.seconds("timeout"),
        (int) config.integer("max_retries"),
        (int) config.integer("max_connections"));
  }

  /** The same in another region. */
  public AwsSettings in(String other) {
    return new AwsSettings(
        provider,
        Optional.of(other),
        profile,
        role,
        endpoint,
        keys,
        connectTimeout,
        timeout,
        maxRetries,
        maxConnections);
  }

  /** The same for calls that are not sent: in a region, as nobody. */
  public AwsSettings onPaper(String inRegion) {
    return new AwsSettings(
        provider,
        Optional.of(inRegion),
        Optional.empty(),
        Optional.empty(),
        endpoint,
        Optional.of(new Keys("paper", "paper", Optional.empty())),
        connectTimeout,
        timeout,
        0,
        maxConnections);
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

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(notAnAddress(text), e);
    }
    throw new IllegalArgumentException(notAnAddress(text));
  }

  private static String notAnAddress(String text) {
    return "endpoint is '" + text + "', expected an address such as https://ec2.example.com:8443";
  }

  private static Optional<String> text(ProviderConfig config, String name) {
    return config.text(name).map(String::strip).filter(text -> !text.isEmpty());
  }
}
