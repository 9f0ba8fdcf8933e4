package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.InParts;
import io.signalbox.core.provider.aws.client.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** What calls of fleets have alike, whichever API they are of. Stateless. */
public final class FleetCalls {

  private FleetCalls() {}

  /** How many of some machines are on demand: the rest of a target is spot. */
  public static int onDemand(List<InstanceInfo> machines) {
    return (int) machines.stream().filter(info -> info.priceType().equals("ondemand")).count();
  }

  /** Those of a complete listing; any other is a failure. */
  public static Reply<List<InstanceInfo>> machines(ProviderResult listing) {
    return switch (listing) {
      case ProviderResult.Success(ProviderData.InstanceStatuses listed) when listed.complete() ->
          new Reply.Answered<>(listed.instances());
      case ProviderResult.Success(ProviderData.InstanceStatuses listed) ->
          new Reply.Failed<>(
              ProviderFailure.of(FailureClass.TRANSIENT, "INCOMPLETE_LISTING", listed.problem()));
      case ProviderResult.Success other ->
          throw new IllegalStateException("A listing answers with machines");
      case ProviderResult.Failure(ProviderFailure failure) -> new Reply.Failed<>(failure);
    };
  }

  /** The id of a fleet: as it is noted, else looked for by its tag; empty where AWS has none. */
  public static Reply<Optional<String>> id(
      FleetNote note, TaggedResources tagged, Instant deadline) {
    return note.resource().isEmpty()
        ? tagged.find(note, deadline)
        : new Reply.Answered<>(Optional.of(note.resource()));
  }

  /**
   * Carries something out with some at a time; the first failure ends it.
   *
   * @param most at a time
   */
  public static Optional<ProviderFailure> inParts(
      List<FleetNote> notes, int most, Function<List<FleetNote>, Optional<ProviderFailure>> call) {
    return InParts.of(notes, most).stream().map(call).flatMap(Optional::stream).findFirst();
  }

  /**
   * Why a fleet is not lowered for certain; empty where it is.
   *
   * @param isOver whether it launches no more anyhow, asked where it is refused
   */
  public static Optional<ProviderFailure> lowered(Reply<?> reply, BooleanSupplier isOver) {
    return switch (reply) {
      case Reply.Answered<?> done -> Optional.empty();
      case Reply.Failed<?>(ProviderFailure failure) ->
          failure.failureClass() == FailureClass.REQUEST && isOver.getAsBoolean()
              ? Optional.empty()
              : Optional.of(failure);
    };
  }

  /**
   * How far a fleet is; empty where there was no time to ask what keeps it from having more.
   *
   * @param inError whether AWS says of itself that something does
   * @param errors asks what it is
   */
  public static Optional<FleetState> state(
      boolean over,
      boolean inError,
      Optional<Integer> target,
      Optional<Double> fulfilled,
      Supplier<List<ProviderFailure>> errors,
      Caller caller,
      Instant deadline) {
    boolean asks = over || inError;
    List<ProviderFailure> told = asks ? errors.get() : List.of();
    return asks && !caller.isInTime(deadline)
        ? Optional.empty()
        : Optional.of(
            new FleetState(over, target.orElse(0), fulfilled.orElse(0.0).intValue(), told));
  }
}
