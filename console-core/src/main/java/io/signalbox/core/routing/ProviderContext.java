package io.signalbox.core.routing;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds the providers, chooses one for each operation and executes it there.
 *
 * <p>Thread-safe. A choice reads one immutable state; edits swap it. No lock is held across a
 * provider call, and a call in flight finishes at the strategy it began with, whatever is swapped
 * meanwhile.
 */
public interface ProviderContext extends AutoCloseable {

  RoutingSnapshot snapshot();

  /** What an operator does. */
  OperatorHolds operatorHolds();

  /** What traffic would do. */
  Traffic traffic();

  /**
   * @throws SignalboxException INVALID_STATE if there is one of the name
   */
  void register(ProviderRegistration registration);

  /**
   * Swaps a registration of the same name in place. Where the strategy is another one, the old is
   * closed once its calls in flight have ended.
   */
  void replace(ProviderRegistration registration);

  /** Takes a provider out; its calls in flight finish, then it is closed. */
  void unregister(String name);

  /** Puts settings in force; work in flight goes on under those it began with. */
  void setSettings(RoutingSettings settings);

  /**
   * Chooses without executing. A dry run ({@code draw} false) moves no rotation.
   *
   * @throws SignalboxException PROVIDER_NOT_FOUND, PREFERENCE_CONFLICT, PROVIDER_DISABLED. A record
   *     without a winner is returned, not thrown.
   */
  DecisionRecord choose(RouteRequest request, boolean draw);

  /**
   * Chooses for an operation that is executed later, and keeps the decision with the others.
   *
   * @param traceId of the operation
   */
  DecisionRecord choose(RouteRequest request, String traceId);

  /**
   * Chooses and executes. Without a winner the result is a failure of class REQUEST with the
   * record's code. With every member of a chain failed it is degraded, where the chain allows it.
   */
  RouteResult execute(RouteRequest request, ProviderOperation operation);

  /**
   * Chooses for a create, as {@link #choose(RouteRequest, String)} does, with the composition that
   * the winner is reached through.
   */
  CreateChoice chooseForCreate(RouteRequest request, String traceId);

  /**
   * Has a provider make ready what its calls need, so that none of it takes a call's time; nothing
   * where it is ready, is not there or cannot be used. Never remote; blocks for 30 s at most.
   */
  void prepare(String provider);

  /**
   * Sends a create to the provider that was chosen for it, with the retries, circuits and caps of
   * the chains on the way there. Goes nowhere else: that needs an intent of its own.
   *
   * @throws SignalboxException as {@link #executeAt}
   */
  ProviderResult send(String provider, ProviderOperation operation);

  /**
   * Executes at a named provider without choosing: for work on machines that are already there,
   * whatever state the provider is in.
   *
   * @throws SignalboxException PROVIDER_NOT_FOUND, or TYPE_NOT_INSTALLED where it cannot be used at
   *     all
   */
  ProviderResult executeAt(String provider, ProviderOperation operation);

  /**
   * One live check, counted like any operation; blocks until the deadline at most, which begins
   * when the provider is ready: what is slow to load is not ill. UNKNOWN where it says nothing
   * about the provider: it was stopped.
   */
  ProviderHealthStatus checkHealth(String provider, Duration within);

  /** What reaches the store a little later: circuits, sessions and decisions. */
  List<KeptBehind> keptBehind();

  /**
   * Takes over circuits that another process opened or closed later than this one; blocks. Called
   * about twice a second by a process that lives long.
   */
  void refreshCircuits();

  /** Why operations went where they went, newest first; blocks. */
  List<DecisionRecord> decisions(Instant since, int limit);

  /**
   * Tells the last decisions, oldest first, one at a time, for among many providers hundreds of
   * them are megabytes; blocks.
   */
  void tellDecisions(int limit, Consumer<DecisionRecord> told);

  /** The decisions of one operation, oldest first; blocks. */
  List<DecisionRecord> decisionsOf(String traceId);

  /** Retires every provider; calls in flight finish. */
  @Override
  void close();
}
