package io.signalbox.core.wiring;

import io.signalbox.core.command.handling.Installation;
import io.signalbox.core.store.Store;

/** The identity in the store. */
public final class StoredInstallation implements Installation {

  private final Store store;

  public StoredInstallation(Store store) {
    this.store = store;
  }

  @Override
  public String refusal() {
    Store.Identity identity = store.identity();
    if (!identity.earlier().isEmpty()) {
      return "This store is new, but installation "
          + identity.earlier()
          + " had its store here, and its machines may be running, so nothing is changed in a"
          + " cloud. 'signalbox machines sweep --dry-run' names them. Put the store back, or run"
          + " 'signalbox config identity keep' to go on as "
          + identity.earlier()
          + " and release them by a sweep, or 'signalbox config identity new' to leave them";
    }
    return identity.moved()
        ? "This store was made at "
            + identity.place()
            + " and stands elsewhere now, so nothing is changed in a cloud. If it was moved, run"
            + " 'signalbox config identity keep'; if it is a copy, 'signalbox config identity new'"
        : "";
  }

  @Override
  public String decide(boolean keep) {
    return store.decideIdentity(keep).installationId();
  }
}
