package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.Event;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.wiring.Background;
import io.signalbox.core.wiring.Duty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The composition root: what one folder, and two processes on it, do. */
final class SignalboxTest {

  private static final Caller ANA = new Caller("ana (test)", "trace-1", false);
  private static final Duration WINDOW = Duration.ofMinutes(15);

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final List<Signalbox> opened = new ArrayList<>();

  @BeforeEach
  void configure() throws IOException {
    write(
        """
        {"provider": {"selection_policy": "WEIGHTED_ROUND_ROBIN", "providers": [
          {"name": "east", "type": "simulated", "simulates": "aws", "weight": 3,
           "rehearsal": {"operations_per_second": 3}},
          {"name": "west", "type": "simulated", "simulates": "aws", "weight": 1,
           "rehearsal": {"operations_per_second": 1}},
          {"name": "quiet", "type": "simulated", "simulates": "aws", "weight": 1}]}}
        """);
    Files.writeString(
        folder.resolve("templates.json"),
        "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 5}]}");
  }

  @AfterEach
  void close() {
    opened.forEach(Signalbox::close);
  }

  private void write(String configuration) throws IOException {
    Files.writeString(folder.resolve("config.json"), configuration);
  }

  private Signalbox open() {
    return open(folder);
  }

  private Signalbox open(Path where) {
    Signalbox signalbox = Signalbox.open(SignalboxOptions.of(where).time(time).seed(1).build());
    opened.add(signalbox);
    return signalbox;
  }

  private static ProviderView provider(Signalbox signalbox, String name) {
    return signalbox.queries().ask(new Query.ShowProvider(name, WINDOW)).view();
  }

  private static ErrorCode refusal(Runnable refused) {
    AtomicReference<@Nullable ErrorCode> code = new AtomicReference<>();
    assertThatThrownBy(refused::run)
        .isInstanceOfSatisfying(SignalboxException.class, e -> code.set(e.code()));
    return Objects.requireNonNull(code.get());
  }

  @Test
  void readingOnlyRefusesChangesAndAuditsTheRefusal() {
    Signalbox signalbox = open();
    signalbox.commands().setReadOnly(true);
    assertThat(
            refusal(() ->
                signalbox.commands().execute(new ProviderCommand.Drain("west", "x", null), ANA)))
        .isEqualTo(ErrorCode.READ_ONLY);
    assertThat(signalbox.commands().execute(new ProviderCommand.Check("west"), ANA).provider())
        .isEqualTo("west");
    signalbox.commands().setReadOnly(false);
    signalbox.commands().execute(new ProviderCommand.Drain("west", "x", null), ANA);
    assertThat(signalbox.queries().ask(new Query.Activity(Instant.EPOCH, 10)))
        .extracting(entry -> entry.action() + " " + entry.outcome())
        .containsExactly("Drain done", "Check done", "Drain READ_ONLY");
  }

  @Test
  void lookingAtARequestDoesNotMoveItAndDrivingDoesThoughTheConsoleIsLocked() {
    Signalbox signalbox = open();
    String id =
        signalbox
            .commands()
            .execute(new RequestCommand.Submit("web", 1, "east", null, null), ANA)
            .requestId();
    time.advance(Duration.ofSeconds(20));
    signalbox.commands().setReadOnly(true);
    var before = signalbox.queries().ask(new Query.RequestTimeline(id));
    assertThat(signalbox.queries().ask(new Query.ShowRequest(id)).state())
        .isEqualTo(RequestState.ACQUIRING);
    assertThat(signalbox.queries().ask(new Query.RequestTimeline(id))).isEqualTo(before);
    assertThat(
            signalbox.commands().execute(new RequestCommand.Drive(List.of(id, id, "req-no")), ANA))
        .extracting(driven -> driven.request().state())
        .containsExactly(RequestState.COMPLETE);
    assertThat(signalbox.queries().ask(new Query.Activity(Instant.EPOCH, 10)))
        .extracting(entry -> entry.action())
        .containsExactly("Submit");
  }

  @Test
  void returningARequestAgainAnswersTheReturnThereIs() {
    Signalbox signalbox = open();
    String id =
        signalbox
            .commands()
            .execute(new RequestCommand.Submit("web", 1, "east", null, null), ANA)
            .requestId();
    time.advance(Duration.ofSeconds(20));
    RequestCommand.ReturnRequest giveBack = new RequestCommand.ReturnRequest(id, "");
    MachineRequest first = signalbox.commands().execute(giveBack, ANA);
    assertThat(signalbox.commands().execute(giveBack, ANA).requestId())
        .isEqualTo(first.requestId());
    time.advance(Duration.ofSeconds(60));
    MachineRequest last = signalbox.commands().execute(giveBack, ANA);
    assertThat(last.requestId()).isEqualTo(first.requestId());
    assertThat(last.state()).isEqualTo(RequestState.COMPLETE);
  }

  /** The store would take the second for a change of the first. */
  @Test
  void processesOfOneSeedMakeDifferentRequestsInOneMoment() {
    RequestCommand.Submit submit = new RequestCommand.Submit("web", 1, "east", null, null);
    String first = open().commands().execute(submit, ANA).requestId();
    Signalbox other = open();
    assertThat(other.commands().execute(submit, ANA).requestId()).isNotEqualTo(first);
    assertThat(other.queries().ask(new Query.ListRequests(null, Instant.EPOCH, 10))).hasSize(2);
  }

  @Test
  void whatOneProcessChangesReachesTheOther() {
    Signalbox one = open();
    Signalbox other = open();
    Background background = new Background(other.parts(), other.rehearsal(), () -> {}, false);
    // Whoever looks for the first time reads the store then.
    assertThat(provider(other, "west").takesWork()).isTrue();
    one.commands().execute(new ProviderCommand.Drain("west", "kernel", null), ANA);
    one.commands().execute(new RoutingCommand.SetWeights(Map.of("east", 7.0), "more"), ANA);
    one.commands().execute(new RoutingCommand.Activate("quiet", "rehearsal", null, null), ANA);
    assertThat(provider(other, "west").takesWork()).isTrue();
    background.takeOver();
    background.takeOverSettings();
    assertThat(provider(other, "west").takesWork()).isFalse();
    assertThat(provider(other, "east").weight()).isEqualTo(7);
    assertThat(provider(other, "quiet").active()).isTrue();
    assertThat(provider(other, "quiet").share()).isEqualTo(1);
    background.close();
  }

  @Test
  void settingsThatCouldNotBeTakenOverAreAskedForAgain() {
    Signalbox one = open();
    Signalbox other = open();
    Background background = new Background(other.parts(), other.rehearsal(), () -> {}, false);
    AtomicInteger asked = new AtomicInteger();
    other
        .parts()
        .configuration()
        .onChange(fresh -> {
          if (asked.incrementAndGet() == 1) {
            throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The disk is full");
          }
        });
    one.commands().execute(new RoutingCommand.SetWeights(Map.of("east", 7.0), "more"), ANA);
    assertThatThrownBy(background::takeOverSettings).hasMessageContaining("full");
    background.takeOverSettings();
    assertThat(asked).hasValue(2);
    assertThat(provider(other, "east").weight()).isEqualTo(7);
    background.takeOverSettings();
    assertThat(asked).as("once it worked").hasValue(2);
    background.close();
  }

  @Test
  void settingsRefusedForABrokenFileAreTakenOverOnceItIsMended() throws IOException {
    Signalbox one = open();
    Signalbox other = open();
    Background background = new Background(other.parts(), other.rehearsal(), () -> {}, false);
    String good = Files.readString(folder.resolve("config.json"));
    one.commands().execute(new RoutingCommand.SetWeights(Map.of("east", 7.0), "more"), ANA);
    write("{\"provider\": ");
    background.takeOverSettings();
    background.takeOverSettings();
    assertThat(refusals(other)).as("told once").isEqualTo(1);
    assertThat(provider(other, "east").weight()).isEqualTo(3);
    write(good);
    other.parts().configuration().poll();
    background.takeOverSettings();
    assertThat(provider(other, "east").weight()).isEqualTo(7);
    background.close();
  }

  private static long refusals(Signalbox signalbox) {
    return signalbox.queries().ask(new Query.Events(Instant.EPOCH, 100)).stream()
        .filter(event -> event.severity() == Event.Severity.ERROR)
        .count();
  }

  @Test
  void oneProcessMonitorsAndTheOtherTakesOver() {
    Signalbox one = open();
    Signalbox other = open();
    Duty first = new Duty("monitor", "one", one.parts().store().leases(), time);
    Duty second = new Duty("monitor", "other", other.parts().store().leases(), time);
    assertThat(first.held()).isTrue();
    assertThat(second.held()).isFalse();
    time.advance(Duration.ofSeconds(4));
    assertThat(first.held()).isTrue();
    time.advance(Duration.ofSeconds(6));
    assertThat(second.held()).isTrue();
    assertThat(first.held()).isFalse();
    second.release();
    assertThat(first.held()).isTrue();
  }

  @Test
  void aChangedConfigurationIsAppliedWithoutMakingProvidersAnew() throws IOException {
    Signalbox signalbox = open();
    var strategy = signalbox.parts().providers().snapshot().providers().getFirst().strategy();
    write(
        """
        {"provider": {"providers": [
          {"name": "east", "type": "simulated", "simulates": "aws", "weight": 8,
           "config": {"latency": {"mean_ms": 333}}},
          {"name": "north", "type": "simulated", "simulates": "aws"}]}}
        """);
    signalbox.commands().execute(new ConfigCommand.Reload(), ANA);
    var providers = signalbox.parts().providers().snapshot().providers();
    assertThat(providers).extracting(p -> p.name()).containsExactly("east", "north");
    assertThat(providers.getFirst().strategy()).isSameAs(strategy);
    assertThat(providers.getFirst().weight()).isEqualTo(8);
    Instant before = time.now();
    signalbox.commands().execute(new ProviderCommand.Check("east"), ANA);
    assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofMillis(333));
  }

  @Test
  void aBrokenChangeKeepsTheLastGoodConfigurationAndSaysWhere() throws IOException {
    Signalbox signalbox = open();
    write("{\"provider\": {\"providers\": [\n  {\"name\": 7}]}}");
    var result = signalbox.commands().execute(new ConfigCommand.Reload(), ANA);
    assertThat(result.accepted()).isFalse();
    var all = signalbox.queries().ask(new Query.Snapshot());
    assertThat(all.providers()).hasSize(3);
    assertThat(all.alerts().getFirst().kind()).isEqualTo("configuration");
    assertThat(all.alerts().getFirst().location()).startsWith("config.json:2");
  }

  @Test
  void rehearsalGoesByWeightAndOnlyWhereItIsConfigured() {
    Signalbox signalbox = open();
    assertThat(signalbox.rehearsal().operationsPerSecond()).isEqualTo(4);
    for (int i = 0; i < 40; i++) {
      signalbox.rehearsal().send();
    }
    assertThat(signalbox.parts().metrics().window("east", WINDOW).operations()).isEqualTo(30);
    assertThat(signalbox.parts().metrics().window("west", WINDOW).operations()).isEqualTo(10);
    assertThat(signalbox.parts().metrics().window("quiet", WINDOW).operations()).isZero();
  }

  @Test
  void aCopiedStoreChangesNothingInACloudUntilItIsDecided(@TempDir Path elsewhere)
      throws IOException {
    open().close();
    Path copy = elsewhere.resolve("copy");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(folder.relativize(file).toString()));
      }
    }
    Signalbox signalbox = open(copy);
    RequestCommand.Submit submit = new RequestCommand.Submit("web", 1, null, null, null);
    assertThatThrownBy(() -> signalbox.commands().execute(submit, ANA))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_STATE);
              assertThat(e.getMessage()).contains("config identity keep");
            });
    assertThat(signalbox.queries().ask(new Query.Snapshot()).alerts().getFirst().title())
        .contains("copied or moved");
    String id = signalbox.commands().execute(new ConfigCommand.DecideIdentity(false), ANA);
    assertThat(id).isNotBlank();
    assertThat(signalbox.queries().ask(new Query.Snapshot()).alerts()).isEmpty();
  }

  @Test
  void aStoreThatWasDeletedNamesTheEarlierIdentityAndChangesNothing() throws IOException {
    String earlier;
    try (Signalbox first = open()) {
      earlier = first.parts().store().identity().installationId();
    }
    Files.delete(folder.resolve(".signalbox/signalbox.db"));
    Signalbox signalbox = open();
    RequestCommand.Submit submit = new RequestCommand.Submit("web", 1, null, null, null);
    assertThatThrownBy(() -> signalbox.commands().execute(submit, ANA))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_STATE);
              assertThat(e.getMessage()).contains(earlier, "sweep --dry-run", "identity keep");
            });
    assertThat(signalbox.commands().execute(new ConfigCommand.DecideIdentity(true), ANA))
        .isEqualTo(earlier);
    assertThat(signalbox.queries().ask(new Query.Snapshot()).alerts()).isEmpty();
  }

  @Test
  void checkingAConfigurationTellsOfADamagedStore() throws IOException {
    open().close();
    assertThat(Signalbox.validateFolder(folder, null, Map.of()))
        .noneMatch(each -> each.code().equals("STORE_DAMAGED"));
    Path file = folder.resolve(".signalbox/signalbox.db");
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("installation.id") + 20] ^= 1;
    Files.write(file, bytes);
    assertThat(Signalbox.validateFolder(folder, null, Map.of()))
        .anySatisfy(each -> {
          assertThat(each.code()).isEqualTo("STORE_DAMAGED");
          assertThat(each.message()).contains("meta");
        });
  }

  /** Whoever restored a backup for that would lose what the store has. */
  @Test
  void aStoreThatCannotBeReadIsNotToldAsDamaged() throws Exception {
    open().close();
    try (Connection newer =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve(".signalbox/signalbox.db"));
        Statement statement = newer.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    assertThat(Signalbox.validateFolder(folder, null, Map.of()))
        .filteredOn(each -> each.severity() == Diagnostic.Severity.ERROR)
        .singleElement()
        .satisfies(each -> {
          assertThat(each.code()).isEqualTo("STORE_UNAVAILABLE");
          assertThat(each.message()).contains("schema version 99");
          assertThat(each.hint()).doesNotContain("backup");
        });
  }

  @Test
  void theBusesRefuseTheScreensThread() throws InterruptedException {
    Signalbox signalbox = open();
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread screen =
        new Thread(
            () -> {
              try {
                signalbox.queries().ask(new Query.Snapshot());
              } catch (IllegalStateException e) {
                thrown.set(e);
              }
            },
            "JavaFX Application Thread");
    screen.start();
    screen.join();
    assertThat(thrown.get()).hasMessageContaining("JavaFX thread");
  }

  @Test
  void valuesNeverTellSecretsByThemselves() throws IOException {
    write(
        """
        {"provider": {"providers": [
          {"name": "east", "type": "simulated", "extensions": {"token": "${CANARY}"},
           "config": {"password": "${CANARY}"}}]}}
        """);
    SignalboxOptions options =
        SignalboxOptions.of(folder)
            .environment(Map.of("CANARY", "c4n4ry-value"))
            .time(time)
            .seed(1)
            .build();
    Signalbox signalbox = Signalbox.open(options);
    opened.add(signalbox);
    String told =
        signalbox.queries().ask(new Query.ShowConfiguration())
            + ""
            + signalbox.queries().ask(new Query.ShowProvider("east", WINDOW))
            + signalbox.queries().ask(new Query.Snapshot())
            + options;
    assertThat(told.contains("c4n4ry-value")).isFalse();
  }
}
