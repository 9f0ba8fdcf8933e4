package io.signalbox.core.provider.aws.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.provider.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Reads from a service that speaks JSON 1.1 and that no module of the SDK at hand knows, with the
 * SDK's signer, connections and retries. What it throws is what the SDK's clients throw.
 * Thread-safe.
 */
public final class JsonCalls {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private final Target target;
  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final RetryStrategy retries;
  private final Duration timeout;
  private final ScheduledExecutorService timeouts;
  private final TimeSource time;

  /**
   * Which service is called.
   *
   * @param service its name in signatures
   * @param region that calls are signed for
   */
  record Target(String service, URI endpoint, String region) {}

  JsonCalls(
      Target target,
      SdkHttpClient http,
      AwsCredentialsProvider credentials,
      RetryStrategy retries,
      Duration timeout,
      ScheduledExecutorService timeouts,
      TimeSource time) {
    this.target = target;
    this.http = http;
    this.credentials = credentials;
    this.retries = retries;
    this.timeout = timeout;
    this.timeouts = timeouts;
    this.time = time;
  }

  /**
   * Makes one call that changes nothing.
   *
   * @param operation as {@code X-Amz-Target} has it
   * @param body of texts, numbers, lists and maps
   * @throws SdkException as a client of the SDK does
   */
  public JsonNode call(
      String operation, Map<String, ?> body, AwsRequestOverrideConfiguration within) {
    exchange(within).ifPresent(Exchange::asking);
    Instant end = time.now().plus(within.apiCallTimeout().orElse(timeout));
    RetryToken token =
        retries.acquireInitialToken(AcquireInitialTokenRequest.create(operation)).token();
    while (true) {
      try {
        JsonNode answer = attempt(operation, body, within, end);
        retries.recordSuccess(RecordSuccessRequest.create(token));
        return answer;
      } catch (SdkException e) {
        token = again(token, e, end);
      }
    }
  }

  /** Waits until it is worth being tried again. */
  private RetryToken again(RetryToken token, SdkException failure, Instant end) {
    RefreshRetryTokenResponse next;
    try {
      next =
          retries.refreshRetryToken(
              RefreshRetryTokenRequest.builder().token(token).failure(failure).build());
    } catch (TokenAcquisitionFailedException e) {
      throw failure;
    }
    if (!time.now().plus(next.delay()).isBefore(end)) {
      throw failure;
    }
    try {
      time.sleep(next.delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("Interrupted before it was tried again", e);
    }
    return next.token();
  }

  private JsonNode attempt(
      String operation, Map<String, ?> body, AwsRequestOverrideConfiguration within, Instant end) {
    SignedRequest signed =
        signed(
            operation,
            JSON.<JsonNode>valueToTree(body).toString().getBytes(StandardCharsets.UTF_8));
    ExecutableHttpRequest request =
        http.prepareRequest(
            HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElseThrow())
                .build());
    Duration left = Duration.between(time.now(), end);
    Alarm alarm = new Alarm(request);
    ScheduledFuture<?> ringing =
        timeouts.schedule(
            alarm,
            Math.max(1, Math.min(left.toMillis(), timeout.toMillis())),
            TimeUnit.MILLISECONDS);
    Optional<Exchange> exchange = exchange(within);
    exchange.ifPresent(each -> each.sending(signed.request()));
    try {
      HttpExecuteResponse response = request.call();
      exchange.ifPresent(each -> each.answered(response.httpResponse()));
      return answered(response);
    } catch (IOException | IllegalStateException e) {
      throw alarm.off()
          ? ApiCallAttemptTimeoutException.create(timeout.toMillis())
          : SdkClientException.create("No answer to " + operation + ": " + e.getMessage(), e);
    } finally {
      alarm.off();
      ringing.cancel(false);
    }
  }

  /** Ends a call that takes too long. Aborting alone ends none that is still connecting. */
  private static final class Alarm implements Runnable {
    private final Thread caller = Thread.currentThread();
    private final ExecutableHttpRequest request;
    // All guarded by this.
    private boolean off;
    private boolean rang;
    private boolean interrupted;

    Alarm(ExecutableHttpRequest request) {
      this.request = request;
    }

    @Override
    public synchronized void run() {
      if (!off) {
        rang = true;
        interrupted = true;
        request.abort();
        caller.interrupt();
      }
    }

    /** From here on nobody is interrupted; whether it rang before. */
    synchronized boolean off() {
      off = true;
      if (interrupted) {
        interrupted = false;
        Thread.interrupted();
      }
      return rang;
    }
  }

  private static Optional<Exchange> exchange(AwsRequestOverrideConfiguration within) {
    return Optional.ofNullable(within.executionAttributes().getAttribute(Sending.EXCHANGE));
  }

  private SignedRequest signed(String operation, byte[] body) {
    AwsCredentials identity = credentials.resolveCredentials();
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(target.endpoint())
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("Content-Length", String.valueOf(body.length))
            .putHeader("X-Amz-Target", operation)
            .build();
    return AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(identity)
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, target.service())
                .putProperty(AwsV4HttpSigner.REGION_NAME, target.region()));
  }

  private JsonNode answered(HttpExecuteResponse response) throws IOException {
    String text;
    try (InputStream bytes =
        response
            .responseBody()
            .<InputStream>map(body -> body)
            .orElse(InputStream.nullInputStream())) {
      byte[] read = bytes.readNBytes(MOST_BYTES + 1);
      if (read.length > MOST_BYTES) {
        throw new IOException(
            "the answer is larger than the %d MiB that are read".formatted(MOST_BYTES >> 20));
      }
      text = new String(read, StandardCharsets.UTF_8);
    }
    Optional<JsonNode> body = json(text);
    int status = response.httpResponse().statusCode();
    if (status == 200 && body.isPresent()) {
      return body.get();
    }
    AwsErrorDetails.Builder details =
        AwsErrorDetails.builder()
            .serviceName(target.service())
            .sdkHttpResponse(response.httpResponse());
    body.map(each -> each.path("__type").asText(""))
        .map(type -> type.substring(type.indexOf('#') + 1))
        .filter(type -> !type.isEmpty() && status != 200)
        .ifPresent(details::errorCode);
    body.map(each -> each.path("message").asText(each.path("Message").asText("")))
        .ifPresent(details::errorMessage);
    throw AwsServiceException.builder()
        .awsErrorDetails(details.build())
        .statusCode(status)
        .requestId(response.httpResponse().firstMatchingHeader("x-amzn-RequestId").orElse(null))
        .build();
  }

  private static Optional<JsonNode> json(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
