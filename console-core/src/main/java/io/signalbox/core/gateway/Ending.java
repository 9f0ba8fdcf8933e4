package io.signalbox.core.gateway;

/** How a call of a plug-in's code ended for the one who waited. */
sealed interface Ending<T> {

  record Returned<T>(T value) implements Ending<T> {}

  record Threw<T>(Throwable thrown) implements Ending<T> {}

  /** The deadline passed; the call may still run. */
  record Late<T>() implements Ending<T> {}

  /** Whoever waited was told to stop; the call may still run. */
  record Stopped<T>() implements Ending<T> {}

  /** It was not made: the provider has too many calls that hang. */
  record Shed<T>(int hung) implements Ending<T> {}
}
