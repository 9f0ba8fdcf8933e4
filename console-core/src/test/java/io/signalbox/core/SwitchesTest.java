package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.RoutingCommand.CircuitForce;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Switches thrown, circuits forced and settings changed through the gate, on a whole folder. */
class SwitchesTest {

  private static final Caller ANA = new Caller("ana (test)", "trace-ana", false);
  private static final Caller FORCING = new Caller("ana (test)", "trace-ana", true);

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private @Nullable Signalbox signalbox;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {
          "providers": [
            {"name": "east", "type": "simulated"},
            {"name": "west", "type": "simulated"},
            {"name": "lab", "type": "simulated"}],
          "routing": {"root": "line", "strategies": {
            "line": {"kind": "failover", "mode": "CIRCUIT_BREAKER", "members": ["clouds", "lab"]},
            "clouds": {"kind": "balance", "algorithm": "WEIGHTED_ROUND_ROBIN",
                       "members": ["east", "west"], "weights": {"east": 3, "west": 1}}}}}}
        """);
    Files.writeString(
        folder.resolve("templates.json"),
        "{\"templates\": [{\"template_id\": \"web\", \"image_id\": \"ami-1\","
            + " \"instance_type\": \"t3\", \"max_instances\": 5}]}");
    reopen();
  }

  private void reopen() {
    close();
    MigratedStore.in(folder.resolve(".signalbox"));
    signalbox = Signalbox.open(SignalboxOptions.of(folder).time(time).seed(1).build());
  }

  @AfterEach
  void close() {
    Signalbox open = signalbox;
    if (open != null) {
      open.close();
    }
  }

  private Signalbox signalbox() {
    return Objects.requireNonNull(signalbox);
  }

  private RoutingView execute(RoutingCommand command) {
    return signalbox().commands().execute(command, ANA);
  }

  private static ErrorCode refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable refused) {
    SignalboxException[] thrown = new SignalboxException[1];
    assertThatThrownBy(refused)
        .isInstanceOfSatisfying(SignalboxException.class, e -> thrown[0] = e);
    return thrown[0].code();
  }

  @Test
  void aSwitchIsHeldSurvivesARestartAndGoesBackToAutomatic() {
    SwitchPreview preview =
        signalbox()
            .queries()
            .ask(
                new Query.PreviewSwitch(
                    new SwitchChange(SwitchChange.Kind.MAKE_ACTIVE, "lab", "line")));
    assertThat(preview.before()).containsEntry("east", 0.75).containsEntry("lab", 0.0);
    assertThat(preview.after()).containsEntry("east", 0.0).containsEntry("lab", 1.0);
    assertThat(preview.warnings()).anyMatch(each -> each.contains("no automatic fallback"));
    Instant until = time.now().plus(Duration.ofHours(2));
    RoutingView held = execute(new RoutingCommand.Activate("lab", "INC-1", until, "line"));
    assertThat(held.shares()).isEqualTo(preview.after());
    reopen();
    RoutingView again = signalbox().queries().ask(new Query.ShowRouting());
    assertThat(again.holds()).hasSize(1);
    assertThat(again.shares()).containsEntry("lab", 1.0);
    assertThat(execute(new RoutingCommand.ReturnToAutomatic("", "line")).shares())
        .containsEntry("east", 0.75);
    assertThat(
            signalbox()
                .commands()
                .carryOut(new RoutingCommand.ReturnToAutomatic("", "line"), ANA)
                .changed())
        .as("automatic already")
        .isFalse();
    assertThat(refusal(() -> execute(new RoutingCommand.ReturnToAutomatic("", "clouds"))))
        .as("no switch")
        .isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(refusal(() -> execute(new RoutingCommand.Activate("lab", "x", null, "clouds"))))
        .isEqualTo(ErrorCode.INVALID_INPUT);
  }

  @Test
  void theLastCircuitThatLetsWorkThroughIsNotForcedOpenByAccident() {
    execute(new RoutingCommand.ForceCircuit("lab", CircuitForce.OPEN, "x", null));
    RoutingCommand clouds = new RoutingCommand.ForceCircuit("clouds", CircuitForce.OPEN, "x", null);
    assertThat(refusal(() -> execute(clouds))).isEqualTo(ErrorCode.LAST_WAY_OUT);
    assertThat(signalbox().commands().execute(clouds, FORCING).shares().values()).containsOnly(0.0);
    RoutingCommand root = new RoutingCommand.ForceCircuit("line", CircuitForce.OPEN, "x", null);
    assertThat(refusal(() -> execute(root))).isEqualTo(ErrorCode.INVALID_INPUT);
  }

  @Test
  void settingsAreOneChangeThatIsRefusedWholeAndRevertedWhole() {
    Map<String, @Nullable Object> bad = new LinkedHashMap<>();
    bad.put("routing.strategies.clouds.weights.east", 1.0);
    bad.put("routing.strategies.line.max_retries", 4L);
    SettingsPreview refused =
        signalbox().queries().ask(new Query.PreviewSettings("clouds", bad, 7, 0));
    assertThat(refused.problems()).anyMatch(each -> each.contains("retries nothing"));
    assertThat(refusal(() -> execute(new RoutingCommand.ChangeSettings(bad, "x"))))
        .isEqualTo(ErrorCode.INVALID_INPUT);
    Map<String, @Nullable Object> good =
        Map.of(
            "routing.strategies.clouds.weights.east",
            1.0,
            "routing.strategies.line.circuit_breaker_threshold",
            9L);
    SettingsPreview preview =
        signalbox().queries().ask(new Query.PreviewSettings("clouds", good, 4, 0));
    assertThat(preview.problems()).isEmpty();
    assertThat(preview.sharesProposed()).containsEntry("east", 0.5);
    assertThat(execute(new RoutingCommand.ChangeSettings(good, "evenly")).shares())
        .isEqualTo(preview.sharesProposed());
    long id = signalbox().queries().ask(new Query.RoutingHistory(1)).getFirst().id();
    assertThat(execute(new RoutingCommand.RevertSettings(id, "")).shares())
        .containsEntry("east", 0.75);
  }

  @Test
  void decisionOfACreateIsFoundWhoseProcessStoredNoDecision() {
    signalbox().commands().execute(new RequestCommand.Submit("web", 1, null, null, null), ANA);
    try (Signalbox other = Signalbox.open(SignalboxOptions.of(folder).time(time).seed(1).build())) {
      assertThat(other.queries().ask(new Query.Decisions(Instant.EPOCH, 10))).isEmpty();
      assertThat(other.queries().ask(new Query.DecisionsOf("trace-ana")))
          .singleElement()
          .satisfies(record -> {
            assertThat(record.traceId()).isEqualTo("trace-ana");
            assertThat(record.subject()).isEqualTo("web");
            assertThat(record.winner()).isNotNull();
          });
    }
  }

  @Test
  void decisionsOfCreatesAreKeptWithTheOthers() {
    signalbox().commands().execute(new RequestCommand.Submit("web", 1, null, null, null), ANA);
    assertThat(signalbox().queries().ask(new Query.DecisionsOf("trace-ana")))
        .hasSize(1)
        .allSatisfy(record -> {
          assertThat(record.subject()).isEqualTo("web");
          assertThat(record.candidates()).allMatch(each -> each.state() != null);
        });
  }
}
