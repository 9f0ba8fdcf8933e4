package io.signalbox.core.provider;

import java.util.Optional;

/**
 * Something that is started and closed. Calls block and run on virtual threads; implementations are
 * thread-safe. {@link #initialize} comes before anything else, {@link #close} ends everything and
 * may be called twice.
 */
public interface Provider extends AutoCloseable {

  /** The instance name everything is keyed by, such as {@code aws-us-east-1}. */
  String name();

  /** The type of its factory, such as {@code simulated}. */
  String type();

  /**
   * Makes clients and connections; never calls out for longer than a second. Empty when it is
   * ready.
   */
  Optional<ProviderFailure> initialize();

  @Override
  void close();
}
