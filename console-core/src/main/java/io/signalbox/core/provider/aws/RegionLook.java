package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.fleet.FleetCalls;
import io.signalbox.core.provider.aws.machines.Listings;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Looks into regions that the provider had before. Thread-safe; blocks. */
final class RegionLook {

  private final AwsSettings settings;
  private final TimeSource time;
  private final FleetsAtWork fleets;

  RegionLook(AwsSettings settings, TimeSource time, FleetsAtWork fleets) {
    this.settings = settings;
    this.time = time;
    this.fleets = fleets;
  }

  /** What of an installation lives there, as a sentence; empty for nothing. */
  Reply<String> living(Place.Where where, Instant deadline) throws IOException {
    ProviderResult listing;
    try (AwsClients there = new AwsClients(settings.in(where.region()), time)) {
      listing =
          new Listings(there, new Caller(time, where.region()))
              .tagged(Map.of(PlaceNotes.INSTALLATION, where.installation()), deadline);
    }
    return switch (FleetCalls.machines(listing)) {
      case Reply.Failed<List<InstanceInfo>>(ProviderFailure failure) -> new Reply.Failed<>(failure);
      case Reply.Answered<List<InstanceInfo>>(List<InstanceInfo> machines) -> {
        List<InstanceInfo> living =
            machines.stream().filter(info -> !info.state().isGone()).toList();
        yield new Reply.Answered<>(
            living.isEmpty()
                ? fleets.in(where.region()).orElse("")
                : "%d of its machines live there, %s for one"
                    .formatted(living.size(), living.getFirst().machineId()));
      }
    };
  }
}
