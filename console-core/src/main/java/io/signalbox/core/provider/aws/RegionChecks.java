package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.launch.RegionalSpec;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import io.signalbox.core.provider.aws.settings.RegionSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a provider's regions can do what they are there for. Thread-safe. */
final class RegionChecks {

  private final RegionSettings settings;
  private final AwsRegions regions;
  private final FormerPlaces launched;
  private final TimeSource time;

  RegionChecks(
      RegionSettings settings, AwsRegions regions, FormerPlaces launched, TimeSource time) {
    this.settings = settings;
    this.regions = regions;
    this.launched = launched;
    this.time = time;
  }

  /**
   * The provider's own region decides, and each other one is asked: one that has machines and does
   * not answer degrades it, for no listing is complete then.
   */
  ProviderResult health(Instant deadline) {
    ProviderResult own = regions.primary().health(deadline);
    if (settings.fallbacks().isEmpty()) {
      return own;
    }
    Map<String, Object> told = new LinkedHashMap<>();
    List<String> sentences = new ArrayList<>();
    boolean isMissed = false;
    boolean answers = false;
    for (String region : settings.fallbacks()) {
      Optional<ProviderFailure> silent = regions.in(region).unreachable(deadline);
      told.put(region, silent.map(ProviderFailure::code).orElse("answers"));
      sentences.add(region + silent.map(why -> ": " + why.message()).orElse(" answers too"));
      isMissed |= silent.isPresent() && mayHaveMachines(region);
      answers |= silent.isEmpty();
    }
    String others = String.join("; ", sentences);
    return switch (own) {
      case ProviderResult.Success(ProviderData.HealthChecked(ProviderHealthStatus status)) -> {
        Map<String, Object> details = new LinkedHashMap<>(status.details());
        details.put("fallback_regions", told);
        yield ProviderResult.success(
            new ProviderData.HealthChecked(
                new ProviderHealthStatus(
                    isMissed ? HealthState.DEGRADED : status.state(),
                    status.message() + "; " + others,
                    status.checkedAt(),
                    status.responseTime(),
                    details,
                    status.quotas())));
      }
      case ProviderResult.Success other ->
          throw new IllegalStateException("A health check answers with health");
      case ProviderResult.Failure(ProviderFailure failure) ->
          settings.whenUnavailable() && answers
              ? ProviderResult.success(
                  new ProviderData.HealthChecked(
                      new ProviderHealthStatus(
                          HealthState.DEGRADED,
                          failure.message() + "; " + others,
                          time.now(),
                          null,
                          Map.of("fallback_regions", told))))
              : own;
    };
  }

  private boolean mayHaveMachines(String region) {
    try {
      return launched.withMachines().contains(region);
    } catch (IOException e) {
      // Where it cannot be read, it may.
      return true;
    }
  }

  /**
   * What of a template cannot be launched in the fallback regions: it can be in its own, so that
   * these are warnings. What fails there is not checked.
   */
  void inFallbacks(LaunchSpec spec, Instant deadline, List<FieldFinding> warnings) {
    for (String region : settings.fallbacks()) {
      RegionalSpec there = RegionalSpec.of(spec, region, settings.in(region));
      List<FieldFinding> found = new ArrayList<>(there.missing());
      if (found.isEmpty()) {
        found.addAll(regions.in(region).errors(there.spec()));
      }
      if (found.isEmpty()) {
        regions
            .in(region)
            .check(there.spec(), deadline, found, found)
            .ifPresent(
                failure -> found.add(new FieldFinding("", "not checked: " + failure.message())));
      }
      found.stream()
          .map(each -> new FieldFinding(each.field(), "in " + region + ": " + each.message()))
          .filter(each -> !warnings.contains(each))
          .forEach(warnings::add);
    }
  }

  /** The whole test in the provider's own region, and whether each other one answers. */
  List<ConnectionFinding> connections(AwsSettings provider, Instant deadline) {
    List<ConnectionFinding> found =
        new ArrayList<>(regions.primary().connectionTest(provider, deadline).run());
    for (String region : settings.fallbacks()) {
      found.add(regions.in(region).connectionTest(provider, deadline).answers());
    }
    return found;
  }
}
