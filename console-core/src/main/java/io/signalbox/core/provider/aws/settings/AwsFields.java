package io.signalbox.core.provider.aws.settings;

import io.signalbox.core.provider.ConfigField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The declaration of every setting: keys, ranges, defaults, units, and the names that files of
 * other brokers have for them.
 */
public final class AwsFields {

  /** What is in force where nothing else is said. */
  public static final List<ConfigField> ALL = all();

  /** Keys of other brokers' files that act on nothing here, and what does instead. */
  public static final Map<String, String> NOT_USED =
      Map.ofEntries(
          Map.entry("provider_type", "'type' of the provider says it"),
          Map.entry("credential_file", "'profile' and AWS's shared files hold credentials"),
          Map.entry("key_file", "templates name key pairs with 'key_name'"),
          Map.entry("handlers", "'capabilities' of the provider say which APIs it offers"),
          Map.entry("launch_template", "launch templates are made, shared and removed by need"),
          Map.entry("tagging", "machines are always tagged by the call that launches them"),
          Map.entry("batch_sizes", "calls are as large as the API allows"),
          Map.entry("naming", "the API itself says which ids are well formed"),
          Map.entry("storage", "'storage' of the whole configuration says where state is"),
          Map.entry("spot_fleet", "spot fleets are called at EC2: section 'ec2'"),
          Map.entry("service_role_spot_fleet", "templates name it with 'fleet_role'"),
          Map.entry("request_retry_attempts", "requests repeat launches under their key"),
          Map.entry("instance_pending_timeout_sec", "'request.default_timeout' bounds a request"),
          Map.entry("describe_request_retry_attempts", "'max_retries' says it for all reads"),
          Map.entry("describe_request_interval", "listings are shared, 2 to 30 s apart"),
          Map.entry("ssm_parameter_prefix", "'image_id' of a template may be any path"));

  private AwsFields() {}

  private static List<ConfigField> all() {
    List<ConfigField> fields =
        new ArrayList<>(
            List.of(
                ConfigField.text(
                    "region", "Region, such as us-east-1; needed unless the profile has one", null),
                ConfigField.text(
                    "profile",
                    "Profile of AWS's shared files; without one, its default chain",
                    null),
                ConfigField.text("role_arn", "Role to assume", null),
                ConfigField.text("external_id", "External id that the role asks for", null),
                ConfigField.secret("access_key", "Access key id, instead of profile and chain")
                    .or("access_key_id", "aws_access_key_id"),
                ConfigField.secret("secret_key", "Secret access key that belongs to it")
                    .or("secret_access_key", "aws_secret_access_key"),
                ConfigField.secret("session_token", "Token of temporary keys")
                    .or("aws_session_token"),
                ConfigField.text(
                        "endpoint",
                        "Address of an EC2-compatible service, used for every call",
                        null)
                    .or("endpoint_url"),
                ConfigField.text("proxy_host", "Proxy that calls go through", null),
                ConfigField.integer("proxy_port", "Its port", 0, 1, 65_535, "").withoutDefault(),
                ConfigField.number(
                        "connect_timeout",
                        "How long a connection may take to stand",
                        5,
                        0.1,
                        60,
                        "s")
                    .or("aws_connect_timeout")
                    .orMillis("aws_connection_timeout", "connection_timeout_ms"),
                timeout("timeout", "How long an answer may take; an operation's deadline ends it")
                    .or("aws_read_timeout", "read_timeout"),
                retries(
                        "max_retries",
                        "Times a read is repeated; launches and terminations are repeated by"
                            + " requests, with their key, never by the client")
                    .or("aws_max_retries"),
                ConfigField.integer(
                    "max_connections", "Connections open at once", 50, 1, 1_000, ""),
                ConfigField.choice(
                    "price_source",
                    "Where prices come from: auto asks AWS and takes on_demand_prices where its"
                        + " list may not be read; table asks nobody; none tells no prices",
                    "auto",
                    "auto",
                    "table",
                    "none"),
                ConfigField.list(
                    "fallback_regions",
                    "Regions, in their order, that a launch is sent to for what region has no room"
                        + " for"),
                ConfigField.choice(
                    "fallback_on",
                    "When it goes on to the next region: capacity, where there is no room for"
                        + " certain; unavailable, also where the region cannot be used",
                    RegionSettings.CAPACITY,
                    RegionSettings.CAPACITY,
                    RegionSettings.UNAVAILABLE),
                ConfigField.map(
                    "region_fields",
                    "Fallback region to the template fields that hold there where a template's own"
                        + " value is of another region"),
                ConfigField.map(
                    "on_demand_prices", "Machine type to US dollars an hour on demand, Linux"),
                ConfigField.text(
                    "on_demand_prices_date", "Of which day they are, such as 2026-11-01", null)));
    for (AwsService service : AwsService.values()) {
      String own = service.section() + ".";
      fields.add(
          of(
              service,
              ConfigField.text(own + "endpoint", "Address of " + service.words() + " alone", null),
              "endpoint",
              "endpoint_url"));
      fields.add(
          of(
              service,
              timeout(own + "timeout", "How long it may take to answer").withoutDefault(),
              "timeout",
              "read_timeout"));
      fields.add(
          of(
              service,
              retries(own + "max_retries", "Times a read of it is repeated").withoutDefault(),
              "max_retries"));
    }
    return List.copyOf(fields);
  }

  /** Under the service's own section and each that it is called elsewhere. */
  private static ConfigField of(AwsService service, ConfigField field, String... keys) {
    List<String> names = new ArrayList<>();
    List<String> sections = new ArrayList<>(List.of(service.section()));
    sections.addAll(service.aliases());
    for (String section : sections) {
      for (String key : keys) {
        String name = section + "." + key;
        if (!name.equals(field.name())) {
          names.add(name);
        }
      }
    }
    return field.or(names.toArray(String[]::new));
  }

  private static ConfigField timeout(String name, String description) {
    return ConfigField.number(name, description, 30, 1, 300, "s");
  }

  private static ConfigField retries(String name, String description) {
    return ConfigField.integer(name, description, 3, 0, 10, "");
  }
}
