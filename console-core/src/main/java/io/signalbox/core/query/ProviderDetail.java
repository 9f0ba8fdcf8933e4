package io.signalbox.core.query;

import io.signalbox.core.config.SettingValue;
import io.signalbox.core.metrics.RecentError;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.snapshot.ProviderView;
import java.util.List;
import java.util.Map;

/**
 * One provider in full.
 *
 * @param labels the configuration's capability map
 * @param quotas of its account, as its last good check told them
 * @param apiLimits API to the most instances of one request
 * @param price of a machine of its templates, as last known
 * @param settings its settings in force with where they come from; secrets as references
 * @param fields the type's declaration; empty where it is not installed
 * @param figures over the asked window, where {@link ProviderView#metrics} are over five minutes
 * @param byOperation over the asked window, in whole minutes
 */
public record ProviderDetail(
    ProviderView view,
    WindowMetrics figures,
    ProviderCapabilities capabilities,
    Map<String, Object> labels,
    List<ProviderQuota> quotas,
    Map<String, Integer> apiLimits,
    PriceRange price,
    List<SettingValue> settings,
    List<ConfigField> fields,
    Map<ProviderOperationType, WindowMetrics> byOperation,
    List<RecentError> recentErrors) {}
