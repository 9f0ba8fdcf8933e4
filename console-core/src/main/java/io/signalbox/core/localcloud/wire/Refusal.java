package io.signalbox.core.localcloud.wire;

/**
 * A call is refused as AWS refuses it. Unchecked, because any step of any operation may; whoever
 * answers the call writes it in the form of the service.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String code;
  private final int status;

  /**
   * A refusal.
   *
   * @param code AWS's error code
   * @param status the HTTP status that AWS sends with it
   * @param message what AWS says
   */
  public Refusal(String code, int status, String message) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
  }

  /** A refusal that is the caller's fault: status 400. */
  public static Refusal of(String code, String message) {
    return new Refusal(code, 400, message);
  }

  /** A parameter that has to be given is not. */
  public static Refusal missing(String parameter) {
    return of("MissingParameter", "The request must contain the parameter " + parameter);
  }

  /**
   * A parameter has a value that it cannot have.
   *
   * @param expected a sentence, or empty
   */
  public static Refusal invalid(String value, String parameter, String expected) {
    return of(
        "InvalidParameterValue",
        ("Value (" + value + ") for parameter " + parameter + " is invalid. " + expected).strip());
  }

  /** Two parameters that exclude each other are given. */
  public static Refusal combination(String message) {
    return of("InvalidParameterCombination", message);
  }

  /** AWS's error code. */
  public String code() {
    return code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What AWS says. */
  public String said() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
