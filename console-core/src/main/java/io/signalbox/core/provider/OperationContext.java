package io.signalbox.core.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What travels with every operation.
 *
 * @param traceId from the click to the provider call, across processes
 * @param debug ask the provider to log its steps
 * @param sessionId for sticky sessions; null if none
 * @param idempotencyKey the same key makes the same machines once; null for reads
 * @param deadline the provider must answer by then; a create that cannot is unknown, not failed
 * @param rehearsal traffic that is not an operator's, marked as such everywhere
 * @param calls takes the calls that the provider makes for it
 */
public record OperationContext(
    String traceId,
    boolean debug,
    @Nullable String sessionId,
    @Nullable String idempotencyKey,
    Instant deadline,
    boolean rehearsal,
    ApiCallLog calls) {

  /** One whose calls nobody wants to know. */
  public OperationContext(
      String traceId,
      boolean debug,
      @Nullable String sessionId,
      @Nullable String idempotencyKey,
      Instant deadline,
      boolean rehearsal) {
    this(traceId, debug, sessionId, idempotencyKey, deadline, rehearsal, ApiCallLog.NONE);
  }

  public static OperationContext of(String traceId, Instant deadline) {
    return new OperationContext(traceId, false, null, null, deadline, false);
  }

  public OperationContext withIdempotencyKey(String key) {
    return new OperationContext(traceId, debug, sessionId, key, deadline, rehearsal, calls);
  }

  public OperationContext asRehearsal() {
    return new OperationContext(traceId, debug, sessionId, idempotencyKey, deadline, true, calls);
  }

  /** The same with another deadline. */
  public OperationContext until(Instant end) {
    return new OperationContext(traceId, debug, sessionId, idempotencyKey, end, rehearsal, calls);
  }

  /** The same with another log of calls. */
  public OperationContext recordedBy(ApiCallLog log) {
    return new OperationContext(
        traceId, debug, sessionId, idempotencyKey, deadline, rehearsal, log);
  }
}
