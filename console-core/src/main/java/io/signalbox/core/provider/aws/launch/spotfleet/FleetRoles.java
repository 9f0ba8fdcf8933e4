package io.signalbox.core.provider.aws.launch.spotfleet;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.CallerIdentity;
import io.signalbox.core.provider.aws.client.Reply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The role that Spot fleets act in, by its ARN. One that is named is of the account that asks,
 * which is looked up once. Thread-safe.
 */
final class FleetRoles {

  /** The role that AWS has for it, where a template names none. */
  private static final String USUAL = "AWSServiceRoleForEC2SpotFleet";

  private static final String SERVICE = "AWSServiceRoleFor";
  private static final String SERVICE_PATH = "aws-service-role/spotfleet.amazonaws.com/";

  private final AwsClients clients;
  private final Caller caller;
  private volatile @Nullable String account;

  FleetRoles(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
  }

  Reply<String> of(LaunchSpec spec, Instant deadline) {
    String named = spec.text("fleet_role").orElse(USUAL);
    if (named.startsWith("arn:")) {
      return new Reply.Answered<>(named);
    }
    String role = "role/" + (named.startsWith(SERVICE) ? SERVICE_PATH : "") + named;
    String known = account;
    if (known != null) {
      return new Reply.Answered<>(known + role);
    }
    return CallerIdentity.ask(clients, caller, deadline)
        .map((GetCallerIdentityResponse who) -> {
          // arn:PARTITION:sts::ACCOUNT:...: China and others have partitions of their own.
          String[] parts = who.arn().split(":", -1);
          String found = "arn:" + parts[1] + ":iam::" + who.account() + ":";
          account = found;
          return found + role;
        });
  }
}
