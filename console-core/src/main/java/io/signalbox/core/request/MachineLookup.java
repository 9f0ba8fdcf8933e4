package io.signalbox.core.request;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the machines that somebody means. Stateless; may block. */
public final class MachineLookup {

  private MachineLookup() {}

  /** What names a machine without doubt, at whatever provider: {@code provider/machine-id}. */
  public static String reference(Machine machine) {
    return machine.provider() + "/" + machine.machineId();
  }

  /** As {@link #find(RequestRepository, List)}, for one; empty for none of ours. */
  public static Optional<Machine> find(RequestRepository repository, String asked) {
    return Optional.ofNullable(find(repository, List.of(asked)).get(asked));
  }

  /**
   * By {@code provider/machine-id}, else by id, else by name: where one provider has used a name
   * again the one that is not gone, else the newest. Reads all of them at once.
   *
   * @return in the order asked for, by how it was asked; without those that are none of ours
   * @throws SignalboxException INVALID_INPUT naming each when machines of several providers, gone
   *     ones too, or several of one provider that are not gone have that id or name: another must
   *     never be taken for it
   */
  public static Map<String, Machine> find(RequestRepository repository, List<String> asked) {
    Set<String> called = new LinkedHashSet<>(asked);
    asked.forEach(each -> called.add(afterProvider(each)));
    // Each once under its id, and under its name where that is another.
    Map<String, List<Machine>> found = new HashMap<>();
    for (Machine each : repository.machinesCalled(called)) {
      add(found, each.machineId(), each);
      if (!each.name().equals(each.machineId())) {
        add(found, each.name(), each);
      }
    }
    Map<String, Machine> meant = new LinkedHashMap<>();
    for (String each : asked) {
      meant(found, each).ifPresent(machine -> meant.put(each, machine));
    }
    return meant;
  }

  private static void add(Map<String, List<Machine>> found, String called, Machine machine) {
    found.computeIfAbsent(called, each -> new ArrayList<>()).add(machine);
  }

  private static Optional<Machine> meant(Map<String, List<Machine>> found, String asked) {
    List<Machine> called = found.getOrDefault(asked, List.of());
    Optional<Machine> byId =
        onlyOne(asked, called.stream().filter(each -> each.machineId().equals(asked)).toList());
    if (byId.isPresent()) {
      return byId;
    }
    Optional<Machine> byName = onlyOne(asked, called);
    return byName.isPresent()
        ? byName
        : found.getOrDefault(afterProvider(asked), List.of()).stream()
            .filter(each -> reference(each).equals(asked))
            .findFirst();
  }

  /** What follows the provider in a reference; the whole where it is none. */
  private static String afterProvider(String asked) {
    return asked.substring(asked.indexOf('/') + 1);
  }

  private static Optional<Machine> onlyOne(String asked, List<Machine> found) {
    Map<String, List<Machine>> meant = new LinkedHashMap<>();
    for (Machine each : found) {
      List<Machine> others = meant.computeIfAbsent(each.provider(), name -> new ArrayList<>());
      // Newest first: one that is gone is meant only where no other has the name.
      if (others.isEmpty() || (others.getFirst().state().isGone() && !each.state().isGone())) {
        others.clear();
        others.add(each);
      } else if (!each.state().isGone()) {
        others.add(each);
      }
    }
    List<Machine> all = meant.values().stream().flatMap(List::stream).toList();
    if (all.size() > 1) {
      List<String> references =
          List.copyOf(new TreeSet<>(all.stream().map(MachineLookup::reference).toList()));
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "'%s' is the name or id of %d machines: %s; say which by one of these"
              .formatted(asked, all.size(), String.join(", ", references)),
          Map.of("machine", asked, "machines", references));
    }
    return all.stream().findFirst();
  }
}
