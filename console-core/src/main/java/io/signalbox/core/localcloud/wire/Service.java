package io.signalbox.core.localcloud.wire;

/** One of AWS's services. Implementations are thread-safe. */
public interface Service {

  /** The account that everything belongs to. */
  String ACCOUNT = "111122223333";

  /**
   * Answers a call.
   *
   * @throws Refusal if it is refused
   */
  Answer answer(Asked asked);

  /** A refusal in the form of the service. */
  Answer refused(Refusal refusal, String requestId);

  /** How the service says the things that every service says. */
  Words words();

  /**
   * Refusals that each service has a code of its own for.
   *
   * @param throttled too many calls
   * @param denied no permission
   * @param unknownKey no such access key
   * @param expiredToken credentials that were good once
   * @param skewed a date that is too far off
   * @param unsigned no signature
   */
  record Words(
      Word throttled,
      Word denied,
      Word unknownKey,
      Word expiredToken,
      Word skewed,
      Word unsigned) {}

  /** A code and its status. */
  record Word(String code, int status) {

    /** The refusal with a message. */
    public Refusal saying(String message) {
      return new Refusal(code, status, message);
    }
  }
}
