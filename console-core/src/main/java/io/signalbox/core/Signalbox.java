package io.signalbox.core;

import io.signalbox.core.command.CommandBus;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.query.QueryBus;

/**
 * The composition root: opens a configuration folder, hands out the buses and the event stream,
 * closes everything. CONTRACT SKELETON: the owner fills it in.
 */
public final class Signalbox implements AutoCloseable {

  private Signalbox() {}

  /**
   * @throws io.signalbox.core.error.SignalboxException CONFIGURATION_INVALID or STORE_UNAVAILABLE;
   *     nothing is left open
   */
  public static Signalbox open(SignalboxOptions options) {
    throw new UnsupportedOperationException();
  }

  public CommandBus commands() {
    throw new UnsupportedOperationException();
  }

  public QueryBus queries() {
    throw new UnsupportedOperationException();
  }

  public EventStream events() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
