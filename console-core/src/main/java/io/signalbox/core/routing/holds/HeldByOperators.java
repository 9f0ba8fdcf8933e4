package io.signalbox.core.routing.holds;

import io.signalbox.core.routing.failover.ForcedCircuit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that operators hold, as of one moment.
 *
 * @param version of the last change of any hold, deletions among them; 0 where there never was one.
 *     What was read with a smaller version is older.
 * @param manual one for each provider at most
 * @param activation null for none
 * @param switches one for each switch at most
 * @param circuits one for each name at most
 */
public record HeldByOperators(
    long version,
    List<ManualState> manual,
    @Nullable Activation activation,
    List<SwitchHold> switches,
    List<ForcedCircuit> circuits) {

  /** Nothing was ever held. */
  public static final HeldByOperators NOTHING =
      new HeldByOperators(0, List.of(), null, List.of(), List.of());

  public HeldByOperators {
    manual = List.copyOf(manual);
    switches = List.copyOf(switches);
    circuits = List.copyOf(circuits);
  }
}
