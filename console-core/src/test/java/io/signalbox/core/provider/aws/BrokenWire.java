package io.signalbox.core.provider.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.util.Arrays;

/** Stands in front of a cloud and breaks the answer to one call. Closed by its user. */
final class BrokenWire implements AutoCloseable {

  private static final int LONG = 60_000;

  private final URI cloud;
  private final WireMockServer server;

  /** What becomes of one call. */
  enum Break {
    RESET_BEFORE(false),
    NOTHING_BEFORE(false),
    GARBAGE_BEFORE(false),
    BROKEN_CHUNK_BEFORE(false),
    HANG_BEFORE(false),
    RESET_AFTER(true),
    NOTHING_AFTER(true),
    GARBAGE_AFTER(true),
    BROKEN_CHUNK_AFTER(true),
    HALF_A_BODY_AFTER(true),
    NO_BODY_AFTER(true),
    ERROR_PAGE_AFTER(true),
    HANG_AFTER(true);

    private final boolean done;

    Break(boolean done) {
      this.done = done;
    }

    /** Whether the cloud carries the call out before its answer is broken. */
    boolean done() {
      return done;
    }
  }

  /** Breaks what the cloud has answered. */
  private static final class Breaker implements ResponseTransformerV2 {
    static final String NAME = "breaker";
    static final String HOW = "how";

    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public Response transform(Response answer, ServeEvent event) {
      Response.Builder broken = Response.Builder.like(answer).but();
      return switch (Break.valueOf(
          event.getResponseDefinition().getTransformerParameters().getString(HOW))) {
        case RESET_AFTER -> broken.fault(Fault.CONNECTION_RESET_BY_PEER).build();
        case NOTHING_AFTER -> broken.fault(Fault.EMPTY_RESPONSE).build();
        case GARBAGE_AFTER -> broken.fault(Fault.RANDOM_DATA_THEN_CLOSE).build();
        case BROKEN_CHUNK_AFTER -> broken.fault(Fault.MALFORMED_RESPONSE_CHUNK).build();
        case HALF_A_BODY_AFTER ->
            broken.body(Arrays.copyOf(answer.getBody(), answer.getBody().length / 2)).build();
        case NO_BODY_AFTER -> broken.body(new byte[0]).build();
        case ERROR_PAGE_AFTER ->
            broken.status(502).body("<html><body>Bad Gateway</body></html>").build();
        case HANG_AFTER -> broken.incrementInitialDelay(LONG).build();
        default -> throw new IllegalArgumentException("nothing was answered");
      };
    }
  }

  BrokenWire(URI cloud) {
    this.cloud = cloud;
    this.server =
        new WireMockServer(
            options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .jettyStopTimeout(1L)
                .extensions(new Breaker()));
    server.start();
    server.stubFor(any(anyUrl()).atPriority(10).willReturn(passed()));
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.port();
  }

  int port() {
    return server.port();
  }

  /** With a certificate that nobody trusts. */
  int securePort() {
    return server.httpsPort();
  }

  /** The next call of an action is broken; those after it pass. */
  void breakOnce(String action, Break how) {
    once(
        action,
        switch (how) {
          case RESET_BEFORE -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
          case NOTHING_BEFORE -> aResponse().withFault(Fault.EMPTY_RESPONSE);
          case GARBAGE_BEFORE -> aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE);
          case BROKEN_CHUNK_BEFORE -> aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK);
          case HANG_BEFORE -> aResponse().withFixedDelay(LONG);
          default ->
              passed()
                  .withTransformers(Breaker.NAME)
                  .withTransformerParameter(Breaker.HOW, how.name());
        });
  }

  /** The next answer to an action comes in parts. */
  void dribbleOnce(String action, int parts, int millis) {
    once(action, passed().withChunkedDribbleDelay(parts, millis));
  }

  private void once(String action, ResponseDefinitionBuilder answer) {
    server.stubFor(
        any(anyUrl())
            .atPriority(1)
            .withRequestBody(containing(action))
            .inScenario(action)
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("over")
            .willReturn(answer));
    server.resetScenarios();
  }

  private ResponseDefinitionBuilder passed() {
    return aResponse().proxiedFrom(cloud.toString());
  }

  @Override
  public void close() {
    server.stop();
  }
}
