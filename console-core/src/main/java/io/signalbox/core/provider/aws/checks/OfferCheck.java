package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.InParts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Which of the machine types that a template names is offered in which zone. Thread-safe. */
final class OfferCheck {

  private final AwsClients clients;
  private final Caller caller;

  OfferCheck(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
  }

  /**
   * Asks EC2, where a template names machine types.
   *
   * @param subnets that it names, by id; where there are none its zones say where
   * @return the failure that ends all checks; empty where they go on
   */
  Optional<ProviderFailure> look(
      LaunchSpec spec, Map<String, Subnet> subnets, Findings findings, Instant deadline) {
    List<String> types = List.copyOf(spec.machineTypes().keySet());
    if (types.isEmpty()) {
      return Optional.empty();
    }
    // The field that names them, so that what is found has its place.
    String field = spec.values().containsKey("machine_types") ? "machine_types" : "instance_type";
    Map<String, String> wanted = wanted(spec, subnets);
    return findings.take(
        field,
        caller.<Map<String, Set<String>>>read(
            "ec2:DescribeInstanceTypeOfferings",
            deadline,
            within -> {
              Map<String, Set<String>> zones = new LinkedHashMap<>();
              for (List<String> some : InParts.of(types, InParts.OF_FILTER)) {
                clients
                    .reads()
                    .describeInstanceTypeOfferingsPaginator(
                        DescribeInstanceTypeOfferingsRequest.builder()
                            .locationType(LocationType.AVAILABILITY_ZONE)
                            .filters(Filter.builder().name("instance-type").values(some).build())
                            .overrideConfiguration(within)
                            .build())
                    .instanceTypeOfferings()
                    .forEach(offer ->
                        zones
                            .computeIfAbsent(
                                offer.instanceTypeAsString(), each -> new LinkedHashSet<>())
                            .add(offer.location()));
              }
              return zones;
            }),
        offered -> told(field, types, offered, wanted, findings));
  }

  /** Where machines are to be, as the template says it, to the zone that is. */
  private static Map<String, String> wanted(LaunchSpec spec, Map<String, Subnet> subnets) {
    Map<String, String> zones = new LinkedHashMap<>();
    subnets.forEach((id, subnet) -> zones.put(id, subnet.availabilityZone()));
    if (zones.isEmpty()) {
      spec.list("network_zones").forEach(zone -> zones.put(zone, zone));
    }
    return zones;
  }

  private void told(
      String field,
      List<String> types,
      Map<String, Set<String>> offered,
      Map<String, String> wanted,
      Findings findings) {
    for (String type : types) {
      Set<String> zones = offered.getOrDefault(type, Set.of());
      if (zones.isEmpty()) {
        findings.error(field, clients.region() + " has no machines of type " + type);
        continue;
      }
      wanted.forEach((place, zone) -> {
        if (!zones.contains(zone)) {
          findings.warning(
              field,
              "%s is not offered in %s%s; it is passed over there"
                  .formatted(type, zone, place.equals(zone) ? "" : " (" + place + ")"));
        }
      });
    }
  }
}
