package io.signalbox.core.localcloud.world;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine that was launched; its tags are kept beside it.
 *
 * @param id for example {@code i-0123456789abcdef0}
 * @param reservation the launch it was part of
 * @param index its place in the launch, from 0 on
 * @param token the client token of the launch; empty for none
 * @param type the name of its type
 * @param image the id of its image
 * @param architecture of its image
 * @param subnet the id of its subnet
 * @param vpc the id of its network
 * @param zone the zone of the subnet
 * @param address in the subnet
 * @param groups the ids of its security groups
 * @param key the name of its key pair; empty for none
 * @param profile the name of its instance profile; empty for none
 * @param spotRequest the id of its spot request; empty if it is no spot machine
 * @param monitored whether it is monitored in detail
 * @param kept whether it may not be terminated
 * @param placementGroup its placement group; empty for none
 * @param tenancy {@code default}, {@code dedicated} or {@code host}
 * @param volumes its volumes, the root first
 * @param launchedAt when it was made
 * @param runsAt when it runs
 * @param ending why it ends, once it does
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Machine(
    String id,
    String reservation,
    int index,
    String token,
    String type,
    String image,
    String architecture,
    String subnet,
    String vpc,
    String zone,
    String address,
    List<String> groups,
    String key,
    String profile,
    String spotRequest,
    boolean monitored,
    boolean kept,
    String placementGroup,
    String tenancy,
    List<Volume> volumes,
    Instant launchedAt,
    Instant runsAt,
    @Nullable Ending ending) {

  /**
   * A volume.
   *
   * @param device for example {@code /dev/xvda}
   * @param id for example {@code vol-0123456789abcdef0}
   * @param kept whether it outlives the machine
   */
  public record Volume(String device, String id, boolean kept) {}

  /**
   * The end of a machine.
   *
   * @param at when it began to shut down
   * @param goneAt when it was terminated
   * @param code for example {@code Client.UserInitiatedShutdown}
   * @param message what AWS says of it
   */
  public record Ending(Instant at, Instant goneAt, String code, String message) {}

  /** What a machine is doing, with the number that AWS has for it. */
  public enum State {
    PENDING(0, "pending"),
    RUNNING(16, "running"),
    SHUTTING_DOWN(32, "shutting-down"),
    TERMINATED(48, "terminated");

    private final int code;
    private final String word;

    State(int code, String word) {
      this.code = code;
      this.word = word;
    }

    /** AWS's number. */
    public int code() {
      return code;
    }

    /** AWS's word. */
    public String word() {
      return word;
    }
  }

  public Machine {
    groups = List.copyOf(groups);
    volumes = List.copyOf(volumes);
  }

  /** What it does at a time. */
  public State state(Instant at) {
    if (ending != null && !at.isBefore(ending.at)) {
      return at.isBefore(ending.goneAt) ? State.SHUTTING_DOWN : State.TERMINATED;
    }
    return at.isBefore(runsAt) ? State.PENDING : State.RUNNING;
  }

  /** Whether it holds its place: it was not ended. */
  public boolean lives() {
    return ending == null;
  }

  /** Whether it is a spot machine. */
  public boolean spot() {
    return !spotRequest.isEmpty();
  }

  /** The machine, ending. */
  public Machine ended(Ending why) {
    return new Machine(
        id,
        reservation,
        index,
        token,
        type,
        image,
        architecture,
        subnet,
        vpc,
        zone,
        address,
        groups,
        key,
        profile,
        spotRequest,
        monitored,
        kept,
        placementGroup,
        tenancy,
        volumes,
        launchedAt,
        runsAt,
        why);
  }
}
