package io.signalbox.core.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a provider can do.
 *
 * @param supportedOperations a provider that lacks one is skipped for it
 * @param apis launch APIs by name (EC2Fleet, RunInstances, ...); empty if any is taken. A provider
 *     says none itself: its factory declares them, and the configuration may narrow them
 * @param features built-in features and labels by name; a value of false, 0, blank or empty means
 *     "does not have it"
 * @param maxInstancesPerRequest caps one request; empty for no limit
 */
public record ProviderCapabilities(
    Set<ProviderOperationType> supportedOperations,
    Set<String> apis,
    Map<String, Object> features,
    OptionalInt maxInstancesPerRequest) {

  public ProviderCapabilities {
    supportedOperations = Set.copyOf(supportedOperations);
    apis = Collections.unmodifiableSet(new TreeSet<>(apis));
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
  }

  public boolean supports(ProviderOperationType type) {
    return supportedOperations.contains(type);
  }
}
