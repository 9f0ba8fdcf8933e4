package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.NoteKind;
import io.signalbox.core.provider.aws.launch.fleet.FleetCalls;
import io.signalbox.core.provider.aws.machines.Listings;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a provider has ever launched. Of its regions, those are asked about machines. One that it
 * had before can have machines too: no listing has those, so that they would pass for gone, and
 * what was not answered there would be launched again. That is told until none of them lives; once
 * the last launch there is so long ago that it must be listed too, the region is looked at no more.
 * Thread-safe; blocks.
 */
final class FormerRegions {

  private static final String INSTALLATION = "signalbox:installation";

  /** How long an answer counts, in every process: it is asked for with every operation. */
  private static final Duration KNOWN = Duration.ofMinutes(1);

  /** A launch within it is not noted again. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  /**
   * How long after the last launch noted there a region is looked at in any case. Longer than that
   * note may be old, a launch unanswered and listings behind, together.
   */
  private static final Duration SETTLED = Duration.ofMinutes(20);

  private final AwsSettings settings;
  private final String here;
  private final TimeSource time;
  private final LaunchJournal<Launched> journal;
  private final FleetsAtWork fleets;
  private volatile Look last = new Look(Instant.MIN, Optional.empty());

  /**
   * Where machines of an installation were launched.
   *
   * @param left whether none of them lived any more when it was last looked
   * @param at of the last launch, to a minute, in milliseconds since 1970; 0 if it is not noted
   * @param looked when any process has looked there, in milliseconds since 1970; 0 for never
   * @param found what lived there then, as a sentence; empty for nothing
   */
  record Launched(
      String region, String installation, boolean left, long at, long looked, String found) {

    Launched {
      // Of a version that noted none.
      found = Objects.requireNonNullElse(found, "");
    }

    static Launched now(String region, String installation, Instant now) {
      return new Launched(region, installation, false, now.toEpochMilli(), 0, "");
    }

    /** As which file it is noted. */
    String key() {
      return region + "-" + installation;
    }

    /** What was found there now; once it is settled that there is nothing, it is left. */
    Launched whenLooked(Instant now, String living) {
      return new Launched(
          region,
          installation,
          living.isEmpty() && !isYoungerThan(SETTLED, now),
          at,
          now.toEpochMilli(),
          living);
    }

    boolean isLookedAt(Instant now) {
      return !Instant.ofEpochMilli(looked).isAfter(now)
          && Instant.ofEpochMilli(looked).plus(KNOWN).isAfter(now);
    }

    boolean isYoungerThan(Duration age, Instant now) {
      return Instant.ofEpochMilli(at).plus(age).isAfter(now);
    }
  }

  private record Look(Instant until, Optional<String> found) {}

  /**
   * @param here the provider's own region
   */
  FormerRegions(
      AwsSettings settings, String here, TimeSource time, Path folder, FleetsAtWork fleets) {
    this.settings = settings;
    this.here = here;
    this.time = time;
    this.journal = new LaunchJournal<>(folder, NoteKind.REGION, Launched.class);
    this.fleets = fleets;
  }

  /** Notes that machines with these tags are launched in a region now. */
  void launching(String region, Map<String, String> tags) throws IOException {
    Instant now = time.now();
    Launched fresh = Launched.now(region, tags.getOrDefault(INSTALLATION, ""), now);
    journal.change(
        fresh.key(),
        known -> known == null || known.left() || !known.isYoungerThan(FRESH, now) ? fresh : null);
  }

  /**
   * The provider's regions in which machines may be: its own, and each fallback that was ever
   * launched in, by any process. In the order in which they are asked.
   */
  List<String> withMachines() throws IOException {
    if (settings.regions().fallbacks().isEmpty()) {
      return List.of(here);
    }
    List<String> launched =
        journal.all().stream().filter(each -> !each.left()).map(Launched::region).toList();
    return Stream.concat(
            Stream.of(here), settings.regions().fallbacks().stream().filter(launched::contains))
        .toList();
  }

  /** Where else machines live, as a sentence; empty where none do. */
  Optional<String> elsewhere(Instant deadline) {
    Look known = last;
    if (time.now().isBefore(known.until())) {
      return known.found();
    }
    Optional<String> found;
    try {
      found = looked(deadline);
    } catch (IOException e) {
      found = Optional.of("Where this provider has launched before cannot be read: " + e);
    }
    last = new Look(time.now().plus(KNOWN), found);
    return found;
  }

  private Optional<String> looked(Instant deadline) throws IOException {
    Instant asked = time.now();
    for (Launched each : journal.all()) {
      if (!each.left() && !isOurs(each.region())) {
        String living = each.isLookedAt(asked) ? each.found() : look(each, asked, deadline);
        if (!living.isEmpty()) {
          return Optional.of(
              "This provider has launched in %s, and is now in %s: %s. Set the region back until they are returned; another region is another provider"
                  .formatted(each.region(), ours(), living));
        }
      }
    }
    return Optional.empty();
  }

  /** What is known to live in a former region; empty for nothing. An answer is every process's. */
  private String look(Launched launched, Instant asked, Instant deadline) throws IOException {
    return switch (living(launched, deadline)) {
      case Reply.Failed<String>(ProviderFailure failure) ->
          "whether machines live there is not known, " + failure.message();
      case Reply.Answered<String>(String found) -> {
        // Unless it was launched there meanwhile.
        journal.change(
            launched.key(),
            known -> launched.equals(known) ? launched.whenLooked(asked, found) : null);
        yield found;
      }
    };
  }

  private boolean isOurs(String region) {
    return region.equals(here) || settings.regions().fallbacks().contains(region);
  }

  private String ours() {
    return Stream.concat(Stream.of(here), settings.regions().fallbacks().stream())
        .collect(Collectors.joining(", "));
  }

  private Reply<String> living(Launched launched, Instant deadline) throws IOException {
    ProviderResult listing;
    try (AwsClients there = new AwsClients(settings.in(launched.region()), time)) {
      listing =
          new Listings(there, new Caller(time, launched.region()))
              .tagged(Map.of(INSTALLATION, launched.installation()), deadline);
    }
    return switch (FleetCalls.machines(listing)) {
      case Reply.Failed<List<InstanceInfo>>(ProviderFailure failure) -> new Reply.Failed<>(failure);
      case Reply.Answered<List<InstanceInfo>>(List<InstanceInfo> machines) -> {
        List<InstanceInfo> living =
            machines.stream().filter(info -> !info.state().isGone()).toList();
        yield new Reply.Answered<>(
            living.isEmpty()
                ? fleets.in(launched.region()).orElse("")
                : "%d of its machines live there, %s for one"
                    .formatted(living.size(), living.getFirst().machineId()));
      }
    };
  }
}
