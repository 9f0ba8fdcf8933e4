package io.signalbox.core.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/** A way to launch at AWS, with the calls that do what cannot be undone. */
public enum AwsLaunch {
  RUN_INSTANCES("RunInstances", "", "RunInstances", "TerminateInstances"),
  INSTANT_FLEET("EC2Fleet", "instant", "CreateFleet", "TerminateInstances"),
  REQUESTED_FLEET("EC2Fleet", "request", "CreateFleet", "DeleteFleets"),
  MAINTAINED_FLEET("EC2Fleet", "maintain", "CreateFleet", "DeleteFleets"),
  SPOT_FLEET("SpotFleet", "request", "RequestSpotFleet", "CancelSpotFleetRequests"),
  MAINTAINED_SPOT_FLEET("SpotFleet", "maintain", "RequestSpotFleet", "CancelSpotFleetRequests"),
  GROUP("ASG", "", "CreateAutoScalingGroup", "DeleteAutoScalingGroup");

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

  /** As templates name it. */
  public String api() {
    return api;
  }

  /** As templates name it; empty where the API has none. */
  public String fleetType() {
    return fleetType;
  }

  /** As tables name it. */
  public String word() {
    return fleetType.isEmpty() ? api : api + " " + fleetType;
  }

  /** The fields of a template that ask for it, of spot machines where it must be. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("provider_api", api);
    fields.put("price_type", api.equals("SpotFleet") ? "spot" : "ondemand");
    if (!fleetType.isEmpty()) {
      fields.put("fleet_type", fleetType);
    }
    return fields;
  }

  /** The call that makes machines. */
  public String create() {
    return create;
  }

  /** The first call of a return of all that cannot be undone. */
  public String end() {
    return end;
  }

  /** Whether the call that makes machines answers with them; else they come by and by. */
  public boolean isAtOnce() {
    return end.equals("TerminateInstances");
  }

  /** Whether AWS launches another machine where one has ended. */
  public boolean isMaintained() {
    return this == GROUP || fleetType.equals("maintain");
  }

  /** Whether each launch has a launch template for itself, which goes with it. */
  public boolean hasTemplate() {
    return !isAtOnce() && this != GROUP;
  }

  /** Whether launches that are alike share a launch template, which stays for the next. */
  public boolean sharesTemplates() {
    return this == INSTANT_FLEET || this == GROUP;
  }

  /** Whether a second machine type is a second call. */
  public boolean isStepwise() {
    return this == RUN_INSTANCES;
  }
}
