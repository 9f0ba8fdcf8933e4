package io.signalbox.core.testing;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.AwsProviderFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Providers of the type {@code aws}, pointed at something that speaks its wire. */
public final class AwsProviders {

  private AwsProviders() {}

  /** With keys that a local cloud takes. */
  public static ProviderStrategy at(
      URI endpoint, String region, String name, Path stateFolder, TimeSource time) {
    return at(name, stateFolder, time, settings(endpoint, region, "AKIAREHEARSAL", "rehearsal"));
  }

  public static Map<String, Object> settings(
      URI endpoint, String region, String accessKey, String secretKey) {
    return Map.of(
        "endpoint",
        endpoint.toString(),
        "region",
        region,
        "access_key",
        accessKey,
        "secret_key",
        secretKey);
  }

  /** The declared defaults with {@code settings} laid over; an empty text takes one away. */
  public static ProviderStrategy at(
      String name, Path stateFolder, TimeSource time, Map<String, Object> settings) {
    AwsProviderFactory factory = new AwsProviderFactory();
    Map<String, Object> values = new LinkedHashMap<>();
    for (ConfigField field : factory.configFields()) {
      Object value = field.defaultValue();
      if (value != null) {
        values.put(field.name(), value);
      }
    }
    values.putAll(settings);
    values.values().removeIf(""::equals);
    return factory.create(
        new ProviderEnvironment(
            name, AwsProviderFactory.TYPE, new ProviderConfig(values), time, stateFolder, 1));
  }
}
