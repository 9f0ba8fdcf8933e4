package io.signalbox.core.request;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the one machine that somebody means. Stateless; may block. */
public final class MachineLookup {

  private MachineLookup() {}

  /** What names a machine without doubt, at whatever provider: {@code provider/machine-id}. */
  public static String reference(Machine machine) {
    return machine.provider() + "/" + machine.machineId();
  }

  /**
   * By {@code provider/machine-id}, else by id, else by name: where one provider has used a name
   * again the one that is not gone, else the newest. Empty for none of ours.
   *
   * @throws SignalboxException INVALID_INPUT naming each when machines of several providers, gone
   *     ones too, or several of one provider that are not gone have that id or name: another must
   *     never be taken for it
   */
  public static Optional<Machine> find(RequestRepository repository, String asked) {
    List<Machine> called = repository.machinesCalled(asked);
    Optional<Machine> byId =
        onlyOne(asked, called.stream().filter(each -> each.machineId().equals(asked)).toList());
    if (byId.isPresent()) {
      return byId;
    }
    Optional<Machine> byName = onlyOne(asked, called);
    return byName.isPresent() ? byName : byReference(repository, asked);
  }

  private static Optional<Machine> byReference(RequestRepository repository, String asked) {
    int slash = asked.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    return repository.machinesCalled(asked.substring(slash + 1)).stream()
        .filter(each -> reference(each).equals(asked))
        .findFirst();
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
