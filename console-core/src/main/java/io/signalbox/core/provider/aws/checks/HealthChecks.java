package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.CallerIdentity;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.quotas.VcpuQuotas;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Whether the credentials are somebody's, and EC2 answers them: a dry run of what is asked most.
 * Who it is is asked anew every five minutes, and after a failure. Thread-safe.
 */
public final class HealthChecks {

  private static final Duration KNOWN = Duration.ofMinutes(5);

  private final AwsClients clients;
  private final Caller caller;
  private final VcpuQuotas quotas;
  private final TimeSource time;
  private volatile @Nullable Identity identity;

  /** Who asks, as AWS sees it. */
  private record Identity(String account, String arn, Instant asked) {}

  public HealthChecks(AwsClients clients, Caller caller, VcpuQuotas quotas, TimeSource time) {
    this.clients = clients;
    this.caller = caller;
    this.quotas = quotas;
    this.time = time;
  }

  /** One check. */
  public ProviderResult check(Instant deadline) {
    long begun = time.nanos();
    Reply<Identity> who = identity(deadline);
    return switch (who) {
      case Reply.Failed<Identity>(ProviderFailure failure) -> unwell(failure);
      case Reply.Answered<Identity>(Identity known) ->
          switch (reached(deadline)) {
            case Reply.Answered<DescribeInstancesResponse> answered -> well(known, begun, deadline);
            case Reply.Failed<DescribeInstancesResponse>(ProviderFailure failure) ->
                AwsFailures.isDryRun(failure) ? well(known, begun, deadline) : unwell(failure);
          };
    };
  }

  /** Why EC2 does not answer here; empty where it does. */
  public Optional<ProviderFailure> unreachable(Instant deadline) {
    return reached(deadline) instanceof Reply.Failed<?>(ProviderFailure failure)
            && !AwsFailures.isDryRun(failure)
        ? Optional.of(failure)
        : Optional.empty();
  }

  private ProviderResult well(Identity who, long begun, Instant deadline) {
    identity = who;
    Duration took = Duration.ofNanos(Math.max(0, time.nanos() - begun));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("region", clients.region());
    details.put("account", who.account());
    details.put("arn", who.arn());
    List<ProviderQuota> told = quotas.told(deadline);
    String left = left(told.subList(0, 2), details);
    return ProviderResult.success(
        new ProviderData.HealthChecked(
            new ProviderHealthStatus(
                HealthState.HEALTHY,
                "EC2 in " + clients.region() + " answers " + who.arn() + left,
                time.now(),
                took,
                details,
                told)));
  }

  /**
   * What is left of the quotas of machines like most are, for a sentence and as details. A quota
   * that is not known, or may not be asked, is no matter of health.
   *
   * @param told on demand and on spot
   */
  private static String left(List<ProviderQuota> told, Map<String, Object> details) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < told.size(); i++) {
      Long limit = told.get(i).limit();
      if (limit != null) {
        String key = i == 0 ? "ondemand_vcpus" : "spot_vcpus";
        String market = i == 0 ? "on demand" : "on spot";
        details.put(key + "_quota", limit);
        told.get(i)
            .left()
            .ifPresent(some -> {
              details.put(key + "_left", some);
              text.append(text.isEmpty() ? "; left of quotas: " : ", ")
                  .append("%d of %d vCPUs %s".formatted(some, limit, market));
            });
      }
    }
    return text.toString();
  }

  private ProviderResult unwell(ProviderFailure failure) {
    identity = null;
    return ProviderResult.failure(failure);
  }

  private Reply<Identity> identity(Instant deadline) {
    Identity known = identity;
    if (known != null && known.asked().plus(KNOWN).isAfter(time.now())) {
      return new Reply.Answered<>(known);
    }
    return CallerIdentity.ask(clients, caller, deadline)
        .map((GetCallerIdentityResponse answer) ->
            new Identity(
                String.valueOf(answer.account()), String.valueOf(answer.arn()), time.now()));
  }

  private Reply<DescribeInstancesResponse> reached(Instant deadline) {
    return caller.read(
        "ec2:DescribeInstances",
        deadline,
        within ->
            clients
                .reads()
                .describeInstances(
                    DescribeInstancesRequest.builder()
                        .dryRun(true)
                        .overrideConfiguration(within)
                        .build()));
  }
}
