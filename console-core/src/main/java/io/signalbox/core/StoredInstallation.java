package io.signalbox.core;

import io.signalbox.core.command.Installation;
import io.signalbox.core.store.Store;

/** The identity in the store. */
final class StoredInstallation implements Installation {

  private final Store store;

  StoredInstallation(Store store) {
    this.store = store;
  }

  @Override
  public String refusal() {
    Store.Identity identity = store.identity();
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
