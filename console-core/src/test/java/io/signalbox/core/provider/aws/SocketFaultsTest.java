package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.aws.BrokenWire.Break;
import io.signalbox.core.testing.AwsProviders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Answers that break on the way: what was not sent was surely not done, what may have been is
 * unknown, and a repetition under the same key makes nothing twice.
 */
final class SocketFaultsTest extends AwsTest {

  private BrokenWire wire;
  private ProviderStrategy provider;

  @BeforeEach
  void between() throws IOException {
    wire = new BrokenWire(world.cloud.endpoint());
    provider = world.with(Map.of("endpoint", wire.endpoint(), "max_retries", 0L));
  }

  @AfterEach
  void closeWire() throws IOException {
    wire.close();
  }

  private ProviderResult create(String key, LaunchSpec spec, Duration within) {
    return provider.execute(
        new ProviderOperation.CreateInstances(
            spec, 2, AwsWorld.TAGS, within(within).withIdempotencyKey(key)));
  }

  private OperationContext within(Duration time) {
    return OperationContext.of("trace", world.time.now().plus(time));
  }

  private static Duration patience(Break how) {
    return how.name().startsWith("HANG") ? Duration.ofMillis(1_500) : Duration.ofSeconds(60);
  }

  @ParameterizedTest
  @EnumSource(Break.class)
  void aLaunchWhoseAnswerBreaksIsUnknownAndItsRepetitionMakesNothingTwice(Break how) {
    wire.breakOnce("RunInstances", how);
    ProviderFailure failure = failure(create("broken", spec(Map.of()), patience(how)));
    assertThat(failure.outcomeKnown()).as(failure.toString()).isFalse();
    assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(failure.message()).contains("ec2:RunInstances").contains("not known");
    assertThat(world.alive()).as("made before the answer broke").hasSize(how.done() ? 2 : 0);

    List<String> made =
        ids(created(create("broken", spec(Map.of()), Duration.ofSeconds(60))).instances());
    assertThat(made).hasSize(2).containsExactlyInAnyOrderElementsOf(ids(world.alive()));
  }

  /** The first type has no room; the answer of the second call breaks, and room comes back. */
  @ParameterizedTest
  @EnumSource(
      value = Break.class,
      names = {"RESET_AFTER", "HALF_A_BODY_AFTER", "NOTHING_BEFORE"})
  void aSecondCallWhoseAnswerBreaksIsGoneOnWith(Break how) {
    world.cloud.faults().capacity("c5.large", 0);
    wire.breakOnce("InstanceType=m5.large", how);
    LaunchSpec spec = AwsWorld.two("c5.large", "m5.large");
    ProviderFailure failure = failure(create("second", spec, Duration.ofSeconds(60)));
    assertThat(failure.outcomeKnown()).isFalse();
    world.cloud.faults().capacity("c5.large", 100);
    List<String> made = ids(created(create("second", spec, Duration.ofSeconds(60))).instances());
    assertThat(made).hasSize(2).containsExactlyInAnyOrderElementsOf(ids(world.alive()));
  }

  @ParameterizedTest
  @EnumSource(Break.class)
  void aTerminationWhoseAnswerBreaksIsUnknownAndCanBeRepeated(Break how) {
    List<String> made =
        ids(created(create("to-end", spec(Map.of()), Duration.ofSeconds(60))).instances());
    wire.breakOnce("TerminateInstances", how);
    ProviderFailure failure =
        failure(
            provider.execute(
                new ProviderOperation.TerminateInstances(made, within(patience(how)))));
    assertThat(failure.outcomeKnown()).as(failure.toString()).isFalse();
    assertThat(
            provider
                .execute(
                    new ProviderOperation.TerminateInstances(made, within(Duration.ofSeconds(60))))
                .isSuccess())
        .isTrue();
    world.time.advance(Duration.ofSeconds(6));
    assertThat(world.alive()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Break.class)
  void aListingWhoseAnswerBreaksIsNoListing(Break how) {
    created(create("listed", spec(Map.of()), Duration.ofSeconds(60)));
    wire.breakOnce("DescribeInstances", how);
    var listing =
        new ProviderOperation.DescribeResourceInstances(AwsWorld.TAGS, within(patience(how)));
    ProviderFailure failure = failure(provider.execute(listing));
    assertThat(failure.failureClass()).as(failure.toString()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(failure.outcomeKnown()).as("it was to change nothing").isTrue();
  }

  @Test
  void aListingIsTriedAgainWhenItsAnswerBreaks() {
    ProviderStrategy patient = world.with(Map.of("endpoint", wire.endpoint(), "max_retries", 2L));
    created(create("again", spec(Map.of()), Duration.ofSeconds(60)));
    wire.breakOnce("DescribeInstances", Break.RESET_BEFORE);
    var listing =
        new ProviderOperation.DescribeResourceInstances(
            AwsWorld.TAGS, within(Duration.ofSeconds(60)));
    assertThat(AwsWorld.listed(patient.execute(listing))).hasSize(2);
  }

  @Test
  void anAnswerThatComesSlowlyIsAnAnswer() {
    wire.dribbleOnce("RunInstances", 10, 500);
    assertThat(created(create("slow", spec(Map.of()), Duration.ofSeconds(60))).instances())
        .hasSize(2);
  }

  /** Bytes go on coming, so that no time-out between two of them ends it. */
  @Test
  void anAnswerThatIsNotThroughByTheDeadlineIsUnknown() {
    wire.dribbleOnce("RunInstances", 100, 60_000);
    ProviderFailure failure = failure(create("drip", spec(Map.of()), Duration.ofMillis(1_500)));
    assertThat(failure.code()).isEqualTo("TIMEOUT");
    assertThat(failure.outcomeKnown()).isFalse();
    assertThat(created(create("drip", spec(Map.of()), Duration.ofSeconds(60))).instances())
        .hasSize(2);
    assertThat(world.alive()).hasSize(2);
  }

  /** The deadline is an hour off, and ended such an answer alone. */
  @Test
  void anAnswerThatIsNotThroughInTheConfiguredTimeIsUnknownAlthoughTheDeadlineIsFar() {
    provider = world.with(Map.of("endpoint", wire.endpoint(), "timeout", 1.0));
    wire.dribbleOnce("RunInstances", 100, 50_000);
    ProviderFailure failure = failure(create("drip", spec(Map.of()), Duration.ofHours(1)));
    assertThat(failure.code()).isEqualTo("TIMEOUT");
    assertThat(failure.outcomeKnown()).isFalse();
    assertThat(world.alive()).hasSize(2);
  }

  @Test
  void aSecureConnectionToAPlainPortHasSentNothing() {
    hasSentNothing("https://127.0.0.1:" + wire.port());
  }

  @Test
  void aCertificateThatNobodyTrustsHasSentNothing() {
    hasSentNothing("https://127.0.0.1:" + wire.securePort());
  }

  private void hasSentNothing(String endpoint) {
    provider = world.with(Map.of("endpoint", endpoint, "max_retries", 0L));
    ProviderFailure failure = failure(create("tls", spec(Map.of()), Duration.ofSeconds(60)));
    assertThat(failure.code()).as(failure.toString()).isEqualTo("TLS_FAILED");
    assertThat(failure.failureClass()).isEqualTo(FailureClass.PROVIDER);
    assertThat(failure.outcomeKnown()).isTrue();
    assertThat(world.cloud.calls()).isEmpty();
  }

  @Test
  void aSecureConnectionThatIsResetBeforeItStandsHasSentNothing() throws IOException {
    try (ServerSocket rude = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> resetAll(rude));
      provider =
          world.with(
              Map.of("endpoint", "https://127.0.0.1:" + rude.getLocalPort(), "max_retries", 0L));
      ProviderFailure failure = failure(create("reset", spec(Map.of()), Duration.ofSeconds(60)));
      assertThat(failure.outcomeKnown()).as(failure.toString()).isTrue();
    }
  }

  /** Who resets a connection as soon as it stands cannot have done anything, but may have. */
  @Test
  void aConnectionThatIsResetAtOnceIsNeverTakenForDone() throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> resetAll(rude));
      provider =
          AwsProviders.at(
              URI.create("http://127.0.0.1:" + rude.getLocalPort()),
              AwsWorld.REGION,
              AwsWorld.NAME,
              folder.resolve("rude"),
              world.time);
      ProviderFailure failure = failure(create("rude", spec(Map.of()), Duration.ofSeconds(60)));
      assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSIENT);
      provider.close();
    }
    provider = world.provider;
    assertThat(created(create("rude", spec(Map.of()), Duration.ofSeconds(60))).instances())
        .hasSize(2);
    assertThat(world.alive()).hasSize(2);
  }

  private static void resetAll(ServerSocket rude) {
    while (true) {
      try (Socket socket = rude.accept()) {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** A connection that was kept open for the next call is closed by the other end meanwhile. */
  @Test
  void aConnectionThatWasClosedMeanwhileMakesNothingTwice() throws IOException {
    Path ledger = folder.resolve("ledger");
    LocalCloud.Options options = LocalCloud.Options.usual().folder(ledger).time(world.time);
    URI endpoint;
    try (LocalCloud first = LocalCloud.start(options)) {
      endpoint = first.endpoint();
      provider = world.with(Map.of("endpoint", endpoint.toString(), "max_retries", 0L));
      assertThat(created(create("before", spec(Map.of()), Duration.ofSeconds(60))).instances())
          .hasSize(2);
    }
    try (LocalCloud again = LocalCloud.start(options.port(endpoint.getPort()))) {
      ProviderResult result = create("after", spec(Map.of()), Duration.ofSeconds(60));
      if (!result.isSuccess()) {
        assertThat(failure(result).failureClass()).isEqualTo(FailureClass.TRANSIENT);
      }
      assertThat(created(create("after", spec(Map.of()), Duration.ofSeconds(60))).instances())
          .hasSize(2);
      assertThat(again.calls()).as("each launch that arrived").isNotEmpty();
      assertThat(
              AwsWorld.listed(
                  provider.execute(
                      new ProviderOperation.DescribeResourceInstances(
                          Map.of(), within(Duration.ofSeconds(60))))))
          .hasSize(4);
    }
  }
}
