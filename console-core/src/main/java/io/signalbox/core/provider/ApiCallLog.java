package io.signalbox.core.provider;

/**
 * Takes the calls that an operation makes, in the order in which they end; those of an operation
 * that is not answered in time too. Implementations are thread-safe, bounded and never block.
 */
@FunctionalInterface
public interface ApiCallLog {

  /** Keeps none: nobody wants to know. */
  ApiCallLog NONE = call -> {};

  void add(ApiCall call);
}
