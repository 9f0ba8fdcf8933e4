package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.quotas.VcpuQuotas;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Whether the account's quotas let machines of a template run. Where quotas cannot be told nothing
 * is found; that they may not be asked is. Thread-safe.
 */
public final class QuotaCheck {

  private final AwsClients clients;
  private final Caller caller;
  private final VcpuQuotas quotas;

  public QuotaCheck(AwsClients clients, Caller caller, VcpuQuotas quotas) {
    this.clients = clients;
    this.caller = caller;
    this.quotas = quotas;
  }

  /** Looks at each machine type in each market that the template launches in. */
  void look(LaunchSpec spec, Findings findings, Instant deadline) {
    List<String> types = List.copyOf(spec.machineTypes().keySet());
    if (types.isEmpty()) {
      return;
    }
    String field = spec.values().containsKey("machine_types") ? "machine_types" : "instance_type";
    switch (vcpus(types, deadline)) {
      case Reply.Failed<Map<String, Integer>>(ProviderFailure failure) ->
          notChecked(field, failure, findings);
      case Reply.Answered<Map<String, Integer>>(Map<String, Integer> vcpus) -> {
        String pricing = spec.text("price_type").orElse("ondemand");
        for (boolean onSpot : new boolean[] {false, true}) {
          if (!pricing.equals(onSpot ? "ondemand" : "spot")) {
            for (Map.Entry<String, Integer> type : vcpus.entrySet()) {
              if (!look(spec, field, type.getKey(), type.getValue(), onSpot, findings, deadline)) {
                return;
              }
            }
          }
        }
      }
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

  private Reply<Map<String, Integer>> vcpus(List<String> types, Instant deadline) {
    return caller.read(
        "ec2:DescribeInstanceTypes",
        deadline,
        within -> {
          Map<String, Integer> vcpus = new LinkedHashMap<>();
          clients
              .reads()
              .describeInstanceTypesPaginator(
                  DescribeInstanceTypesRequest.builder()
                      .filters(Filter.builder().name("instance-type").values(types).build())
                      .overrideConfiguration(within)
                      .build())
              .instanceTypes()
              .forEach(
                  type -> vcpus.put(type.instanceTypeAsString(), type.vCpuInfo().defaultVCpus()));
          return vcpus;
        });
  }

  private static void notChecked(String field, ProviderFailure failure, Findings findings) {
    if (AwsFailures.isDenied(failure)) {
      findings.warning(field, "quota not checked: " + failure.message());
    }
  }
}
