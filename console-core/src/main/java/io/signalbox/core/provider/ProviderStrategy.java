package io.signalbox.core.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A provider machines come from. Every call blocks until it is answered or its deadline passes; no
 * exception tells of a failure of the provider, a {@link ProviderResult.Failure} does. Thread-safe.
 */
public interface ProviderStrategy extends Provider {

  /** Cheap, never remote. */
  ProviderCapabilities capabilities();

  /**
   * Makes ready what a call needs: what is loaded or made here takes nothing of a call's time.
   * Never remote; may be asked again, also where it failed. By default nothing is to be made.
   */
  default void prepare() {}

  /**
   * Executes one operation; an unsupported one fails with {@code UNSUPPORTED_OPERATION} of class
   * REQUEST.
   */
  ProviderResult execute(ProviderOperation operation);

  /**
   * What a machine of each template is estimated to cost in an hour; may call out, until the
   * context's deadline. It is asked beside the work, never while somebody waits for a choice, and
   * only of types that {@link ProviderFactory#tellsPrices}.
   *
   * @return one for each, in their order
   */
  default List<PriceEstimate> prices(List<LaunchSpec> specs, OperationContext context) {
    throw new UnsupportedOperationException(type() + " tells no prices");
  }

  /**
   * Tries whether it can be used, without effect: reachable, known there, allowed what it needs. A
   * provider without trials of its own answers with its health check. Blocks until all is tried or
   * the context's deadline passes.
   *
   * @return what was found, at least one, in the order in which a person reads it
   */
  default List<ConnectionFinding> test(OperationContext context) {
    return List.of(ConnectionFinding.ofHealth(execute(new ProviderOperation.HealthCheck(context))));
  }

  /**
   * What {@link #execute} would send for a launch, secrets and user data struck out. Sends nothing.
   *
   * @return empty where the provider cannot tell
   */
  default Optional<LaunchPreview> preview(ProviderOperation.CreateInstances launch) {
    return Optional.empty();
  }

  /**
   * Looks for what launches of this installation have made beside machines, such as fleets and
   * launch templates, and nothing needs any more.
   *
   * @param tags of the installation
   * @param isOpen whether machines of the launch with an idempotency key are still waited for
   * @param remove whether to take it away
   */
  default Leftovers leftovers(
      Map<String, String> tags,
      Predicate<String> isOpen,
      boolean remove,
      OperationContext context) {
    return Leftovers.NONE;
  }
}
