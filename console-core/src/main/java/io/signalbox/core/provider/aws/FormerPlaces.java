package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a provider has ever launched, and what its settings of now do not see of it. Settings can
 * be changed while machines run. No listing of another region, account or endpoint has those, so
 * that they would pass for gone, their fleets for deleted, and what was not answered would be
 * launched again.
 *
 * <p>In a region that the provider had before it can be looked: nothing is launched, and no listing
 * is complete, until none of the machines there lives. As somebody else it cannot: until they are
 * returned, nothing is done. Whose credentials are is asked only where they are others than those
 * that were launched with; the account of those is learnt from listings. Thread-safe; blocks.
 */
final class FormerPlaces {

  /** The code of what is refused as somebody else. */
  static final String CHANGED = "OWNER_CHANGED";

  /** How long an answer counts, in every process: it is asked for with every operation. */
  private static final Duration KNOWN = Duration.ofMinutes(1);

  private final AwsSettings settings;
  private final String here;
  private final Identity identity;
  private final TimeSource time;
  private final PlaceNotes notes;
  private final RegionLook look;
  private final FleetsAtWork fleets;
  private volatile Elsewhere last = new Elsewhere(Instant.MIN, Optional.empty());

  private record Elsewhere(Instant until, Optional<String> found) {}

  /**
   * @param here the provider's own region
   */
  FormerPlaces(
      AwsSettings settings,
      String here,
      Identity identity,
      TimeSource time,
      PlaceNotes notes,
      FleetsAtWork fleets) {
    this.settings = settings;
    this.here = here;
    this.identity = identity;
    this.time = time;
    this.notes = notes;
    this.look = new RegionLook(settings, time, fleets);
    this.fleets = fleets;
  }

  /**
   * The provider's regions in which machines may be: its own, and each fallback that was ever
   * launched in, by any process. In the order in which they are asked.
   */
  List<String> withMachines() throws IOException {
    if (settings.regions().fallbacks().isEmpty()) {
      return List.of(here);
    }
    List<String> launched = notes.all().stream().map(place -> place.where().region()).toList();
    return ours().filter(region -> region.equals(here) || launched.contains(region)).toList();
  }

  private Stream<String> ours() {
    return Stream.concat(Stream.of(here), settings.regions().fallbacks().stream());
  }

  private boolean isOurs(Place place) {
    return ours().anyMatch(place.where().region()::equals);
  }

  /** Why nothing can be changed: a note that cannot be read may tell of machines of others. */
  Optional<ProviderFailure> unreadable() {
    try {
      notes.all();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          ProviderFailure.of(FailureClass.PROVIDER, "JOURNAL_UNAVAILABLE", cannotBeRead(e)));
    }
  }

  private static String cannotBeRead(IOException e) {
    return "Where this provider has launched before cannot be read: " + e;
  }

  /** Why nothing can be done as whom we are: machines live that others launched. */
  Optional<ProviderFailure> others(Instant deadline) {
    try {
      // One that cannot be read makes no listing complete, and refuses whatever changes something.
      List<Place> living = notes.readable().stream().filter(place -> !place.work().left()).toList();
      String key = living.isEmpty() ? "" : identity.key();
      for (Place each : living) {
        Optional<ProviderFailure> other = other(each, key, deadline);
        if (other.isPresent()) {
          return other;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          ProviderFailure.of(FailureClass.PROVIDER, "JOURNAL_UNAVAILABLE", cannotBeRead(e)));
    }
  }

  private Optional<ProviderFailure> other(Place place, String key, Instant deadline)
      throws IOException {
    String endpoint = place.where().endpoint();
    if (!endpoint.equals(identity.endpoint())) {
      return Optional.of(changed(place, "at " + told(endpoint), "at " + told(identity.endpoint())));
    }
    String account = place.whose().account();
    // Where nothing was listed since it launched, there is nothing to compare with.
    if (key.isEmpty() || place.isOf(key) || account.isEmpty()) {
      return Optional.empty();
    }
    return switch (identity.account(key, deadline)) {
      case Reply.Failed<String>(ProviderFailure failure) ->
          Optional.of(
              ProviderFailure.notSent(
                  failure.failureClass(),
                  failure.code(),
                  "Machines live that were launched in account %s with other credentials, and whose these are is not known: %s"
                      .formatted(account, failure.message())));
      case Reply.Answered<String>(String ours) -> {
        if (!ours.equals(account)) {
          yield Optional.of(changed(place, "in account " + account, "in account " + ours));
        }
        // Keys of one account.
        notes.change(place, known -> known.alsoOf(key));
        yield Optional.empty();
      }
    };
  }

  private ProviderFailure changed(Place place, String before, String now) {
    return ProviderFailure.notSent(
        FailureClass.PROVIDER,
        CHANGED,
        "This provider has launched machines %s, and is now %s, where they cannot be seen. Set it back until they are returned; another account or endpoint is another provider. If they are gone for good, remove %s"
            .formatted(before, now, notes.fileOf(place)));
  }

  private static String told(String endpoint) {
    return endpoint.isEmpty() ? "AWS" : endpoint;
  }

  /** In which other regions machines live, as a sentence; empty where none do. */
  Optional<String> elsewhere(Instant deadline) {
    Elsewhere known = last;
    if (time.now().isBefore(known.until())) {
      return known.found();
    }
    Optional<String> found;
    try {
      found = looked(deadline);
    } catch (IOException e) {
      found = Optional.of(cannotBeRead(e));
    }
    last = new Elsewhere(time.now().plus(KNOWN), found);
    return found;
  }

  private Optional<String> looked(Instant deadline) throws IOException {
    Instant asked = time.now();
    List<Place> former =
        notes.all().stream()
            .filter(place -> !place.work().left() && !isOurs(place))
            .sorted(Comparator.comparing(place -> place.where().region()))
            .toList();
    for (Place each : former) {
      String living =
          each.look().isWithin(KNOWN, asked) ? each.look().found() : looked(each, asked, deadline);
      if (!living.isEmpty()) {
        return Optional.of(
            "This provider has launched in %s, and is now in %s: %s. Set the region back until they are returned; another region is another provider"
                .formatted(
                    each.where().region(), ours().collect(Collectors.joining(", ")), living));
      }
    }
    return Optional.empty();
  }

  /** What is known to live in a former region; empty for nothing. An answer is every process's. */
  private String looked(Place place, Instant asked, Instant deadline) throws IOException {
    return switch (look.living(place.where(), deadline)) {
      case Reply.Failed<String>(ProviderFailure failure) ->
          "whether machines live there is not known, " + failure.message();
      case Reply.Answered<String>(String found) -> {
        // Unless it was launched there meanwhile.
        notes.change(place, known -> known.whenLooked(asked, found));
        yield found;
      }
    };
  }

  /**
   * What was listed as whom we are, in all of our regions.
   *
   * @param tags that were asked for
   * @param account that the machines are of; empty where none was listed
   */
  void listed(
      Map<String, String> tags, ProviderData.InstanceStatuses listed, Optional<String> account) {
    try {
      String key = identity.key();
      for (Place each : notes.all()) {
        if (each.work().left()
            || !each.where().endpoint().equals(identity.endpoint())
            || !each.isOf(key)) {
          continue;
        }
        boolean over =
            isOurs(each)
                && each.hasSettled(time.now())
                && tags.equals(Map.of(PlaceNotes.INSTALLATION, each.where().installation()))
                && listed.complete()
                && listed.instances().stream().allMatch(info -> info.state().isGone())
                && !fleets.any();
        Place known = account.map(each::in).orElse(each);
        Place after = over ? known.left() : known;
        if (!after.equals(each)) {
          notes.change(each, now -> after);
        }
      }
    } catch (IOException e) {
      // The next listing says the same.
      return;
    }
  }
}
