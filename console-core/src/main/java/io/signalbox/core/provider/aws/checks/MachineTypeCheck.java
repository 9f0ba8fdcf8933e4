package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.InParts;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.quotas.VcpuQuotas;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Whether the image of a template runs on its machine types, and whether the account's quotas let
 * them. Where quotas cannot be told nothing is found; that they may not be asked is. Thread-safe.
 */
public final class MachineTypeCheck {

  private final AwsClients clients;
  private final Caller caller;
  private final VcpuQuotas quotas;

  public MachineTypeCheck(AwsClients clients, Caller caller, VcpuQuotas quotas) {
    this.clients = clients;
    this.caller = caller;
    this.quotas = quotas;
  }

  /**
   * What EC2 tells of a machine type.
   *
   * @param architectures that it runs, such as {@code x86_64}
   */
  private record Told(int vcpus, List<String> architectures) {}

  /**
   * Looks at each machine type, and at its quota in each market that the template launches in.
   *
   * @param image that machines are made of; null where it is not known
   */
  void look(LaunchSpec spec, @Nullable Image image, Findings findings, Instant deadline) {
    List<String> types = List.copyOf(spec.machineTypes().keySet());
    if (types.isEmpty()) {
      return;
    }
    String field = spec.values().containsKey("machine_types") ? "machine_types" : "instance_type";
    switch (told(types, deadline)) {
      case Reply.Failed<Map<String, Told>>(ProviderFailure failure) ->
          notChecked(field, failure, findings);
      case Reply.Answered<Map<String, Told>>(Map<String, Told> told) -> {
        told.forEach((type, each) -> runs(type, each, image, field, findings));
        String pricing = spec.text("price_type").orElse("ondemand");
        for (boolean onSpot : new boolean[] {false, true}) {
          if (!pricing.equals(onSpot ? "ondemand" : "spot")) {
            for (Map.Entry<String, Told> type : told.entrySet()) {
              int vcpus = type.getValue().vcpus();
              if (!look(spec, field, type.getKey(), vcpus, onSpot, findings, deadline)) {
                return;
              }
            }
          }
        }
      }
    }
  }

  private static void runs(
      String type, Told told, @Nullable Image image, String field, Findings findings) {
    String needed = image == null ? null : image.architectureAsString();
    if (needed != null
        && !told.architectures().isEmpty()
        && !told.architectures().contains(needed)) {
      findings.warning(
          field,
          "%s is of %s and the image of %s: it is never launched"
              .formatted(type, String.join(", ", told.architectures()), needed));
    }
  }

  /** Whether it is worth going on: what one quota's answer tells is true of all. */
  private boolean look(
      LaunchSpec spec,
      String field,
      String type,
      int vcpus,
      boolean onSpot,
      Findings findings,
      Instant deadline) {
    switch (quotas.of(type, onSpot, deadline)) {
      case Reply.Failed<Optional<ProviderQuota>>(ProviderFailure failure) -> {
        notChecked(field, failure, findings);
        return false;
      }
      case Reply.Answered<Optional<ProviderQuota>>(Optional<ProviderQuota> quota) ->
          quota.ifPresent(found -> judge(spec, field, type, vcpus, found, findings));
    }
    return true;
  }

  private static void judge(
      LaunchSpec spec,
      String field,
      String type,
      int vcpus,
      ProviderQuota quota,
      Findings findings) {
    Long limit = quota.limit();
    if (limit == null) {
      return;
    }
    if (vcpus > limit || quota.left().orElse(Long.MAX_VALUE) < vcpus) {
      findings.warning(
          field,
          "the quota of %s is %d%s: no %s with %d fits. Ask AWS for more in Service Quotas"
              .formatted(
                  quota.name(),
                  limit,
                  quota.used() == null ? "" : ", of which " + quota.used() + " are used",
                  type,
                  vcpus));
    } else if (spec.values().get("max_instances") instanceof Number most
        && most.longValue() * vcpus > limit) {
      findings.warning(
          "max_instances",
          "%d of %s have %d vCPUs, and the quota of %s is %d"
              .formatted(most.longValue(), type, most.longValue() * vcpus, quota.name(), limit));
    }
  }

  private Reply<Map<String, Told>> told(List<String> types, Instant deadline) {
    return caller.read(
        "ec2:DescribeInstanceTypes",
        deadline,
        within -> {
          Map<String, Told> told = new LinkedHashMap<>();
          for (List<String> some : InParts.of(types, InParts.OF_FILTER)) {
            clients
                .reads()
                .describeInstanceTypesPaginator(
                    DescribeInstanceTypesRequest.builder()
                        .filters(Filter.builder().name("instance-type").values(some).build())
                        .overrideConfiguration(within)
                        .build())
                .instanceTypes()
                .forEach(type ->
                    told.put(
                        type.instanceTypeAsString(),
                        new Told(
                            type.vCpuInfo().defaultVCpus(),
                            type.processorInfo() == null
                                ? List.of()
                                : type.processorInfo().supportedArchitecturesAsStrings())));
          }
          return told;
        });
  }

  private static void notChecked(String field, ProviderFailure failure, Findings findings) {
    if (AwsFailures.isDenied(failure)) {
      findings.warning(field, "quota not checked: " + failure.message());
    }
  }
}
