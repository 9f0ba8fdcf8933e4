package io.signalbox.core.localcloud;

import java.time.Instant;
import java.util.Map;

/**
 * A call that came in.
 *
 * @param at when, by the cloud's clock
 * @param service for example {@code ec2}
 * @param region of the credential's scope
 * @param action the operation's name
 * @param parameters without secrets: user data, external ids and tokens are struck out
 * @param outcome the HTTP status and, of an error, its code, for example {@code 200} or {@code 400
 *     InvalidAMIID.NotFound}; or what became of it, for example {@code lost-after}
 * @param requestId the id of the answer
 */
public record Call(
    Instant at,
    String service,
    String region,
    String action,
    Map<String, String> parameters,
    String outcome,
    String requestId) {

  public Call {
    parameters = Map.copyOf(parameters);
  }
}
