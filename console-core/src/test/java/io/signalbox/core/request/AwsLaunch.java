package io.signalbox.core.request;

import java.util.Locale;
import java.util.Map;

/** A way to launch, with the calls that do what cannot be undone. */
enum AwsLaunch {
  RUN_INSTANCES("RunInstances", "", "RunInstances", "TerminateInstances");

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
    return fleetType.isEmpty()
        ? Map.of("provider_api", api)
        : Map.of("provider_api", api, "fleet_type", fleetType.toLowerCase(Locale.ROOT));
  }

  /** The call that makes machines. */
  String create() {
    return create;
  }

  /** The first call that ends them. */
  String end() {
    return end;
  }

  /** Whether a second machine type is a second call. */
  boolean stepwise() {
    return this == RUN_INSTANCES;
  }
}
