package io.signalbox.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.Many;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files are told of on screens: a slip repeated for each provider hides no outage. */
class FileAlertsTest {

  @TempDir Path folder;

  @Test
  void oneAlertStandsForManySettingsWithoutEffect() throws Exception {
    assertThat(alerts(60, "\"priority\": 7,"))
        .singleElement()
        .satisfies(only -> {
          assertThat(only.title()).contains("priority has no effect");
          assertThat(only.location()).startsWith("config.json:");
          assertThat(only.detail())
              .isEqualTo("And 59 more like it; \"signalbox config validate\" lists them");
        });
  }

  @Test
  void fewAreToldOneByOne() throws Exception {
    assertThat(alerts(3, "\"priority\": 7,"))
        .hasSize(3)
        .allSatisfy(each -> assertThat(each.title()).contains("priority has no effect"));
  }

  @Test
  void manyProvidersWithoutASlipAreNoAlert() throws Exception {
    assertThat(alerts(60, "")).isEmpty();
  }

  private List<Alert> alerts(int providers, String slip) throws Exception {
    new Many(providers, 1, 1).writeTo(folder);
    Path file = folder.resolve("config.json");
    Files.writeString(
        file, Files.readString(file).replace("\"simulates\"", slip + " \"simulates\""));
    SignalboxOptions options = SignalboxOptions.of(folder).time(new ManualTime()).seed(1).build();
    try (Signalbox opened = Signalbox.open(options)) {
      return opened.queries().ask(new Query.Snapshot()).alerts().stream()
          .filter(each -> each.kind().equals("configuration"))
          .toList();
    }
  }
}
