package io.signalbox.core.request.calling;

import io.signalbox.core.background.BoundedQueue;
import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.provider.ApiCall;
import io.signalbox.core.provider.ApiCallLog;
import io.signalbox.core.request.RequestCall;
import io.signalbox.core.request.RequestRepository;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which calls of clouds' APIs requests made: nobody who makes one waits for a disk, and a process
 * that is killed may lose the newest. They are told to people, and decide nothing. Thread-safe.
 */
public final class CallRecords implements KeptBehind {

  /** Stands for the number of an attempt where a return makes the calls. */
  static final int RETURN = 0;

  /** Waiting for the store. */
  private static final int MOST_WAITING = 10_000;

  private final RequestRepository repository;
  private final BoundedQueue<RequestCall> waiting = new BoundedQueue<>(MOST_WAITING);

  public CallRecords(RequestRepository repository) {
    this.repository = repository;
  }

  /** Takes the calls of one create or return; the latter has the attempt {@link #RETURN}. */
  ApiCallLog of(String requestId, int attempt, String provider) {
    return call -> waiting.add(new RequestCall(requestId, attempt, provider, kept(call)));
  }

  /** As exact as the store keeps it, so that both copies of one call are equal. */
  private static ApiCall kept(ApiCall call) {
    return new ApiCall(
        call.action(),
        call.region(),
        call.at().truncatedTo(ChronoUnit.MICROS),
        Duration.of(call.took().toNanos() / 1_000, ChronoUnit.MICROS),
        call.reference(),
        call.code(),
        call.message(),
        call.retries());
  }

  /** The calls of a request, oldest first, what is not stored yet with them; blocks. */
  public List<RequestCall> of(String requestId) {
    // What waits is read first: what is stored in between is then in both, never in neither.
    List<RequestCall> fresh =
        waiting.waiting().stream().filter(each -> each.requestId().equals(requestId)).toList();
    return Stream.concat(repository.calls(requestId).stream(), fresh.stream()).distinct().toList();
  }

  @Override
  public String name() {
    return "calls of requests";
  }

  @Override
  public Optional<Batch> take() {
    return waiting.take(repository::appendCalls);
  }

  @Override
  public long dropped() {
    return waiting.dropped();
  }
}
