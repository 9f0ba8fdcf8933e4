package io.signalbox.core.error;

/**
 * The stable codes of every error a front end can see, each with the exit status of a command and
 * the HTTP status of a REST answer. Names never change once released.
 */
public enum ErrorCode {
  INVALID_INPUT(2, 400),
  TEMPLATE_INVALID(2, 400),
  CONFIGURATION_INVALID(2, 400),
  API_NOT_SUPPORTED(2, 400),
  INSTANCE_LIMIT_EXCEEDED(2, 400),
  PRICING_MODEL_MISMATCH(2, 400),
  FLEET_TYPE_INCOMPATIBLE(2, 400),
  UNSUPPORTED_OPERATION(2, 400),
  PROVIDER_NOT_FOUND(3, 404),
  TEMPLATE_NOT_FOUND(3, 404),
  REQUEST_NOT_FOUND(3, 404),
  MACHINE_NOT_FOUND(3, 404),
  TYPE_NOT_INSTALLED(3, 404),
  UNAUTHORIZED(4, 401),
  READ_ONLY(4, 403),
  INVALID_STATE(4, 409),
  PROVIDER_DISABLED(4, 409),
  PREFERENCE_CONFLICT(4, 409),
  IDEMPOTENCY_CONFLICT(4, 409),
  LAST_WAY_OUT(4, 409),
  NO_ENABLED_PROVIDERS(5, 503),
  NO_COMPATIBLE_PROVIDERS(5, 503),
  NO_HEALTHY_STRATEGIES(5, 503),
  NO_CAPACITY(5, 503),
  ALL_WEIGHTS_ZERO(5, 503),
  ALL_STRATEGIES_FAILED(5, 502),
  DEGRADED_MODE(5, 503),
  FAILURE_THRESHOLD_EXCEEDED(5, 502),
  INSUFFICIENT_SUCCESS(5, 502),
  NO_MAJORITY(5, 502),
  OUTCOME_UNKNOWN(5, 502),
  TIMEOUT(5, 503),
  PROVIDER_ERROR(5, 502),
  STORE_UNAVAILABLE(1, 500),
  INTERNAL_ERROR(1, 500);

  private final int exitStatus;
  private final int httpStatus;

  ErrorCode(int exitStatus, int httpStatus) {
    this.exitStatus = exitStatus;
    this.httpStatus = httpStatus;
  }

  /** The code of that name, such as a diagnostic carries; {@code otherwise} for another. */
  public static ErrorCode named(String name, ErrorCode otherwise) {
    for (ErrorCode code : values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return otherwise;
  }

  /** The exit status of a command that ends with this error, 1 to 5. */
  public int exitStatus() {
    return exitStatus;
  }

  /** The HTTP status of an answer that carries this error. */
  public int httpStatus() {
    return httpStatus;
  }
}
