package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.Leftover;
import io.signalbox.core.provider.Leftovers;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.RegionKey;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import io.signalbox.core.provider.aws.settings.RegionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The regions of one provider, each with clients and launches of its own: the provider's at once,
 * the others when they are first needed. Thread-safe.
 */
final class AwsRegions implements RegionLaunch.InRegion, AutoCloseable {

  private final AwsSettings settings;
  private final TimeSource time;
  private final Path folder;
  private final Function<AwsSettings, AwsClients> clients;
  private final RegionOperations primary;
  private final ReentrantLock making = new ReentrantLock();
  // Guarded by making, which makes no call.
  private final Map<String, RegionOperations> others = new LinkedHashMap<>();
  private boolean closed;

  /**
   * @throws IllegalArgumentException if the settings or the profile they name lack something
   */
  AwsRegions(
      AwsSettings settings,
      TimeSource time,
      Path folder,
      Function<AwsSettings, AwsClients> clients) {
    this.settings = settings;
    this.time = time;
    this.folder = folder;
    this.clients = clients;
    this.primary = new RegionOperations(settings, clients.apply(settings), time, folder);
    try {
      RegionSettings.checkIsNoFallback(primary.region(), settings.regions().fallbacks());
    } catch (IllegalArgumentException e) {
      primary.close();
      throw e;
    }
  }

  /** The provider's own. */
  RegionOperations primary() {
    return primary;
  }

  /** One of the provider's regions. */
  RegionOperations in(String region) {
    if (region.equals(primary.region())) {
      return primary;
    }
    making.lock();
    try {
      RegionOperations made =
          others.computeIfAbsent(
              region,
              name ->
                  new RegionOperations(settings, clients.apply(settings.in(name)), time, folder));
      if (closed) {
        // Who is still at work fails there as he does in the others, and leaves nothing open.
        made.close();
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  /** Those among which machines are looked for. */
  RegionListings.Regions among(FormerPlaces launched) {
    return new RegionListings.Regions() {
      @Override
      public List<RegionOperations> withMachines() throws IOException {
        List<RegionOperations> asked = new ArrayList<>();
        for (String region : launched.withMachines()) {
          asked.add(in(region));
        }
        return asked;
      }

      @Override
      public RegionOperations primary() {
        return primary;
      }
    };
  }

  @Override
  public List<FieldFinding> errors(String region, ProviderOperation.CreateInstances create) {
    // Found without a call, so that no clients are made for it.
    return primary.errors(create.spec());
  }

  @Override
  public Optional<ProviderFailure> left(String region, ProviderOperation.CreateInstances create)
      throws IOException {
    return in(region).left(create.tags());
  }

  @Override
  public ProviderResult launch(
      String region, ProviderOperation.CreateInstances create, String key) {
    return in(region).launch(create, key);
  }

  /** Takes away what fleets and groups have left, wherever they may be, if that is due. */
  void sweep(FormerPlaces launched, ProviderOperation.CreateInstances create) {
    if (RegionOperations.api(create.spec()).equals(AwsApis.RUN_INSTANCES)) {
      return;
    }
    try {
      for (String region : launched.withMachines()) {
        in(region).sweep(create.tags(), create.context().deadline());
      }
    } catch (IOException e) {
      // The next launch looks again.
      return;
    }
  }

  /** What launches have left beside machines, wherever they may be. */
  Leftovers leftovers(
      FormerPlaces launched,
      Map<String, String> tags,
      Predicate<String> isOpen,
      boolean remove,
      Instant deadline) {
    List<Leftover> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try {
      for (String region : launched.withMachines()) {
        Leftovers here = in(region).leftovers(tags, isOpen, remove, deadline);
        here.found().forEach(each -> found.add(told(region, each)));
        if (!here.problem().isEmpty()) {
          problems.add(here.problem());
        }
      }
    } catch (IOException e) {
      problems.add("What launches have left cannot be told without their notes: " + e);
    }
    return new Leftovers(found, problems.stream().distinct().collect(Collectors.joining("; ")));
  }

  private Leftover told(String region, Leftover left) {
    return region.equals(primary.region())
        ? left
        : new Leftover(
            left.kind(),
            RegionKey.told(region, left.id()),
            left.why(),
            left.removed(),
            left.problem());
  }

  @Override
  public void close() {
    primary.close();
    making.lock();
    try {
      closed = true;
      others.values().forEach(RegionOperations::close);
    } finally {
      making.unlock();
    }
  }
}
