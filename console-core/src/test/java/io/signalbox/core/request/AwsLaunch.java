package io.signalbox.core.request;

import java.util.LinkedHashMap;
import java.util.Map;

/** A way to launch, with the calls that do what cannot be undone. */
enum AwsLaunch {
  RUN_INSTANCES("RunInstances", "", "RunInstances", "TerminateInstances"),
  INSTANT_FLEET("EC2Fleet", "instant", "CreateFleet", "TerminateInstances"),
  REQUESTED_FLEET("EC2Fleet", "request", "CreateFleet", "DeleteFleets"),
  MAINTAINED_FLEET("EC2Fleet", "maintain", "CreateFleet", "DeleteFleets"),
  SPOT_FLEET("SpotFleet", "request", "RequestSpotFleet", "CancelSpotFleetRequests"),
  MAINTAINED_SPOT_FLEET("SpotFleet", "maintain", "RequestSpotFleet", "CancelSpotFleetRequests");

  private final String api;
  private final String fleetType;
  private final String create;
  private final String end;

  AwsLaunch(String api, String fleetType, String create, String end) {
    this.api = api;
    this.fleetType = fleetType;
    this.create = create;
    this.end = end;
  }

  /** As tables name it. */
  String word() {
    return fleetType.isEmpty() ? api : api + " " + fleetType;
  }

  /** The fields of a template that ask for it. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("provider_api", api);
    fields.put("price_type", api.equals("SpotFleet") ? "spot" : "ondemand");
    if (!fleetType.isEmpty()) {
      fields.put("fleet_type", fleetType);
    }
    return fields;
  }

  /** The call that makes machines. */
  String create() {
    return create;
  }

  /** The first call that ends them. */
  String end() {
    return end;
  }

  /** Whether launches that are alike share a launch template, which stays for the next. */
  boolean sharesTemplates() {
    return this == INSTANT_FLEET;
  }

  /** Whether a second machine type is a second call. */
  boolean stepwise() {
    return this == RUN_INSTANCES;
  }
}
