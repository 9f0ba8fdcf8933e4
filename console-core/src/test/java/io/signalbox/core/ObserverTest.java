package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.wiring.Background;
import io.signalbox.core.wiring.Duty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that only observes changes, drives and checks nothing. */
class ObserverTest {

  private static final Caller ANA = new Caller("ana", "trace", false);

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private Signalbox opened;

  @AfterEach
  void close() {
    opened.close();
  }

  private Signalbox open(boolean option, String variable, boolean setting) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"read_only\": %s, \"provider\": {\"a\": {\"type\": \"simulated\"}}}".formatted(setting));
    Files.writeString(
        folder.resolve("templates.json"), "{\"templates\": [{\"template_id\": \"t\"}]}");
    return Signalbox.open(
        SignalboxOptions.of(folder)
            .environment(variable.isEmpty() ? Map.of() : Map.of("SIGNALBOX_READ_ONLY", variable))
            .time(time)
            .readOnly(option)
            .seed(1)
            .build());
  }

  @ParameterizedTest
  @CsvSource({"true,'',false", "false,1,false", "false,'',true"})
  void optionVariableAndSettingMakeAnObserver(boolean option, String variable, boolean setting)
      throws IOException {
    opened = open(option, variable, setting);
    assertThat(opened.commands().readOnly()).isTrue();
    opened.commands().setReadOnly(false);
    assertThat(opened.commands().readOnly()).as("nobody unlocks it").isTrue();
    for (Command<?> change :
        List.<Command<?>>of(
            new ProviderCommand.Drain("a", "x", null),
            new RequestCommand.Submit("t", 1, null, null, null),
            new ProviderCommand.Check("a"))) {
      assertThatThrownBy(() -> opened.commands().execute(change, ANA))
          .isInstanceOfSatisfying(
              SignalboxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.READ_ONLY))
          .hasMessageContaining("--read-only");
    }
  }

  @Test
  void anObserverDrivesNoRequestWhateverItsDeadline() throws IOException {
    opened = open(false, "", false);
    MachineRequest accepted =
        opened.commands().execute(new RequestCommand.Submit("t", 1, null, null, null), ANA);
    opened.close();
    opened = open(true, "", false);
    time.advance(Duration.ofDays(1));
    MachineRequest seen =
        opened
            .commands()
            .execute(new RequestCommand.Drive(List.of(accepted.requestId())), ANA)
            .getFirst()
            .request();
    assertThat(seen.state()).isEqualTo(accepted.state()).isNotEqualTo(RequestState.TIMEOUT);
    Background background = new Background(opened.parts(), opened.rehearsal(), () -> {}, true);
    background.start();
    background.close();
    assertThat(new Duty("monitor", "another", opened.parts().store().leases(), time).held())
        .as("it holds no lease that keeps another from monitoring")
        .isTrue();
  }
}
