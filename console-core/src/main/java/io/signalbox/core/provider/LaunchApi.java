package io.signalbox.core.provider;

import java.util.List;

/**
 * One way a type of provider launches machines, such as {@code RunInstances}.
 *
 * @param name as templates name it in {@code provider_api}
 * @param fleetTypes that it takes; empty where it has none
 * @param spot whether it launches spot machines
 * @param onDemand whether it launches on-demand machines
 * @param heterogeneous whether one launch may mix both
 * @param maxInstances the most of one request, at least 1
 */
public record LaunchApi(
    String name,
    List<String> fleetTypes,
    boolean spot,
    boolean onDemand,
    boolean heterogeneous,
    int maxInstances) {

  public LaunchApi {
    fleetTypes = List.copyOf(fleetTypes);
  }
}
