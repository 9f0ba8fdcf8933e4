package io.signalbox.core.provider.aws.failure;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * What a call means that AWS did not answer, or not as itself. A call that changes something is
 * unknown from when its first byte may have been sent. Stateless.
 */
final class ClientFailures {

  /** Opens connections, with TLS where it is asked for. */
  private static final String OPENING = DefaultHttpClientConnectionOperator.class.getName();

  private static final String NO_ANSWER_OF_AWS = "Unable to unmarshall response";

  private ClientFailures() {}

  static ProviderFailure of(RuntimeException thrown, String action, boolean changes, boolean sent) {
    Set<Throwable> causes = causes(thrown);
    if (isLate(thrown)) {
      return passing("TIMEOUT", "No answer to " + action + " in time", changes && sent);
    }
    if (has(causes, AbortedException.class, InterruptedException.class)
        || Thread.currentThread().isInterrupted()) {
      return ProviderFailure.cancelled(
          action + " was stopped before it was answered", !(changes && sent));
    }
    Optional<ProviderFailure> unreached = unreached(causes, action);
    if (unreached.isPresent()) {
      return unreached.get();
    }
    if (has(causes, SocketTimeoutException.class)) {
      return passing("TIMEOUT", "No answer to " + action + " in time", changes && sent);
    }
    if (thrown instanceof AwsServiceException answered) {
      return passing(
          "BAD_ANSWER",
          "%s was answered with status %d and nothing that AWS says"
              .formatted(action, answered.statusCode()),
          changes && sent);
    }
    if (!sent) {
      return unsent(thrown, action);
    }
    return passing("CONNECTION_LOST", action + " was not answered: " + words(thrown), changes);
  }

  /** The other end was not reached: nothing was sent. */
  private static Optional<ProviderFailure> unreached(Set<Throwable> causes, String action) {
    if (has(causes, UnknownHostException.class)) {
      return Optional.of(
          ProviderFailure.of(
                  FailureClass.PROVIDER,
                  "UNKNOWN_HOST",
                  action
                      + " was not sent: there is no address for "
                      + first(causes, UnknownHostException.class))
              .advising("Check region and endpoint, and this machine's name service"));
    }
    Optional<Throwable> insecure =
        causes.stream()
            .filter(each ->
                is(each, SSLPeerUnverifiedException.class)
                    || is(each, SSLException.class) && isOfOpening(each))
            .findFirst();
    if (insecure.isPresent()) {
      return Optional.of(
          ProviderFailure.of(
                  FailureClass.PROVIDER,
                  "TLS_FAILED",
                  action + " was not sent: no secure connection (" + words(insecure.get()) + ")")
              .advising("Check the endpoint, a proxy on the way, and the trusted certificates"));
    }
    if (has(causes, ConnectionRequestTimeoutException.class)) {
      return Optional.of(
          ProviderFailure.notSent(
                  FailureClass.TRANSIENT,
                  "NO_CONNECTION",
                  action + " was not sent: all connections are in use")
              .advising("Raise max_connections if this happens often"));
    }
    return causes.stream()
        .filter(each ->
            is(
                    each,
                    ConnectException.class,
                    ConnectTimeoutException.class,
                    NoRouteToHostException.class)
                || isOfOpening(each))
        .findFirst()
        .map(each ->
            ProviderFailure.of(
                    FailureClass.TRANSIENT,
                    "UNREACHABLE",
                    action + " was not sent: no connection (" + words(each) + ")")
                .advising("Check the endpoint, the network and a proxy on the way"));
  }

  /**
   * Whether it ended the opening of a connection, before which no byte of a call is sent. What a
   * plain port answers to a secure call, or a firewall that resets, has no type of its own.
   */
  private static boolean isOfOpening(Throwable thrown) {
    return thrown instanceof SSLHandshakeException
        || Arrays.stream(thrown.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals(OPENING));
  }

  /** What fails before a call is sent is the lack of credentials, or a setting of the SDK's. */
  private static ProviderFailure unsent(RuntimeException thrown, String action) {
    String said = words(thrown);
    // Before a call is sent a role is asked for. The SDK takes any answer for one, and quotes it.
    if (thrown instanceof NullPointerException || said.startsWith(NO_ANSWER_OF_AWS)) {
      return passing(
              "BAD_ANSWER",
              action + " was not sent: who was asked for the role answered nothing that AWS says",
              false)
          .advising("Check the endpoint of STS, and a proxy on the way");
    }
    boolean credentials = said.toLowerCase(Locale.ROOT).contains("credential");
    return credentials
        ? ProviderFailure.of(
                FailureClass.PROVIDER,
                "NO_CREDENTIALS",
                action + " was not sent: there are no credentials. The SDK says: " + said)
            .advising(
                "Set access_key and secret_key by reference, or profile, or give the default chain"
                    + " some (environment, shared files, role of the machine)")
        : ProviderFailure.of(FailureClass.PROVIDER, "NOT_SENT", action + " was not sent: " + said);
  }

  private static ProviderFailure passing(String code, String message, boolean mayBeDone) {
    return mayBeDone
        ? ProviderFailure.unknown(code, message + "; whether it was done is not known")
        : ProviderFailure.of(FailureClass.TRANSIENT, code, message);
  }

  /** The SDK ends a late call with an interruption of its own. */
  private static boolean isLate(RuntimeException thrown) {
    return thrown instanceof ApiCallTimeoutException
        || thrown instanceof ApiCallAttemptTimeoutException;
  }

  private static String words(Throwable thrown) {
    String said = String.valueOf(thrown.getMessage());
    return said.length() > 1_000 ? said.substring(0, 1_000) + "..." : said;
  }

  private static Set<Throwable> causes(Throwable thrown) {
    Set<Throwable> causes = new LinkedHashSet<>();
    for (Throwable each = thrown; each != null && causes.add(each); ) {
      each = each.getCause();
    }
    return causes;
  }

  private static boolean has(Set<Throwable> causes, Class<?>... types) {
    return causes.stream().anyMatch(each -> is(each, types));
  }

  private static String first(Set<Throwable> causes, Class<?>... types) {
    return causes.stream()
        .filter(each -> is(each, types))
        .findFirst()
        .map(ClientFailures::words)
        .orElse("");
  }

  private static boolean is(Throwable thrown, Class<?>... types) {
    for (Class<?> type : types) {
      if (type.isInstance(thrown)) {
        return true;
      }
    }
    return false;
  }
}
