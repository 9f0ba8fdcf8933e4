package io.signalbox.core.request.calling;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The listings of one round of looks. Where several requests ask one provider, it is asked once for
 * all machines of the installation, and each request gets its own of them; where only a few do,
 * each asks for itself, so that a large installation is not listed for their sake.
 *
 * <p>The requests of a round are read before it is made, so that no listing is older than what a
 * request is compared with. Thread-safe.
 */
public final class SharedListings implements Listings {

  /** From so many requests on, one listing of everything is cheaper than one for each. */
  public static final int SHARED_FROM = 4;

  private final ProviderCalls calls;
  private final Map<String, Integer> asking = new HashMap<>();
  private final ConcurrentMap<String, CompletableFuture<Listing>> shared =
      new ConcurrentHashMap<>();

  public SharedListings(ProviderCalls calls, List<MachineRequest> round) {
    this.calls = calls;
    round.stream()
        .filter(request -> request.kind() == RequestKind.ACQUIRE)
        .flatMap(request -> request.providers().stream())
        .forEach(provider -> asking.merge(provider, 1, Integer::sum));
  }

  @Override
  public Listing ofRequest(MachineRequest request, String provider) {
    if (asking.getOrDefault(provider, 0) < SHARED_FROM) {
      return calls.ofRequest(request, provider);
    }
    CompletableFuture<Listing> mine = new CompletableFuture<>();
    CompletableFuture<Listing> first = shared.putIfAbsent(provider, mine);
    if (first == null) {
      try {
        mine.complete(calls.ofInstallation(provider, request.traceId()));
      } catch (RuntimeException | Error e) {
        mine.completeExceptionally(e);
        throw e;
      }
    }
    return (first == null ? mine : first)
        .join()
        .only(info -> request.requestId().equals(info.tags().get(ProviderCalls.TAG_REQUEST)));
  }
}
