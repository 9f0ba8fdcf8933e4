package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.FieldUse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An API that keeps what it launches together as a fleet or group. Every machine counts for one
 * there: its capacity units are ours. Thread-safe.
 */
public interface FleetApi {

  /** As templates name it. */
  String api();

  /** What becomes of each template field, in the order of the guide to templates. */
  List<FieldUse> uses();

  /** What is wrong with a template for this API alone, found without a call. */
  List<FieldFinding> errors(LaunchSpec spec);

  /** The fleet type of a launch; empty where the API has none. */
  String type(LaunchSpec spec);

  /**
   * Whether machines of a launch of this fleet type get their tags from its call, so that launches
   * share a launch template; else each has one of its own, which tags them.
   */
  default boolean tagsMachines(String type) {
    return type.equals(AwsApis.INSTANT);
  }

  /**
   * Whether its launch template may name its image by a path of Systems Manager's parameters; else
   * it names the image that the path stands for.
   */
  default boolean takesPaths(LaunchSpec spec) {
    return type(spec).equals(AwsApis.INSTANT);
  }

  /** The tag that AWS gives each machine, with the fleet's id or the group's name. */
  String machineTag();

  /** Makes it. The same note is sent with the same token, name and parameters, in every process. */
  Reply<Made> create(ProviderOperation.CreateInstances create, FleetNote note, Instant deadline);

  /**
   * Looks for it, by its id or name where that is known, else by the launch's tags.
   *
   * @return empty where AWS has none
   */
  Reply<Optional<Made>> find(
      ProviderOperation.CreateInstances create, FleetNote note, Instant deadline);

  /** How far each is, by its id or name; one that AWS does not know any more is over. */
  Reply<Map<String, FleetState>> states(List<FleetNote> notes, Instant deadline);

  /** Whether one is known to be over. */
  default boolean isOver(FleetNote note, Instant deadline) {
    return states(List.of(note), deadline)
            instanceof Reply.Answered<Map<String, FleetState>>(Map<String, FleetState> found)
        && found.get(note.resource()) instanceof FleetState state
        && state.over();
  }

  /**
   * Sees to it that machines of it are not replaced when they end, and ends no other: it is kept at
   * those that stay, unless its API lets go of each.
   *
   * @param leaving of its machines, at least one
   * @param staying its other machines that live, at least one
   * @return why that is not certain; empty where it is
   */
  default Optional<ProviderFailure> letGo(
      FleetNote note, List<InstanceInfo> leaving, List<InstanceInfo> staying, Instant deadline) {
    return keep(note, staying, deadline);
  }

  /**
   * Has one that is kept at its number launch no more than it has, and replace those that end.
   *
   * @param staying its machines that live, at least one
   * @return why that is not certain; empty where it is
   */
  Optional<ProviderFailure> keep(FleetNote note, List<InstanceInfo> staying, Instant deadline);

  /**
   * Deletes some; those that AWS does not know any more count as deleted. That ends the machines of
   * instant fleets and groups, which have none but those that are returned; machines of other
   * fleets live on.
   *
   * @return why that is not certain; empty where it is
   */
  Optional<ProviderFailure> delete(List<FleetNote> notes, Instant deadline);
}
