package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.CallFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Whatever a provider needs of EC2, asked of the local cloud; or of the service that {@code
 * SIGNALBOX_EC2_ENDPOINT} names, which may lack some of it, but not everything. {@code
 * docs/rehearse-aws.md} says how.
 */
final class AnyEndpointTest {

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private LocalCloud cloud() throws IOException {
    LocalCloud cloud = LocalCloud.start(LocalCloud.Options.usual());
    open.add(cloud);
    cloud.faults().pace(Duration.ZERO, Duration.ZERO);
    cloud.faults().merge("{\"fillSeconds\": 0}");
    return cloud;
  }

  private Endpoint at(URI uri, Map<String, String> variables) {
    Endpoint endpoint = new Endpoint(uri, variables, folder);
    open.add(endpoint);
    return endpoint;
  }

  @TestFactory
  Stream<DynamicTest> whatAProviderNeedsIsThere() throws IOException {
    String named = System.getenv(Endpoint.VARIABLE);
    return named == null || named.isBlank()
        ? tests(at(cloud().endpoint(), Map.of()))
        : tests(at(URI.create(named), System.getenv()));
  }

  /** Each check as a test of its own, and at last whether any could be made. */
  private static Stream<DynamicTest> tests(Endpoint endpoint) {
    AtomicInteger made = new AtomicInteger();
    Stream<DynamicTest> each =
        EndpointChecks.all().stream()
            .map(check ->
                DynamicTest.dynamicTest(
                    check.name(),
                    () -> {
                      try {
                        check.body().ask(endpoint);
                        made.incrementAndGet();
                      } catch (Endpoint.Lacks lacks) {
                        Assumptions.abort(lacks.getMessage());
                      }
                    }));
    return Stream.concat(
        each,
        Stream.of(
            DynamicTest.dynamicTest(
                "something could be asked",
                () ->
                    assertThat(made)
                        .as("checks that %s does not lack", endpoint.uri())
                        .hasPositiveValue())));
  }

  /** How a service's tests ended: {@code passed}, {@code failed}, or why one was skipped. */
  private static List<String> outcomes(Stream<DynamicTest> tests) {
    List<String> outcomes = new ArrayList<>();
    tests.forEach(each -> {
      try {
        each.getExecutable().execute();
        outcomes.add("passed");
      } catch (TestAbortedException skipped) {
        outcomes.add(String.valueOf(skipped.getMessage()));
      } catch (Throwable failed) {
        outcomes.add("failed");
      }
    });
    return outcomes;
  }

  @Test
  void anOperationThatAServiceLacksIsNamedAndTheOthersAreMade() throws IOException {
    LocalCloud cloud = cloud();
    cloud.faults().add(CallFault.error("GetCallerIdentity", "InvalidAction", 400).times(0));
    cloud.faults().honourTokens(false);
    List<String> outcomes = outcomes(tests(at(cloud.endpoint(), Map.of())));
    assertThat(outcomes)
        .contains(
            "skipped: endpoint lacks sts:GetCallerIdentity",
            "skipped: endpoint lacks client tokens of ec2:RunInstances",
            "passed")
        .doesNotContain("failed");
  }

  @Test
  void aServiceThatLacksEverythingHasProvedNothing() throws IOException {
    HttpServer nothing =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    nothing.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(501, -1);
          exchange.close();
        });
    nothing.start();
    open.add(() -> nothing.stop(0));
    List<String> outcomes =
        outcomes(
            tests(at(URI.create("http://127.0.0.1:" + nothing.getAddress().getPort()), Map.of())));
    assertThat(outcomes.getLast()).isEqualTo("failed");
    assertThat(outcomes.subList(0, outcomes.size() - 1))
        .allMatch(outcome -> outcome.contains("skipped: endpoint lacks "));
  }
}
