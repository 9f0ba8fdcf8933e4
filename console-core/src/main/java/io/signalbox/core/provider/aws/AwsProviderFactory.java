package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.FoundProvider;
import io.signalbox.core.provider.LaunchApi;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.SettingFault;
import io.signalbox.core.provider.aws.launch.Allocation;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.settings.AwsFields;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import io.signalbox.core.provider.aws.settings.SharedProfiles;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes providers of machines of AWS; the type is {@code aws}. Neither it nor a provider that is
 * made loads a class of AWS's SDK: the first call does.
 */
public final class AwsProviderFactory implements ProviderFactory {

  /** The type's name in a configuration. */
  public static final String TYPE = "aws";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public List<ConfigField> configFields() {
    return AwsFields.ALL;
  }

  @Override
  public Map<String, String> configKeysNotUsed() {
    return AwsFields.NOT_USED;
  }

  @Override
  public List<SettingFault> faults(ProviderConfig config) {
    return AwsSettings.faults(config);
  }

  @Override
  public boolean tellsPrices() {
    return true;
  }

  /** Those that this version launches with. */
  @Override
  public List<LaunchApi> launchApis() {
    return AwsApis.DECLARED;
  }

  @Override
  public Map<String, String> allocationStrategies() {
    return Allocation.DEFAULTS;
  }

  /** The profiles of AWS's shared files, each with its region. */
  @Override
  public List<FoundProvider> discover(UnaryOperator<@Nullable String> variable) {
    return SharedProfiles.of(variable);
  }

  /**
   * @throws IllegalArgumentException naming the setting whose value cannot be used
   */
  @Override
  public ProviderStrategy create(ProviderEnvironment environment) {
    return new AwsProvider(environment);
  }
}
