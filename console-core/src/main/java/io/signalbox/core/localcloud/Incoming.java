package io.signalbox.core.localcloud;

import com.sun.net.httpserver.HttpExchange;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request, before it is known to be well formed.
 *
 * @param signature who says to have sent it; empty for nobody
 * @param target the header {@code X-Amz-Target} of services that speak JSON
 * @param query of the address, not decoded
 * @param body of the request
 * @param whole whether that is all of it
 */
record Incoming(
    Optional<Signature> signature,
    Optional<String> target,
    @Nullable String query,
    String body,
    boolean whole) {

  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final long MOST_DRAINED = 64L * 1024 * 1024;

  /** Of a request that is larger than {@link #MOST_BYTES} no more is kept; it is refused. */
  static Incoming read(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    drain(exchange.getRequestBody());
    return new Incoming(
        Signature.read(headers.getFirst("Authorization"), headers.getFirst("X-Amz-Date")),
        Optional.ofNullable(headers.getFirst("X-Amz-Target")),
        exchange.getRequestURI().getRawQuery(),
        new String(bytes, 0, Math.min(bytes.length, MOST_BYTES), StandardCharsets.UTF_8),
        bytes.length <= MOST_BYTES);
  }

  /**
   * To the end: whoever still sends would find the connection reset, and read no answer. Of a body
   * without an end that comes to pass.
   */
  private static void drain(InputStream rest) throws IOException {
    byte[] sink = new byte[64 * 1024];
    long drained = 0;
    int read = 0;
    while (read >= 0 && drained < MOST_DRAINED) {
      read = rest.read(sink);
      drained += Math.max(0, read);
    }
  }

  /** The service as the credential's scope has it; EC2 or SSM where there is no signature. */
  String service() {
    return target
        .map(each -> Services.TARGETS.getOrDefault(each.substring(0, each.indexOf('.') + 1), each))
        .or(() -> signature.map(Signature::service))
        .orElse("ec2");
  }

  /**
   * The call.
   *
   * @throws Refusal if it is malformed, or larger than is read
   */
  Asked asked(String requestId, Instant at) {
    if (!whole) {
      throw new Refusal(
          "RequestEntityTooLarge",
          413,
          "The request is larger than the %d MiB that a local cloud reads"
              .formatted(MOST_BYTES >> 20));
    }
    Parameters parameters =
        target.isPresent()
            ? Parameters.NONE
            : Parameters.parse(query == null ? body : query + "&" + body);
    String action =
        target
            .map(each -> each.substring(each.indexOf('.') + 1))
            .or(() -> parameters.text("Action"))
            .orElse("");
    return new Asked(
        service(),
        signature.map(Signature::region).orElse(""),
        action,
        parameters,
        body,
        "",
        requestId,
        at);
  }
}
