package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lists and ends machines of a provider wherever they may be. A listing is complete only if every
 * region that was asked has answered, and a machine is ended only when it is known where it is, or
 * everywhere. Thread-safe.
 */
final class RegionListings {

  /** The regions to ask. */
  interface Regions {
    /**
     * In their order, the provider's own first.
     *
     * @throws IOException if where machines may be cannot be read
     */
    List<RegionOperations> withMachines() throws IOException;

    /** The provider's own. */
    RegionOperations primary();
  }

  private final Regions regions;

  RegionListings(Regions regions) {
    this.regions = regions;
  }

  /** Machines with these tags, and how far launches are whose machines come by and by. */
  ProviderResult tagged(Map<String, String> tags, Instant deadline) {
    Gathered gathered = new Gathered();
    List<RegionOperations> asked = asked(gathered);
    Map<RegionOperations, List<InstanceInfo>> listed = new LinkedHashMap<>();
    for (RegionOperations region : asked) {
      listed.put(region, gathered.take(region, region.tagged(tags, deadline)));
    }
    if (!gathered.isComplete()) {
      // What a listing lacks of a launch would pass for given up.
      return gathered.result(Map.of());
    }
    Map<String, LaunchProgress> launches = new LinkedHashMap<>();
    listed.forEach(
        (region, machines) -> launches.putAll(region.progress(tags, machines, deadline)));
    return gathered.result(launches);
  }

  /** Machines by their ids; a region is asked while some are missing. */
  ProviderResult named(List<String> machineIds, Instant deadline) {
    Gathered gathered = new Gathered();
    Set<String> missing = new LinkedHashSet<>(machineIds);
    for (RegionOperations region : asked(gathered)) {
      if (!missing.isEmpty()) {
        gathered
            .take(region, region.named(List.copyOf(missing), deadline))
            .forEach(info -> missing.remove(info.machineId()));
      }
    }
    return missing.isEmpty() ? gathered.allFound() : gathered.result(Map.of());
  }

  /** Ends machines, each in its region; what no region knows is asked of all. */
  ProviderResult terminate(List<String> machineIds, Instant deadline) {
    Gathered gathered = new Gathered();
    List<RegionOperations> all = asked(gathered);
    if (!gathered.isComplete()) {
      return gathered.failure();
    }
    if (all.size() == 1) {
      return all.getFirst().terminate(machineIds, deadline);
    }
    Set<String> missing = new LinkedHashSet<>(machineIds);
    Map<RegionOperations, List<String>> placed = new LinkedHashMap<>();
    for (RegionOperations region : all) {
      List<String> here = new ArrayList<>();
      if (!missing.isEmpty()) {
        gathered
            .take(region, region.named(List.copyOf(missing), deadline))
            .forEach(info -> here.add(info.machineId()));
      }
      here.forEach(missing::remove);
      placed.put(region, here);
    }
    if (!missing.isEmpty() && !gathered.isComplete()) {
      return gathered.failure();
    }
    return ended(placed, List.copyOf(missing), deadline);
  }

  private static ProviderResult ended(
      Map<RegionOperations, List<String>> placed, List<String> anywhere, Instant deadline) {
    List<InstanceInfo> ending = new ArrayList<>();
    Optional<ProviderFailure> refused = Optional.empty();
    for (Map.Entry<RegionOperations, List<String>> each : placed.entrySet()) {
      List<String> ids = new ArrayList<>(each.getValue());
      ids.addAll(anywhere);
      if (ids.isEmpty()) {
        continue;
      }
      switch (each.getKey().terminate(ids, deadline)) {
        case ProviderResult.Success(ProviderData.InstancesTerminating accepted) ->
            ending.addAll(accepted.instances());
        case ProviderResult.Success other ->
            throw new IllegalStateException("A return answers with machines");
        // Other regions' machines are returned all the same; asking again does no harm.
        case ProviderResult.Failure(ProviderFailure failure) ->
            refused =
                refused.filter(before -> !before.outcomeKnown()).or(() -> Optional.of(failure));
      }
    }
    return refused
        .map(ProviderResult::failure)
        .orElseGet(() -> ProviderResult.success(new ProviderData.InstancesTerminating(ending)));
  }

  /** Where it cannot be read where machines may be, the provider's own is asked, and not all. */
  private List<RegionOperations> asked(Gathered gathered) {
    try {
      return regions.withMachines();
    } catch (IOException e) {
      gathered.problem(
          ProviderFailure.of(
              FailureClass.PROVIDER,
              "JOURNAL_UNAVAILABLE",
              "In which regions this provider has launched cannot be read: " + e));
      return List.of(regions.primary());
    }
  }

  /** What regions have answered. Used by one thread. */
  private static final class Gathered {

    private final List<InstanceInfo> machines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Optional<ProviderFailure> first = Optional.empty();
    private int answers;
    private int asked;

    /** The machines of one region, which are kept. */
    List<InstanceInfo> take(RegionOperations region, ProviderResult result) {
      asked++;
      switch (result) {
        case ProviderResult.Success(ProviderData.InstanceStatuses listed) -> {
          answers++;
          machines.addAll(listed.instances());
          if (!listed.complete()) {
            problem(
                ProviderFailure.of(
                    FailureClass.TRANSIENT,
                    "INCOMPLETE_LISTING",
                    region.region() + ": " + listed.problem()));
          }
          return listed.instances();
        }
        case ProviderResult.Success other ->
            throw new IllegalStateException("A listing answers with machines");
        case ProviderResult.Failure(ProviderFailure failure) -> {
          problems.add(region.region() + ": " + failure.message());
          first = first.or(() -> Optional.of(failure));
          return List.of();
        }
      }
    }

    void problem(ProviderFailure failure) {
      problems.add(failure.message());
      first = first.or(() -> Optional.of(failure));
    }

    boolean isComplete() {
      return first.isEmpty();
    }

    ProviderResult failure() {
      return ProviderResult.failure(first.orElseThrow());
    }

    /** Whoever was asked for was found: what others would have answered does not matter. */
    ProviderResult allFound() {
      return ProviderResult.success(new ProviderData.InstanceStatuses(machines, true));
    }

    ProviderResult result(Map<String, LaunchProgress> launches) {
      return answers == 0 && asked > 0
          ? failure()
          : ProviderResult.success(
              new ProviderData.InstanceStatuses(
                  machines, isComplete(), launches, String.join("; ", problems)));
    }
  }
}
