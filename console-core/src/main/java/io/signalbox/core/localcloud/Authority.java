package io.signalbox.core.localcloud;

import io.signalbox.core.localcloud.faults.Faults;
import io.signalbox.core.localcloud.faults.Knobs.KeyState;
import io.signalbox.core.localcloud.sts.Sessions;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.localcloud.wire.Signature;
import io.signalbox.core.localcloud.world.Region;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says who calls and whether they may. Signatures are not verified: any access key is good that
 * {@link Faults} does not name. Thread-safe.
 */
final class Authority {

  static final String USER = "arn:aws:iam::" + Service.ACCOUNT + ":user/rehearsal";

  /** How far a date may be off. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Faults faults;
  private final Sessions sessions;
  private final TimeSource time;
  private final TimeSource dates;

  Authority(Faults faults, Sessions sessions, TimeSource time, TimeSource dates) {
    this.faults = faults;
    this.sessions = sessions;
    this.time = time;
    this.dates = dates;
  }

  /**
   * Who calls.
   *
   * @throws io.signalbox.core.localcloud.wire.Refusal if it is nobody who may call this
   */
  String caller(Optional<Signature> signature, Service.Words words, String action) {
    if (signature.isEmpty()) {
      throw words
          .unsigned()
          .saying(
              words.unsigned().code().equals("AuthFailure")
                  ? "AWS was not able to validate the provided access credentials"
                  : "Request is missing Authentication Token");
    }
    Signature signed = signature.get();
    checkScope(signed, words);
    checkDate(signed, words);
    KeyState state = faults.knobs().keys().get(signed.accessKey());
    if (state == KeyState.UNKNOWN) {
      throw unknown(words);
    }
    var session = sessions.of(signed.accessKey());
    if (state == KeyState.EXPIRED
        || session.filter(each -> each.expires().isBefore(time.now())).isPresent()) {
      throw words
          .expiredToken()
          .saying(
              words.expiredToken().code().equals("RequestExpired")
                  ? "Request has expired."
                  : "The security token included in the request is expired");
    }
    String arn = session.map(Sessions.Session::arn).orElse(USER);
    if (state == KeyState.DENIED || faults.knobs().denies(signed.service(), action)) {
      throw denied(words, signed.service() + ":" + action, arn);
    }
    return arn;
  }

  private static RuntimeException unknown(Service.Words words) {
    return words
        .unknownKey()
        .saying(
            words.unknownKey().code().equals("AuthFailure")
                ? "AWS was not able to validate the provided access credentials"
                : "The security token included in the request is invalid.");
  }

  private static void checkScope(Signature signed, Service.Words words) {
    var region = Region.named(signed.region());
    if (region.isEmpty()) {
      throw (words.unknownKey().code().equals("AuthFailure") ? words.unknownKey() : words.skewed())
          .saying("Credential should be scoped to a valid region, not '" + signed.region() + "'.");
    }
    if (!region.get().enabled()) {
      throw unknown(words);
    }
  }

  private void checkDate(Signature signed, Service.Words words) {
    Instant now = dates.now();
    Instant date = signed.signed().orElse(Instant.EPOCH);
    if (Duration.between(date, now).abs().compareTo(SKEW) <= 0) {
      return;
    }
    boolean late = date.isBefore(now);
    throw words
        .skewed()
        .saying(
            words.skewed().code().equals("RequestExpired")
                ? "Request has expired."
                : (late ? "Signature expired: " : "Signature not yet current: ")
                    + Signature.written(date)
                    + (late ? " is now earlier than " : " is still later than ")
                    + Signature.written(late ? now.minus(SKEW) : now.plus(SKEW))
                    + " ("
                    + Signature.written(now)
                    + (late ? " - 5 min.)" : " + 5 min.)"));
  }

  private static RuntimeException denied(Service.Words words, String action, String arn) {
    String who =
        "User: "
            + arn
            + " is not authorized to perform: "
            + action
            + " because no identity-based policy allows the "
            + action
            + " action";
    return words
        .denied()
        .saying(
            words.denied().code().equals("UnauthorizedOperation")
                ? "You are not authorized to perform this operation. "
                    + who
                    + ". Encoded authorization failure message: bG9jYWwgY2xvdWQ6IGRlbmllZA"
                : who);
  }
}
