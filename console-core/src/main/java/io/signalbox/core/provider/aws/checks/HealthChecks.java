package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Whether the credentials are somebody's, and EC2 answers them: a dry run of what is asked most.
 * Who it is is asked anew every five minutes, and after a failure. Thread-safe.
 */
public final class HealthChecks {

  private static final Duration KNOWN = Duration.ofMinutes(5);

  private final AwsClients clients;
  private final Caller caller;
  private final TimeSource time;
  private volatile @Nullable Identity identity;

  /** Who asks, as AWS sees it. */
  private record Identity(String account, String arn, Instant asked) {}

  public HealthChecks(AwsClients clients, Caller caller, TimeSource time) {
    this.clients = clients;
    this.caller = caller;
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
            case Reply.Answered<DescribeInstancesResponse> answered -> well(known, begun);
            case Reply.Failed<DescribeInstancesResponse>(ProviderFailure failure) ->
                AwsFailures.isDryRun(failure) ? well(known, begun) : unwell(failure);
          };
    };
  }

  private ProviderResult well(Identity who, long begun) {
    identity = who;
    return ProviderResult.success(
        new ProviderData.HealthChecked(
            new ProviderHealthStatus(
                HealthState.HEALTHY,
                "EC2 in " + clients.region() + " answers " + who.arn(),
                time.now(),
                Duration.ofNanos(Math.max(0, time.nanos() - begun)),
                Map.of("region", clients.region(), "account", who.account(), "arn", who.arn()))));
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
    return caller
        .read(
            "sts:GetCallerIdentity",
            deadline,
            within ->
                clients
                    .sts()
                    .getCallerIdentity(
                        GetCallerIdentityRequest.builder().overrideConfiguration(within).build()))
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
