package io.signalbox.core.request.calling;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * The listings of one round of looks. Where several requests ask one provider, it is asked once for
 * all machines of the installation, and each request gets its own of them; where only a few do,
 * each asks for itself, so that a large installation is not listed for their sake. Returns ask for
 * the machines of all of them by name, from two on.
 *
 * <p>The requests of a round are read before it is made, so that no listing is older than what a
 * request is compared with. Thread-safe.
 */
public final class SharedListings implements Listings {

  /** From so many requests on, one listing of everything is cheaper than one for each. */
  public static final int SHARED_FROM = 4;

  private final ProviderCalls calls;
  private final Map<String, Integer> asking = new HashMap<>();
  // By provider: the machines that are left of each return.
  private final Map<String, List<List<String>>> returned = new HashMap<>();
  private final ConcurrentMap<String, CompletableFuture<Listing>> shared =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<String, CompletableFuture<Listing>> sharedByReturns =
      new ConcurrentHashMap<>();

  public SharedListings(ProviderCalls calls, List<MachineRequest> round) {
    this.calls = calls;
    for (MachineRequest request : round) {
      for (String provider : request.providers()) {
        if (request.kind() == RequestKind.ACQUIRE) {
          asking.merge(provider, 1, Integer::sum);
        } else {
          returned
              .computeIfAbsent(provider, each -> new ArrayList<>())
              .add(left(request, provider));
        }
      }
    }
  }

  private static List<String> left(MachineRequest back, String provider) {
    return back.machines().stream()
        .filter(machine -> machine.provider().equals(provider) && !machine.state().isGone())
        .map(Machine::machineId)
        .toList();
  }

  @Override
  public Listing ofRequest(MachineRequest request, String provider) {
    if (asking.getOrDefault(provider, 0) < SHARED_FROM) {
      return calls.ofRequest(request, provider);
    }
    return once(shared, provider, () -> calls.ofInstallation(provider, request.traceId()))
        .only(info -> request.requestId().equals(info.tags().get(ProviderCalls.TAG_REQUEST)));
  }

  @Override
  public Listing ofReturn(MachineRequest back, String provider, List<String> machineIds) {
    List<List<String>> returns = returned.getOrDefault(provider, List.of());
    List<String> all = returns.stream().flatMap(List::stream).distinct().toList();
    Set<String> wanted = new HashSet<>(machineIds);
    if (returns.size() < 2 || !new HashSet<>(all).containsAll(wanted)) {
      return calls.ofReturn(back, provider, machineIds);
    }
    return once(sharedByReturns, provider, () -> calls.status(provider, all, back.traceId()))
        .only(info -> wanted.contains(info.machineId()));
  }

  /** Whoever comes first asks; the others wait for the same answer. */
  private static Listing once(
      ConcurrentMap<String, CompletableFuture<Listing>> shared,
      String provider,
      Supplier<Listing> ask) {
    CompletableFuture<Listing> mine = new CompletableFuture<>();
    CompletableFuture<Listing> first = shared.putIfAbsent(provider, mine);
    if (first != null) {
      return first.join();
    }
    try {
      mine.complete(ask.get());
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    }
    return mine.join();
  }
}
