package io.signalbox.core.provider.aws.failure;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Turns what a call throws into failures. Stateless. */
public final class AwsFailures {

  /** The detail that keeps a code as AWS says it. */
  public static final String AWS_CODE = "aws_code";

  /** What EC2 answers to a dry run that would have been done. */
  public static final String DRY_RUN = "DryRunOperation";

  /** From here on a message says what nobody reads, or nobody may: the headers have a token. */
  private static final List<String> UNTOLD =
      List.of(
          "Encoded authorization failure message:", "The Canonical String for this request should");

  private static final String STRUCK = "***";

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private static final int LONGEST_MESSAGE = 2_000;

  /** The status that stands for a code that came without one. */
  private static final int TOLD = 400;

  private AwsFailures() {}

  /**
   * @param action such as {@code ec2:RunInstances}
   * @param changes whether the call was to change something
   * @param sent whether it got as far as being sent
   * @param token the session token that went with it, which an answer may repeat; empty if none did
   */
  public static ProviderFailure of(
      RuntimeException thrown, String action, boolean changes, boolean sent, String token) {
    return thrown instanceof AwsServiceException refused
            && refused.awsErrorDetails() instanceof AwsErrorDetails details
            && details.errorCode() != null
        ? refusal(refused, details, action, changes && sent, token)
        : ClientFailures.of(thrown, action, changes, sent);
  }

  /** The code as AWS says it; empty for a failure that AWS has not answered. */
  public static String codeOf(ProviderFailure failure) {
    return String.valueOf(failure.details().getOrDefault(AWS_CODE, ""));
  }

  /** Whether it says that the call would have been done. */
  public static boolean isDryRun(ProviderFailure failure) {
    return codeOf(failure).equals(DRY_RUN);
  }

  /** Whether the identity is not allowed the action. */
  public static boolean isDenied(ProviderFailure failure) {
    String code = codeOf(failure);
    return code.equals("UnauthorizedOperation") || code.startsWith("AccessDenied");
  }

  /** Whether it says that there is no machine of an id. */
  public static boolean isUnknownMachine(ProviderFailure failure) {
    return codeOf(failure).startsWith("InvalidInstanceID.");
  }

  /** Whether AWS held a call's date or signature against its clock, or may have. */
  public static boolean isAboutTime(ProviderFailure failure) {
    String code = codeOf(failure);
    return code.equals("RequestTimeTooSkewed")
        || code.equals("RequestExpired")
        || code.equals("SignatureDoesNotMatch")
        || code.startsWith("InvalidSignature");
  }

  /** Whether a launch that was refused so may go on with its next step. */
  public static boolean letsNextStepTry(ProviderFailure failure) {
    return failure.outcomeKnown()
        && (failure.failureClass() == FailureClass.CAPACITY
            || AwsError.find(codeOf(failure)).filter(AwsError::next).isPresent());
  }

  /**
   * Something that AWS tells within an answer, of a fleet for one: what it said then is certain.
   *
   * @param code as AWS says it
   */
  public static ProviderFailure told(String code, String message, String action) {
    AwsError row = AwsError.find(code).orElseGet(() -> AwsError.byStatus(code, TOLD));
    return new ProviderFailure(
            code.isEmpty() ? "REFUSED" : upperSnake(code),
            sentence(message, code, action),
            Map.of(AWS_CODE, code, "action", action),
            row.failureClass(),
            true,
            row.throttled(),
            null)
        .advising(row.advice());
  }

  /** AWS says so with a code that is of something else. */
  private static String advice(AwsError row, @Nullable String said) {
    return said != null && said.contains("scoped to a valid region")
        ? "Set region to one that there is, such as us-east-1"
        : row.advice();
  }

  private static ProviderFailure refusal(
      AwsServiceException refused,
      AwsErrorDetails details,
      String action,
      boolean mayBeDone,
      String token) {
    String code = details.errorCode();
    AwsError row =
        AwsError.find(code).orElseGet(() -> AwsError.byStatus(code, refused.statusCode()));
    Map<String, Object> told = new LinkedHashMap<>();
    told.put(AWS_CODE, code);
    told.put("action", action);
    told.put("status", refused.statusCode());
    if (refused.requestId() != null) {
      told.put("request_id", refused.requestId());
    }
    return new ProviderFailure(
            upperSnake(code),
            sentence(without(token, details.errorMessage()), code, action),
            told,
            row.failureClass(),
            !(mayBeDone && row.done() == AwsError.Done.UNKNOWN),
            row.throttled(),
            retryAfter(details).orElse(null))
        .advising(advice(row, details.errorMessage()));
  }

  /** The same refusal, where it repeats the session token that went with the call, without that. */
  public static AwsServiceException without(String token, AwsServiceException refused) {
    AwsErrorDetails details = refused.awsErrorDetails();
    String said = details == null ? null : without(token, details.errorMessage());
    return details == null || said == null
        ? refused
        : refused.toBuilder()
            .awsErrorDetails(details.toBuilder().errorMessage(said).build())
            .build();
  }

  /**
   * Tokens of profiles, of the default chain and of roles stand in no setting, so none knows them.
   */
  private static @Nullable String without(String token, @Nullable String said) {
    if (said == null || token.isEmpty()) {
      return said;
    }
    String struck = said;
    for (String form : forms(token)) {
      struck = struck.replace(form, STRUCK);
    }
    return struck;
  }

  /** As it is, and as part of JSON, of a URL and as Base64. */
  private static List<String> forms(String token) {
    String inUrl = URLEncoder.encode(token, StandardCharsets.UTF_8);
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    return List.of(
        token,
        token.replace("/", "\\/"),
        inUrl,
        ESCAPE.matcher(inUrl).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT)),
        Base64.getEncoder().encodeToString(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static String sentence(@Nullable String said, String code, String action) {
    String text = said == null ? "" : said;
    for (String untold : UNTOLD) {
      int from = text.indexOf(untold);
      text = from < 0 ? text : text.substring(0, from);
    }
    text = text.strip();
    if (text.length() > LONGEST_MESSAGE) {
      text = text.substring(0, LONGEST_MESSAGE) + "...";
    }
    return (text.isEmpty() ? "Refused" : text) + " (" + code + " from " + action + ")";
  }

  private static Optional<Duration> retryAfter(AwsErrorDetails details) {
    return Optional.ofNullable(details.sdkHttpResponse())
        .flatMap(response -> response.firstMatchingHeader("Retry-After"))
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** {@code InvalidAMIID.NotFound} as {@code INVALID_AMIID_NOT_FOUND}. */
  static String upperSnake(String code) {
    return code.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]+", "_")
        .toUpperCase(Locale.ROOT);
  }
}
