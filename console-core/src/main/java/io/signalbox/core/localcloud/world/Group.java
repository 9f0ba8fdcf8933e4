package io.signalbox.core.localcloud.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Machines that are launched together and, where it is so asked, kept at a number: a fleet, a spot
 * fleet or an Auto Scaling group.
 *
 * @param id for example {@code fleet-0123456789abcdef0}, or {@code sfr-} and a UUID; of an Auto
 *     Scaling group its name
 * @param sort what it is
 * @param way how it is filled
 * @param parameters as it was asked for
 * @param pools what it is filled from, the preferred first
 * @param target in units
 * @param onDemand how many of them on demand
 * @param members its machines in the order they came, those that ended too, with their units
 * @param ended when it was deleted; the epoch while it was not
 * @param madeAt when
 * @param events what happened, the first first
 */
public record Group(
    String id,
    Sort sort,
    Way way,
    Map<String, String> parameters,
    List<Pool> pools,
    int target,
    int onDemand,
    Map<String, Double> members,
    Instant ended,
    Instant madeAt,
    List<Event> events) {

  /** What a group is. */
  public enum Sort {
    FLEET,
    SPOT_FLEET,
    AUTO_SCALING
  }

  /** How a group is filled. */
  public enum Way {
    /** At once, and never again. */
    INSTANT,
    /** By and by, without replacing what ends. */
    REQUEST,
    /** By and by, and what ends is replaced. */
    MAINTAIN
  }

  /**
   * Where machines can come from.
   *
   * @param launch the parameters of a launch
   * @param shown the template and what overrides it, as listings show them
   * @param weight units of one machine
   * @param mostPrice what spot may cost; empty for the price on demand
   */
  public record Pool(
      Map<String, String> launch, Map<String, String> shown, double weight, String mostPrice) {

    public Pool {
      launch = Map.copyOf(launch);
      shown = Map.copyOf(shown);
    }
  }

  /**
   * Something that happened.
   *
   * @param at when
   * @param pool from which pool, from 0 on; -1 for none
   * @param spot whether on the spot market
   * @param machine which machine; empty for none
   * @param code of what went wrong; empty for nothing
   * @param message what is said of it
   */
  public record Event(
      Instant at, int pool, boolean spot, String machine, String code, String message) {}

  public Group {
    parameters = Map.copyOf(parameters);
    pools = List.copyOf(pools);
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    events = List.copyOf(events);
  }

  /** Whether it was not deleted. */
  public boolean lives() {
    return ended.equals(Instant.EPOCH);
  }

  /** With other targets. */
  public Group aimedAt(int units, int unitsOnDemand) {
    return new Group(
        id, sort, way, parameters, pools, units, unitsOnDemand, members, ended, madeAt, events);
  }

  /** With other parameters. */
  public Group asked(Map<String, String> others) {
    return new Group(
        id, sort, way, others, pools, target, onDemand, members, ended, madeAt, events);
  }

  /** Filled from other pools. */
  public Group from(List<Pool> others) {
    return new Group(
        id, sort, way, parameters, others, target, onDemand, members, ended, madeAt, events);
  }

  /** Deleted. */
  public Group ended(Instant at) {
    return new Group(
        id, sort, way, parameters, pools, target, onDemand, members, at, madeAt, events);
  }

  /** Without some of its machines. */
  public Group without(Set<String> ids) {
    var left = new LinkedHashMap<>(members);
    left.keySet().removeAll(ids);
    return new Group(
        id, sort, way, parameters, pools, target, onDemand, left, ended, madeAt, events);
  }

  /** With more machines and events. */
  public Group with(Map<String, Double> more, List<Event> happened) {
    var all = new LinkedHashMap<>(members);
    all.putAll(more);
    var events = new ArrayList<>(this.events);
    events.addAll(happened);
    return new Group(
        id, sort, way, parameters, pools, target, onDemand, all, ended, madeAt, events);
  }
}
