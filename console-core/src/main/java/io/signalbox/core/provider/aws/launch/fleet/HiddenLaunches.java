package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.RegionKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Machines that may be of a launch whose note cannot be read: what keeps them is not known, and
 * would replace them. Those wait; others do not. Immutable.
 */
final class HiddenLaunches {

  /** The tag that core gives each machine, with the key of its launch. */
  static final String ATTEMPT = "signalbox:attempt";

  private final List<LaunchJournal.Unreadable> files;

  /** Each machine that waits, with the fleet or group it is of; empty where that is not known. */
  private final Map<String, String> waiting;

  private HiddenLaunches(List<LaunchJournal.Unreadable> files, Map<String, String> waiting) {
    this.files = files;
    this.waiting = waiting;
  }

  static HiddenLaunches none() {
    return new HiddenLaunches(List.of(), Map.of());
  }

  /**
   * @param region whose machines they are
   * @param machineIds that are to be terminated
   * @param listed those of them that AWS lists now
   */
  static HiddenLaunches of(
      List<FleetApi> apis,
      LaunchJournal.Notes<FleetNote> noted,
      String region,
      List<String> machineIds,
      List<InstanceInfo> listed) {
    if (noted.unreadable().isEmpty()) {
      return none();
    }
    Set<String> known =
        noted.notes().stream()
            .flatMap(note -> Stream.concat(Stream.of(note.resource()), note.machines().stream()))
            .collect(Collectors.toSet());
    Map<String, InstanceInfo> infos = new LinkedHashMap<>();
    listed.forEach(info -> infos.put(info.machineId(), info));
    Map<String, String> waiting = new LinkedHashMap<>();
    for (String id : machineIds) {
      InstanceInfo info = infos.get(id);
      if (info == null) {
        // A listing that lags does not say what a young machine is of.
        if (!known.contains(id)) {
          waiting.put(id, "");
        }
      } else {
        keeper(apis, info)
            .filter(name -> !known.contains(name) && mayBeHidden(noted, region, info))
            .ifPresent(name -> waiting.put(id, name));
      }
    }
    return new HiddenLaunches(noted.unreadable(), waiting);
  }

  /** The fleet or group that a machine is of; empty where none keeps it. */
  private static Optional<String> keeper(List<FleetApi> apis, InstanceInfo info) {
    return apis.stream()
        .flatMap(api -> Stream.ofNullable(info.tags().get(api.machineTag())))
        .findFirst();
  }

  private static boolean mayBeHidden(
      LaunchJournal.Notes<FleetNote> noted, String region, InstanceInfo info) {
    String key = info.tags().get(ATTEMPT);
    return key == null || noted.mayHide(key) || noted.mayHide(RegionKey.in(region, key));
  }

  /** Those that do not wait. */
  List<String> free(List<String> machineIds) {
    return machineIds.stream().filter(id -> !waiting.containsKey(id)).toList();
  }

  /** Why some wait, where the note is and what to do; empty where none does. */
  Optional<ProviderFailure> failure() {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    List<String> names =
        new ArrayList<>(new LinkedHashSet<>(waiting.values()))
            .stream().filter(name -> !name.isEmpty()).toList();
    String keepers = names.isEmpty() ? "the fleet or group it tells of" : String.join(", ", names);
    return Optional.of(
        ProviderFailure.of(
            FailureClass.PROVIDER,
            "JOURNAL_UNAVAILABLE",
            "%s. %s may be of it, would be replaced, and %s until it can be read; all others are asked for. Put the file back from a copy; or delete %s in AWS without %s machines, then remove the file"
                .formatted(
                    files.stream()
                        .map(LaunchJournal.Unreadable::why)
                        .collect(Collectors.joining("; ")),
                    few(List.copyOf(waiting.keySet())),
                    waiting.size() == 1 ? "waits" : "wait",
                    keepers,
                    names.size() > 1 ? "their" : "its")));
  }

  private static String few(List<String> ids) {
    return ids.size() <= 5
        ? String.join(", ", ids)
        : String.join(", ", ids.subList(0, 5)) + " and " + (ids.size() - 5) + " more";
  }
}
