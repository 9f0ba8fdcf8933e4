package io.signalbox.core.provider.simulated;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.LaunchApi;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.SettingFault;
import io.signalbox.core.provider.TemplateExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes simulated clouds; the type is {@code simulated}. */
public final class SimulatedProviderFactory implements ProviderFactory {

  /** The type's name in a configuration. */
  public static final String TYPE = "simulated";

  private static final TemplateExtension EXTENSION =
      new TemplateExtension(
          TYPE,
          List.of(
              ConfigField.integer(
                  "launch_delay_ms",
                  "Added to the cloud's launch time for machines of this template",
                  0,
                  0,
                  3_600_000,
                  "ms"),
              ConfigField.flag(
                  "private_dns", "Names machines after their address instead of their id", true)));

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public List<ConfigField> configFields() {
    return SimulatedKnobs.FIELDS;
  }

  @Override
  public List<SettingFault> faults(ProviderConfig config) {
    return SimulatedKnobs.faults(config);
  }

  /** Those of the cloud it can stand for, for one that stands for none. */
  @Override
  public List<LaunchApi> launchApis() {
    List<String> fleets = List.of("instant", "request", "maintain");
    return List.of(
        new LaunchApi("EC2Fleet", fleets, true, true, true, 1000),
        new LaunchApi("SpotFleet", List.of("request", "maintain"), true, false, true, 1000),
        new LaunchApi("RunInstances", List.of(), true, true, false, 100),
        new LaunchApi("ASG", List.of(), true, true, true, 1000));
  }

  @Override
  public Map<String, String> allocationStrategies() {
    return Map.of(
        "spot",
        "priceCapacityOptimized",
        "ondemand",
        "lowestPrice",
        "heterogeneous",
        "lowestPrice");
  }

  @Override
  public boolean allowsRehearsal() {
    return true;
  }

  @Override
  public Optional<TemplateExtension> templateExtension() {
    return Optional.of(EXTENSION);
  }

  /**
   * @throws IllegalArgumentException naming the knob whose value cannot be read
   */
  @Override
  public ProviderStrategy create(ProviderEnvironment environment) {
    return new SimulatedProvider(environment);
  }

  @Override
  public boolean update(ProviderStrategy running, ProviderConfig config) {
    if (running instanceof SimulatedProvider simulated) {
      simulated.apply(config);
      return true;
    }
    return false;
  }
}
