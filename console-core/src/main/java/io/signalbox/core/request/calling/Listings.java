package io.signalbox.core.request.calling;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.request.MachineRequest;
import java.util.List;

/** Lists the machines a request has at a provider. */
public interface Listings {

  /** Blocks while the provider is asked. */
  Listing ofRequest(MachineRequest request, String provider);

  /** Those of a return that are left. Blocks while the provider is asked. */
  Listing ofReturn(MachineRequest back, String provider, List<String> machineIds);
}
