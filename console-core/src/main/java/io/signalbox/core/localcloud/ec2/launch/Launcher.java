package io.signalbox.core.localcloud.ec2.launch;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.ec2.machine.Tagging;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.world.Change;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.Region;
import io.signalbox.core.localcloud.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes machines in a region, at a time; whoever asks changes the world. */
public final class Launcher {

  private final Estate estate;
  private final Region region;
  private final Instant at;

  public Launcher(Estate estate, Region region, Instant at) {
    this.estate = estate;
    this.region = region;
    this.at = at;
  }

  /** Machines, and what makes them and their tags. */
  public record Made(List<Machine> machines, List<Change> changes) {

    List<String> ids() {
      return machines.stream().map(Machine::id).toList();
    }
  }

  /** Reads and checks what is to be made. */
  public LaunchChoice choice(Parameters parameters) {
    return LaunchChoice.read(parameters, region, new Lookups(estate.catalogue(), region));
  }

  /** Makes as many machines as there is room for, at least {@code least}. */
  public Made made(LaunchChoice choice, int least, int most, String token) {
    var place = new Capacity(estate, region, at).place(choice, least, most);
    String reservation = World.newId("r");
    var machines = new ArrayList<Machine>();
    var changes = new ArrayList<Change>();
    for (int index = 0; index < place.machines(); index++) {
      var machine = machine(token, reservation, index, choice, place);
      machines.add(machine);
      changes.add(Change.put(region.name(), Kind.MACHINE, machine.id(), machine));
      changes.addAll(Tagging.launched(region.name(), machine, choice.tags()));
    }
    return new Made(machines, changes);
  }

  private Machine machine(
      String token, String reservation, int index, LaunchChoice choice, Capacity.Place place) {
    var volumes =
        choice.volumes().kept().entrySet().stream()
            .map(each -> new Machine.Volume(each.getKey(), World.newId("vol"), each.getValue()))
            .toList();
    return new Machine(
        World.newId("i"),
        reservation,
        index,
        token,
        choice.type().name(),
        choice.image().id(),
        choice.image().architecture(),
        place.subnet().id(),
        place.subnet().vpc(),
        place.subnet().zone(),
        place.free().get(index),
        choice.network().groups(),
        choice.key(),
        choice.profile(),
        choice.market().spot() ? World.newId("sir") : "",
        choice.monitored(),
        choice.kept(),
        choice.placementGroup(),
        choice.tenancy(),
        volumes,
        at,
        at.plus(estate.faults().knobs().launch()),
        null);
  }
}
