package io.signalbox.core.localcloud.ec2.machine;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Change;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.Machine.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Terminates machines. */
public final class TerminateInstances {

  private static final int MOST_IDS = 1000;

  private record Ended(Machine machine, State before, State now) {}

  private final Estate estate;

  public TerminateInstances(Estate estate) {
    this.estate = estate;
  }

  public Map<String, Operation> operations() {
    return Map.of(
        "TerminateInstances",
        Operation.changing((asked, out) -> write(out, ended(asked)), "InstanceId"));
  }

  /**
   * What one step made of it.
   *
   * @param kept machines that may not be terminated
   */
  private record Step(List<Ended> ended, List<Machine> kept) {}

  /** What ends stays so although the call is refused for what is kept: one step, then refused. */
  private List<Ended> ended(Asked asked) {
    Step step = estate.world().atomically(() -> end(asked));
    if (!step.kept.isEmpty()) {
      throw Refusal.of(
          "OperationNotPermitted",
          "The instance '"
              + step.kept.getFirst().id()
              + "' may not be terminated. Modify its"
              + " 'disableApiTermination' instance attribute and try again.");
    }
    return step.ended;
  }

  private Step end(Asked asked) {
    var ids = asked.parameters().list("InstanceId");
    if (ids.isEmpty()) {
      throw Refusal.missing("InstanceId");
    }
    if (ids.size() > MOST_IDS) {
      throw Refusal.of(
          "InvalidParameterValue", "The number of instance IDs exceeds the limit of " + MOST_IDS);
    }
    var machines = InstanceOperations.named(ids, id -> estate.machine(asked, id));
    Operation.stopDryRun(asked);
    var kept = machines.stream().filter(Machine::kept).toList();
    // As AWS does: the zones without a machine that is kept are emptied all the same.
    var keptZones = kept.stream().map(Machine::zone).collect(Collectors.toSet());
    return new Step(
        endAll(asked, machines.stream().filter(each -> !keptZones.contains(each.zone())).toList()),
        kept);
  }

  private List<Ended> endAll(Asked asked, List<Machine> machines) {
    var changes = new ArrayList<Change>();
    var ended = new ArrayList<Ended>();
    for (Machine each : machines) {
      Machine after = each;
      if (each.lives()) {
        after =
            each.ended(
                new Machine.Ending(
                    asked.at(),
                    asked.at().plus(estate.faults().knobs().shutdown()),
                    "Client.UserInitiatedShutdown",
                    "Client.UserInitiatedShutdown: User initiated shutdown"));
        changes.add(Change.put(asked.region(), Kind.MACHINE, each.id(), after));
      }
      ended.add(new Ended(each, each.state(asked.at()), after.state(asked.at())));
    }
    estate.world().change(changes);
    return ended;
  }

  private static void write(Xml out, List<Ended> ended) {
    out.items(
        "instancesSet",
        ended,
        (item, each) -> {
          item.text("instanceId", each.machine.id());
          InstanceXml.state(item, "currentState", each.now);
          InstanceXml.state(item, "previousState", each.before);
        });
  }
}
