package io.signalbox.core.testing;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Simulated clouds for tests, with the declared defaults and the knobs a test turns. */
public final class SimulatedClouds {

  private SimulatedClouds() {}

  public static ProviderStrategy cloud(
      String name, Path stateFolder, TimeSource time, Map<String, Object> knobs) {
    return new SimulatedProviderFactory()
        .create(new ProviderEnvironment(name, "aws", config(knobs), time, stateFolder, 42));
  }

  /** The declared defaults with {@code knobs} laid over. */
  public static ProviderConfig config(Map<String, Object> knobs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ConfigField field : new SimulatedProviderFactory().configFields()) {
      Object value = field.defaultValue();
      if (value != null) {
        values.put(field.name(), value);
      }
    }
    values.putAll(knobs);
    return new ProviderConfig(values);
  }
}
