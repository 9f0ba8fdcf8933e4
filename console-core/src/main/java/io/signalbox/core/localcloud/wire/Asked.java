package io.signalbox.core.localcloud.wire;

import java.time.Instant;

/**
 * A call as it came in.
 *
 * @param service {@code ec2}, {@code sts}, {@code ssm}, ...: as the credential's scope has it
 * @param region the region of the credential's scope
 * @param action the operation's name
 * @param parameters of the Query protocol; none where the service speaks JSON
 * @param body the text of the body
 * @param callerArn who calls; empty until that is known
 * @param requestId the id of the answer
 * @param at when, by the cloud's clock
 */
public record Asked(
    String service,
    String region,
    String action,
    Parameters parameters,
    String body,
    String callerArn,
    String requestId,
    Instant at) {

  /** The same, of other parameters: a structure that has what other calls have outright. */
  public Asked of(Parameters others) {
    return new Asked(service, region, action, others, body, callerArn, requestId, at);
  }

  /** The same, by somebody. */
  public Asked by(String arn) {
    return new Asked(service, region, action, parameters, body, arn, requestId, at);
  }
}
