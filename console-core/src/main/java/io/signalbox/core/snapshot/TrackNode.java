package io.signalbox.core.snapshot;

import io.signalbox.core.routing.holds.SwitchHold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strategy, or a provider, on the track diagram.
 *
 * @param name the strategy's or provider's name; {@code policy} for the node over all providers
 *     where no tree is configured
 * @param detail the mode, the algorithm or the policy: {@code CIRCUIT_BREAKER}, {@code
 *     WEIGHTED_ROUND_ROBIN}, {@code PARALLEL, MERGE_ALL}; empty for a provider
 * @param active of a FAILOVER the member new work goes to first now, empty where none can serve;
 *     empty for others
 * @param hold of a FAILOVER held by an operator; null if not
 * @param serves whether it can take new work now
 * @param members members in configured order; none for a provider
 */
public record TrackNode(
    String name,
    Kind kind,
    String detail,
    String active,
    @Nullable SwitchHold hold,
    boolean serves,
    List<TrackMember> members) {

  public TrackNode {
    members = List.copyOf(members);
  }

  /** What stands at a point of the diagram. */
  public enum Kind {
    FAILOVER,
    BALANCE,
    COMPOSE,
    POLICY,
    PROVIDER
  }
}
