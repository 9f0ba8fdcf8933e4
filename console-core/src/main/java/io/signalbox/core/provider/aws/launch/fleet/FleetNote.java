package io.signalbox.core.provider.aws.launch.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.ClientToken;
import io.signalbox.core.provider.aws.launch.RegionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A launch that AWS keeps as a thing of its own: a fleet, a Spot fleet or a group. It has what it
 * is known by and never what was sent.
 *
 * @param key idempotency key
 * @param region in which it was begun
 * @param api that launches it
 * @param type {@code instant}, {@code request}, {@code maintain}; empty where the API has none
 * @param template the name of the launch template it is launched from
 * @param ownTemplate whether it has that launch template for itself
 * @param begun when it was noted, in milliseconds since 1970
 * @param asked machines asked for
 * @param tags that its machines must carry
 * @param resource AWS's id or name of it; empty while unknown
 * @param machines of one that was answered at once or is settled, those that were returned taken
 *     out; what replaced them is not among them
 * @param settled whether all its machines have names or were given up
 * @param gone whether it was deleted
 * @param turn counts who took it up before its answer was known, so that who was overtaken does not
 *     take it away
 * @param leaving machines that were ever let go, in the order in which they were: listed or not,
 *     they never count as staying again
 * @param lowerings calls that let some go and may be under way
 * @param stall of a fleet that has no room
 */
public record FleetNote(
    String key,
    String region,
    String api,
    String type,
    String template,
    boolean ownTemplate,
    long begun,
    int asked,
    Map<String, String> tags,
    String resource,
    List<String> machines,
    boolean settled,
    boolean gone,
    int turn,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> leaving,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Lowering> lowerings,
    Stall stall) {

  /** The tag of a fleet or group that tells which launch made it: {@link #token}. */
  public static final String LAUNCH = "signalbox:launch";

  public FleetNote {
    tags = Map.copyOf(tags);
    machines = List.copyOf(machines);
    leaving = List.copyOf(leaving);
    lowerings = List.copyOf(lowerings);
    // Of a version that noted none.
    stall = Objects.requireNonNullElse(stall, Stall.NONE);
  }

  /** A launch that is to be sent: nothing is known of it yet. */
  static FleetNote begun(
      String key,
      String region,
      String api,
      String type,
      String template,
      boolean ownTemplate,
      Instant now,
      int asked,
      Map<String, String> tags) {
    return new FleetNote(
        key,
        region,
        api,
        type,
        template,
        ownTemplate,
        now.toEpochMilli(),
        asked,
        tags,
        "",
        List.of(),
        false,
        false,
        0,
        List.of(),
        List.of(),
        Stall.NONE);
  }

  /** The token of the call that makes it, the same 64 ASCII characters in every process. */
  public String token() {
    return ClientToken.of(key, region, api);
  }

  /**
   * What it is known by to whoever asked for it: its id or name, with its region before it where it
   * is none of the region that the launch was first sent to.
   */
  @JsonIgnore
  public String told() {
    return RegionKey.isOf(region, key) ? RegionKey.told(region, resource) : resource;
  }

  /** Whether AWS answers it at once, and launches no more for it later. */
  @JsonIgnore
  public boolean isInstant() {
    return type.equals(AwsApis.INSTANT);
  }

  /** Whether AWS replaces machines of it that end. */
  @JsonIgnore
  public boolean isMaintained() {
    return type.equals(AwsApis.MAINTAIN) || type.isEmpty();
  }

  /** Whether it is there, as far as is known, and may launch by itself. */
  @JsonIgnore
  public boolean isAtWork() {
    return !gone && !isInstant() && !resource.isEmpty();
  }

  /** Whether it was given up for want of room, by a launch for the same request as these tags. */
  boolean wasLeftFor(Map<String, String> launch) {
    return stall.counted() && stall.machines() < asked && request(tags).equals(request(launch));
  }

  /** What launches for one request have alike. */
  private static Map<String, String> request(Map<String, String> launch) {
    Map<String, String> alike = new HashMap<>(launch);
    alike.remove(HiddenLaunches.ATTEMPT);
    return alike;
  }

  /** Whether it is known to be there, and may launch machines yet. */
  @JsonIgnore
  public boolean mayLaunch() {
    return isAtWork() && (isMaintained() || (!settled && !stall.isLetGo()));
  }

  /** Whether AWS may have made it all the same: its answer was lost. */
  @JsonIgnore
  boolean isNameless() {
    return !gone && resource.isEmpty();
  }

  /**
   * Its id or name is known.
   *
   * @param whole whether one that is answered at once has these machines and no others: what is
   *     looked up while it is filled, or listed late, may lack some
   */
  FleetNote known(String newResource, List<String> newMachines, boolean whole) {
    return with(newResource, newMachines, isInstant() && whole, gone);
  }

  FleetNote without(List<String> returned) {
    return with(
        resource, machines.stream().filter(id -> !returned.contains(id)).toList(), settled, gone);
  }

  FleetNote whenSettled(List<String> itsMachines) {
    return with(resource, itsMachines, true, gone);
  }

  /** Whether it is settled and some of these are machines of it, or might be. */
  boolean mayHaveSome(Set<String> machineIds) {
    return machines.isEmpty() || !settled || machines.stream().anyMatch(machineIds::contains);
  }

  /** Whether it is settled and all its machines are among these. */
  boolean hasNoneBut(Set<String> machineIds) {
    return settled && !machines.isEmpty() && machineIds.containsAll(machines);
  }

  FleetNote whenGone() {
    return with(resource, machines, true, true);
  }

  FleetNote takenUp() {
    return with(template, resource, machines, settled, gone, turn + 1, leaving, lowerings, stall);
  }

  FleetNote from(String newTemplate) {
    return with(newTemplate, resource, machines, settled, gone, turn, leaving, lowerings, stall);
  }

  FleetNote with(Stall newStall) {
    return with(template, resource, machines, settled, gone, turn, leaving, lowerings, newStall);
  }

  /** Some leave, with a call that knows of all who leave until now and ends by a time. */
  FleetNote letting(List<String> ids, Instant now, Instant until) {
    Set<String> all = new LinkedHashSet<>(leaving);
    all.addAll(ids);
    List<Lowering> calls =
        new ArrayList<>(
            lowerings.stream().filter(call -> call.until() > now.toEpochMilli()).toList());
    calls.add(new Lowering(all.size(), until.toEpochMilli()));
    return with(template, resource, machines, settled, gone, turn, List.copyOf(all), calls, stall);
  }

  /** Such a call has ended. */
  FleetNote lowered(Lowering call) {
    List<Lowering> others = new ArrayList<>(lowerings);
    others.remove(call);
    return with(template, resource, machines, settled, gone, turn, leaving, others, stall);
  }

  /** Whether a call may be under way that counts some of these machines among those that stay. */
  boolean mayCount(List<String> ids, Instant now) {
    return lowerings.stream()
        .filter(call -> call.until() > now.toEpochMilli())
        .anyMatch(call ->
            leaving.subList(call.leaving(), leaving.size()).stream().anyMatch(ids::contains));
  }

  private FleetNote with(
      String newResource, List<String> newMachines, boolean newSettled, boolean newGone) {
    return with(
        template, newResource, newMachines, newSettled, newGone, turn, leaving, lowerings, stall);
  }

  private FleetNote with(
      String newTemplate,
      String newResource,
      List<String> newMachines,
      boolean newSettled,
      boolean newGone,
      int newTurn,
      List<String> newLeaving,
      List<Lowering> newLowerings,
      Stall newStall) {
    return new FleetNote(
        key,
        region,
        api,
        type,
        newTemplate,
        ownTemplate,
        begun,
        asked,
        tags,
        newResource,
        newMachines,
        newSettled,
        newGone,
        newTurn,
        newLeaving,
        newLowerings,
        newStall);
  }
}
