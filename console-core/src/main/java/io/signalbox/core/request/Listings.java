package io.signalbox.core.request;

import io.signalbox.core.gateway.Listing;

/** Lists the machines a request has at a provider. */
interface Listings {

  /** Blocks while the provider is asked. */
  Listing ofRequest(MachineRequest request, String provider);
}
