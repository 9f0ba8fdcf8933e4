package io.signalbox.core.provider;

/**
 * A provider machines come from. Every call blocks until it is answered or its deadline passes; no
 * exception tells of a failure of the provider, a {@link ProviderResult.Failure} does. Thread-safe.
 */
public interface ProviderStrategy extends Provider {

  /** Cheap, never remote. */
  ProviderCapabilities capabilities();

  /**
   * Executes one operation; an unsupported one fails with {@code UNSUPPORTED_OPERATION} of class
   * REQUEST.
   */
  ProviderResult execute(ProviderOperation operation);
}
