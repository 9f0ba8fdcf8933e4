package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.launch.LaunchFailures;
import io.signalbox.core.provider.aws.launch.RegionalSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Launches in one region of a provider, with the template as it is there. That it launches there is
 * noted first, and what came of it after. Thread-safe.
 */
final class RegionLaunch {

  /** A region's own launches. */
  interface InRegion {

    /** What is wrong with a launch in that region, found without a call; in a sentence. */
    List<FieldFinding> errors(String region, ProviderOperation.CreateInstances create);

    /**
     * Why another launch for the same request has left that region for want of room; empty where
     * none has.
     *
     * @throws IOException if that cannot be read
     */
    Optional<ProviderFailure> left(String region, ProviderOperation.CreateInstances create)
        throws IOException;

    /** Launches there, with that region's own key. */
    ProviderResult launch(String region, ProviderOperation.CreateInstances create, String key);
  }

  private final RegionOrder order;
  private final InRegion regions;
  private final PlaceNotes places;

  RegionLaunch(RegionOrder order, InRegion regions, PlaceNotes places) {
    this.order = order;
    this.regions = regions;
    this.places = places;
  }

  /** Whether it can be asked for there, as far as is known without a call. */
  boolean isPossible(String region, ProviderOperation.CreateInstances create) {
    return against(region, order.regional(create.spec(), region), create).isEmpty();
  }

  /**
   * Why another launch for the same request has left that region for want of room; empty where none
   * has.
   */
  Optional<ProviderFailure> left(String region, ProviderOperation.CreateInstances create)
      throws IOException {
    return regions.left(region, create);
  }

  /**
   * As many machines as are asked of the region, under the same key however often.
   *
   * @param create of the launch, with its own count
   * @param count of the region
   * @param key of the launch in that region
   */
  ProviderResult launch(
      String region, ProviderOperation.CreateInstances create, int count, String key) {
    RegionalSpec spec = order.regional(create.spec(), region);
    List<FieldFinding> against = against(region, spec, create);
    if (!against.isEmpty()) {
      return ProviderResult.failure(
          ProviderFailure.of(
              FailureClass.REQUEST,
              "INVALID_PARAMETER",
              "not asked, "
                  + against.stream().map(FieldFinding::text).collect(Collectors.joining("; "))));
    }
    try {
      places.launching(region, create.tags(), key);
    } catch (IOException e) {
      return ProviderResult.failure(LaunchFailures.notNoted(e));
    }
    ProviderResult result =
        regions.launch(
            region,
            new ProviderOperation.CreateInstances(
                spec.spec(), count, create.tags(), create.context()),
            key);
    boolean nothing =
        result instanceof ProviderResult.Failure(ProviderFailure failure) && failure.outcomeKnown();
    try {
      places.launched(region, create.tags(), key, !nothing);
    } catch (IOException e) {
      // It stays noted as it was before the launch: machines may live.
      return result;
    }
    return result;
  }

  /** Why it is not asked for there. */
  private List<FieldFinding> against(
      String region, RegionalSpec spec, ProviderOperation.CreateInstances create) {
    return spec.missing().isEmpty()
        ? regions.errors(
            region,
            new ProviderOperation.CreateInstances(
                spec.spec(), create.count(), create.tags(), create.context()))
        : spec.missing();
  }
}
