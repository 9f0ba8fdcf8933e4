package io.signalbox.core.routing.tree;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.failover.Circuit;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** What may follow upon an operation's outcome. Stateless. */
public final class Operations {

  private Operations() {}

  /** The same operation with a deadline no later than {@code end}. */
  static ProviderOperation until(ProviderOperation operation, Instant end) {
    OperationContext context = operation.context();
    if (!end.isBefore(context.deadline())) {
      return operation;
    }
    return operation.in(context.until(end));
  }

  /** The earlier of an instant and the operation's own deadline. */
  static Instant earlier(Instant end, ProviderOperation operation) {
    Instant own = operation.context().deadline();
    return own.isBefore(end) ? own : end;
  }

  /**
   * Until when a member that is not the last of its chain may take: half of what is left, so that
   * one that never answers leaves time to go elsewhere. A create has all of it: cut short, nobody
   * would know what became of it, and it may not go elsewhere then.
   */
  static Instant share(ProviderOperation operation, Instant now, Instant end) {
    return operation instanceof ProviderOperation.CreateInstances ? end : middle(now, end);
  }

  /** Of two instants; dividing the time between them would go through BigDecimal for every call. */
  private static Instant middle(Instant from, Instant to) {
    long seconds = from.getEpochSecond() + to.getEpochSecond();
    long nanos = (seconds & 1) * 1_000_000_000L + from.getNano() + to.getNano();
    return Instant.ofEpochSecond(seconds >> 1, nanos / 2);
  }

  /**
   * Whether an operation that failed may be sent to another provider: not a wrong request, and
   * never a create whose outcome nobody knows.
   */
  public static boolean mayGoElsewhere(ProviderOperation operation, ProviderFailure failure) {
    boolean creates = operation instanceof ProviderOperation.CreateInstances;
    return failure.failureClass() != FailureClass.REQUEST && (failure.outcomeKnown() || !creates);
  }

  /** Whether the same provider may be asked again: what is TRANSIENT, and surely not done. */
  static boolean mayRetry(ProviderFailure failure) {
    return failure.failureClass() == FailureClass.TRANSIENT && failure.outcomeKnown();
  }

  /** How a result counts for a circuit. */
  static Circuit.Outcome outcome(ProviderResult result) {
    return switch (result) {
      case ProviderResult.Success success -> Circuit.Outcome.SUCCESS;
      case ProviderResult.Failure(ProviderFailure failure) ->
          failure.countsAgainstProvider() ? Circuit.Outcome.FAILURE : Circuit.Outcome.IGNORED;
    };
  }

  static String code(ProviderResult result) {
    return result instanceof ProviderResult.Failure(ProviderFailure failure) ? failure.code() : "";
  }

  static String list(Map<String, Object> causes) {
    return causes.entrySet().stream()
        .map(each -> each.getKey() + " (" + each.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}
