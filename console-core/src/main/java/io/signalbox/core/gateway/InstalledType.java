package io.signalbox.core.gateway;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.FoundProvider;
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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A factory whose declarations were read once, so that reading them later cannot fail. */
final class InstalledType implements ProviderFactory {

  private static final Logger LOG = LoggerFactory.getLogger(InstalledType.class);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final ProviderFactory factory;
  private final String type;
  private final List<ConfigField> configFields;
  private final Map<String, String> configKeysNotUsed;
  private final boolean allowsRehearsal;
  private final boolean tellsPrices;
  private final Optional<TemplateExtension> extension;
  private final List<LaunchApi> launchApis;
  private final Map<String, String> allocationStrategies;

  /** Throws whatever the factory throws. */
  InstalledType(ProviderFactory factory) {
    this.factory = factory;
    this.type = factory.type();
    if (!NAME.matcher(type).matches() || type.endsWith("prov")) {
      throw new IllegalArgumentException("'" + type + "' is no name of a type");
    }
    this.configFields = List.copyOf(factory.configFields());
    this.configKeysNotUsed = Map.copyOf(factory.configKeysNotUsed());
    this.allowsRehearsal = factory.allowsRehearsal();
    this.tellsPrices = factory.tellsPrices();
    this.extension = factory.templateExtension().map(each -> each);
    this.launchApis = List.copyOf(factory.launchApis());
    this.allocationStrategies = Map.copyOf(factory.allocationStrategies());
  }

  String className() {
    return factory.getClass().getName();
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public List<ConfigField> configFields() {
    return configFields;
  }

  @Override
  public Map<String, String> configKeysNotUsed() {
    return configKeysNotUsed;
  }

  /** Those that the factory tells; none where its code fails, for making it will say so. */
  @Override
  public List<SettingFault> faults(ProviderConfig config) {
    try {
      return List.copyOf(factory.faults(config));
    } catch (RuntimeException | LinkageError e) {
      return List.of();
    }
  }

  @Override
  public boolean tellsPrices() {
    return tellsPrices;
  }

  @Override
  public boolean allowsRehearsal() {
    return allowsRehearsal;
  }

  @Override
  public Optional<TemplateExtension> templateExtension() {
    return extension;
  }

  @Override
  public List<LaunchApi> launchApis() {
    return launchApis;
  }

  @Override
  public Map<String, String> allocationStrategies() {
    return allocationStrategies;
  }

  /** A type whose code fails at it has found nothing. */
  @Override
  public List<FoundProvider> discover(UnaryOperator<@Nullable String> variable) {
    try {
      return List.copyOf(factory.discover(variable));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} could not look for providers: {}", type, e.toString());
      return List.of();
    }
  }

  @Override
  public ProviderStrategy create(ProviderEnvironment environment) {
    return factory.create(environment);
  }

  @Override
  public boolean update(ProviderStrategy running, ProviderConfig config) {
    return factory.update(running, config);
  }
}
