package io.signalbox.core.localcloud.sts;

import io.signalbox.core.localcloud.wire.Answer;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.QueryForm;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.localcloud.world.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** STS, version 2011-06-15 of its Query protocol. Thread-safe. */
public final class Sts implements Service {

  private static final QueryForm FORM = new QueryForm("https://sts.amazonaws.com/doc/2011-06-15/");

  private final Sessions sessions;

  /** STS that hands out sessions. */
  public Sts(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Answer answer(Asked asked) {
    return switch (asked.action()) {
      case "GetCallerIdentity" -> identity(asked);
      case "AssumeRole" -> assumeRole(asked);
      case String other ->
          throw Refusal.of(
              "InvalidAction", "Could not find operation " + other + " for version 2011-06-15");
    };
  }

  private static Answer identity(Asked asked) {
    return FORM.result(
        asked,
        out ->
            out.text("Arn", asked.callerArn())
                .text("UserId", userId(asked.callerArn()))
                .text("Account", ACCOUNT));
  }

  private static String userId(String arn) {
    return arn.contains(":assumed-role/")
        ? "AROA0LOCALCLOUD:" + arn.substring(arn.lastIndexOf('/') + 1)
        : "AIDA0LOCALCLOUD";
  }

  private Answer assumeRole(Asked asked) {
    Parameters parameters = asked.parameters();
    String role = required(parameters, "RoleArn");
    String session = required(parameters, "RoleSessionName");
    if (!session.matches("[\\w+=,.@-]{2,64}")) {
      throw Refusal.of(
          "ValidationError",
          "1 validation error detected: Value '"
              + session
              + "' at 'roleSessionName' failed to"
              + " satisfy constraint: Member must satisfy regular expression pattern:"
              + " [\\w+=,.@-]{2,64}");
    }
    int seconds = parameters.number("DurationSeconds").orElse(3600);
    if (seconds < 900 || seconds > 43200) {
      throw Refusal.of(
          "ValidationError",
          "1 validation error detected: Value '"
              + seconds
              + "' at 'durationSeconds' failed to"
              + " satisfy constraint: Member must have value between 900 and 43200");
    }
    String wanted = Catalogue.ROLES.get(role);
    if (wanted == null || !wanted.equals(parameters.text("ExternalId").orElse(""))) {
      throw QueryForm.WORDS
          .denied()
          .saying(
              "User: "
                  + asked.callerArn()
                  + " is not authorized to perform: sts:AssumeRole on"
                  + " resource: "
                  + role);
    }
    String arn =
        "arn:aws:sts::"
            + ACCOUNT
            + ":assumed-role/"
            + role.substring(role.lastIndexOf('/') + 1)
            + "/"
            + session;
    Instant expires = asked.at().plus(Duration.ofSeconds(seconds));
    String key = "ASIA" + random(16).toUpperCase(Locale.ROOT);
    sessions.begin(key, new Sessions.Session(arn, expires), asked.at());
    return FORM.result(
        asked,
        out ->
            out.element(
                    "AssumedRoleUser",
                    user ->
                        user.text("AssumedRoleId", "AROA0LOCALCLOUD:" + session).text("Arn", arn))
                .element(
                    "Credentials",
                    credentials ->
                        credentials
                            .text("AccessKeyId", key)
                            .text("SecretAccessKey", random(32))
                            .text("SessionToken", random(32) + random(32))
                            .time("Expiration", expires))
                .number("PackedPolicySize", 0));
  }

  private static String required(Parameters parameters, String name) {
    return parameters
        .text(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() ->
            Refusal.of(
                "ValidationError",
                "1 validation error detected: Value null at '"
                    + Character.toLowerCase(name.charAt(0))
                    + name.substring(1)
                    + "' failed to satisfy constraint: Member must not be null"));
  }

  private static String random(int length) {
    return UUID.randomUUID().toString().replace("-", "").substring(0, length);
  }

  @Override
  public Answer refused(Refusal refusal, String requestId) {
    return FORM.refused(refusal, requestId);
  }

  @Override
  public Words words() {
    return QueryForm.WORDS;
  }
}
