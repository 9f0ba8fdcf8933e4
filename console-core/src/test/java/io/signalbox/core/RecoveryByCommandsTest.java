package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler's commands alone bring a provider back that is out: no window, nobody who looks. */
final class RecoveryByCommandsTest {

  private static final Caller SCHEDULER = new Caller("scheduler", "trace", false);

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();

  @Test
  void theOnlyProviderTakesWorkAgainOnceItAnswers() throws IOException {
    Files.writeString(folder.resolve("templates.json"), "[{\"template_id\": \"t\"}]");
    providers(provider("a", 100));
    assertThat(submit().state()).isEqualTo(RequestState.FAILED);
    providers(provider("a", 0));
    assertThatThrownBy(this::submit)
        .as("not before the dwell time is over")
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_HEALTHY_STRATEGIES));
    time.advance(Duration.ofSeconds(61));
    assertThat(submit().providers()).containsExactly("a");
  }

  @Test
  void oneOfTwoTakesWorkAgainThoughTheOtherServes() throws IOException {
    Files.writeString(folder.resolve("templates.json"), "[{\"template_id\": \"t\"}]");
    providers(provider("a", 100) + "," + provider("b", 0));
    submit();
    providers(provider("a", 0) + "," + provider("b", 0));
    time.advance(Duration.ofSeconds(61));
    assertThat(submit().providers()).containsExactly("b");
    time.advance(Duration.ofSeconds(121));
    assertThat(submit().providers()).containsExactly("a");
  }

  private MachineRequest submit() {
    try (Signalbox process =
        Signalbox.open(SignalboxOptions.of(folder).time(time).seed(1).build())) {
      return process
          .commands()
          .execute(new RequestCommand.Submit("t", 1, null, null, null), SCHEDULER);
    }
  }

  private void providers(String all) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"selection_policy": "FIRST_AVAILABLE", "providers": [%s]}}
        """
            .formatted(all));
  }

  private static String provider(String name, int failing) {
    return """
    {"name": "%s", "type": "simulated", "health_check": {"unhealthy_threshold": 1},
     "config": {"errors": {"provider_percent": %d}}}\
    """
        .formatted(name, failing);
  }
}
