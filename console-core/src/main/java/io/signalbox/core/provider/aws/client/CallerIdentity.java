package io.signalbox.core.provider.aws.client;

import java.time.Instant;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Whose the credentials in force are, as STS says. Needs no permission. Stateless. */
public final class CallerIdentity {

  private CallerIdentity() {}

  /** Asks STS; blocks until the deadline at most. */
  public static Reply<GetCallerIdentityResponse> ask(
      AwsClients clients, Caller caller, Instant deadline) {
    return caller.read(
        "sts:GetCallerIdentity",
        deadline,
        within ->
            clients
                .sts()
                .getCallerIdentity(
                    GetCallerIdentityRequest.builder().overrideConfiguration(within).build()));
  }
}
