package io.signalbox.core.drill;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.SettingFault;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes stand-ins from what makes simulated clouds.
 *
 * @param clouds makes simulated clouds
 * @param called is told of each call that is no health check
 */
record StandIns(ProviderFactory clouds, Consumer<String> called) implements ProviderFactory {

  @Override
  public String type() {
    return clouds.type();
  }

  @Override
  public List<ConfigField> configFields() {
    return clouds.configFields();
  }

  @Override
  public List<SettingFault> faults(ProviderConfig config) {
    return clouds.faults(config);
  }

  @Override
  public ProviderStrategy create(ProviderEnvironment environment) {
    return new StandIn(clouds.create(environment), called);
  }

  @Override
  public boolean update(ProviderStrategy running, ProviderConfig config) {
    return running instanceof StandIn standIn && clouds.update(standIn.cloud(), config);
  }
}
