package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.RegionalSpec;
import io.signalbox.core.provider.aws.settings.RegionSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The regions of a provider in the order in which they are asked, what a template is in each, and
 * when the next one is. Immutable, thread-safe.
 */
final class RegionOrder {

  private final String primary;
  private final RegionSettings settings;
  private final List<String> order;

  /**
   * @param primary the provider's own region
   */
  RegionOrder(String primary, RegionSettings settings) {
    this.primary = primary;
    this.settings = settings;
    this.order = Stream.concat(Stream.of(primary), settings.fallbacks().stream()).toList();
  }

  String primary() {
    return primary;
  }

  List<String> fallbacks() {
    return settings.fallbacks();
  }

  boolean contains(String region) {
    return order.contains(region);
  }

  /** The region after the one in hand that was not asked yet. */
  Optional<String> next(RegionNote note) {
    return order.subList(order.indexOf(note.region()) + 1, order.size()).stream()
        .filter(each -> note.stays().stream().noneMatch(stay -> stay.region().equals(each)))
        .findFirst();
  }

  /** What a template is there, or what it lacks for that. */
  RegionalSpec regional(LaunchSpec spec, String region) {
    return region.equals(primary)
        ? new RegionalSpec(spec, List.of())
        : RegionalSpec.of(spec, region, settings.in(region));
  }

  /** Whether the next region is asked after a region's refusal, which is certain. */
  boolean letsNextTry(ProviderFailure failure, String region) {
    if (AwsFailures.letsNextStepTry(failure)) {
      return true;
    }
    if (failure.isCancelled()) {
      return false;
    }
    boolean unavailable =
        failure.failureClass() == FailureClass.PROVIDER
            || (failure.failureClass() == FailureClass.TRANSIENT && !failure.throttled());
    return (unavailable && settings.whenUnavailable())
        // The template is the primary's: what another region says against it is that region's.
        || (failure.failureClass() == FailureClass.REQUEST && !region.equals(primary));
  }
}
