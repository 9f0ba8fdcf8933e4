package io.signalbox.core.request.calling;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.request.MachineRequest;

/** Lists the machines a request has at a provider. */
public interface Listings {

  /** Blocks while the provider is asked. */
  Listing ofRequest(MachineRequest request, String provider);
}
