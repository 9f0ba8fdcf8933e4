package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GetInstanceTypesFromInstanceRequirementsRequest;
import software.amazon.awssdk.services.ec2.model.GetInstanceTypesFromInstanceRequirementsResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceRequirementsRequest;

/** Whether there are machine types that have what a template asks for. Thread-safe. */
final class RequirementCheck {

  /** Of images that are not known. */
  private static final List<String> ARCHITECTURES = List.of("x86_64", "arm64");

  private static final List<String> VIRTUALIZATIONS = List.of("hvm");

  private final AwsClients clients;
  private final Caller caller;

  RequirementCheck(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
  }

  /**
   * Asks EC2, where a template names no machine types.
   *
   * @param image that machines are made of; null where it is not known
   * @return the failure that ends all checks; empty where they go on
   */
  Optional<ProviderFailure> look(
      LaunchSpec spec, @Nullable Image image, Findings findings, Instant deadline) {
    InstanceRequirementsRequest.Builder required = InstanceRequirementsRequest.builder();
    if (!MachineRequirements.isIn(spec) || !MachineRequirements.errors(spec, required).isEmpty()) {
      return Optional.empty();
    }
    List<String> architectures =
        image == null || image.architectureAsString() == null
            ? ARCHITECTURES
            : List.of(image.architectureAsString());
    GetInstanceTypesFromInstanceRequirementsRequest.Builder request =
        GetInstanceTypesFromInstanceRequirementsRequest.builder()
            .architectureTypesWithStrings(architectures)
            .virtualizationTypesWithStrings(
                image == null || image.virtualizationTypeAsString() == null
                    ? VIRTUALIZATIONS
                    : List.of(image.virtualizationTypeAsString()))
            .instanceRequirements(required.build());
    return findings.take(
        MachineRequirements.FIELD,
        caller.<Set<String>>read(
            "ec2:GetInstanceTypesFromInstanceRequirements",
            deadline,
            within -> {
              Set<String> types = new LinkedHashSet<>();
              String next;
              do {
                GetInstanceTypesFromInstanceRequirementsResponse page =
                    clients
                        .reads()
                        .getInstanceTypesFromInstanceRequirements(
                            request.overrideConfiguration(within).build());
                page.instanceTypes().forEach(each -> types.add(each.instanceType()));
                next = page.nextToken();
                request.nextToken(next);
              } while (next != null && !next.isEmpty());
              return types;
            }),
        types -> told(spec, architectures, types, findings));
  }

  private void told(
      LaunchSpec spec, List<String> architectures, Set<String> types, Findings findings) {
    if (types.isEmpty()) {
      findings.error(
          MachineRequirements.FIELD,
          "%s has no machine type of %s that has all of it"
              .formatted(clients.region(), String.join(" or ", architectures)));
      return;
    }
    List<String> lacking =
        MachineRequirements.allowed(spec).stream()
            .filter(name -> !name.contains("*") && !types.contains(name))
            .toList();
    if (!lacking.isEmpty()) {
      findings.warning(
          MachineRequirements.FIELD,
          "%s of allowed_instance_types %s not have all of it: never launched"
              .formatted(String.join(", ", lacking), lacking.size() == 1 ? "does" : "do"));
    }
  }
}
