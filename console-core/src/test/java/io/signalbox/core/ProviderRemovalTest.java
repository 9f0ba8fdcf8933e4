package io.signalbox.core;

import static io.signalbox.core.ProviderFolder.ANA;
import static io.signalbox.core.ProviderFolder.FORCED;
import static io.signalbox.core.ProviderFolder.PLAIN;
import static io.signalbox.core.ProviderFolder.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.command.ConfigCommand.Edit;
import io.signalbox.core.command.ConfigCommand.ProviderSaved;
import io.signalbox.core.command.ConfigCommand.RemoveProvider;
import io.signalbox.core.command.ConfigCommand.UpdateProvider;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.query.ProviderUses;
import io.signalbox.core.query.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a provider from being removed from the files, and what goes with it. */
final class ProviderRemovalTest {

  @TempDir Path folder;
  private ProviderFolder files;

  @BeforeEach
  void prepare() {
    files = new ProviderFolder(folder);
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  void theLastWayOutIsGuardedInTheFilesToo() throws IOException {
    files.open("config.json", PLAIN);
    files.update("west", "weight", "0");
    ProviderEdit.Update last = new ProviderEdit.Update("east", Map.of("weight", "0"), null, null);
    assertThat(files.refused(new UpdateProvider(last, ""), ANA, ErrorCode.ALL_WEIGHTS_ZERO))
        .isNotNull();
    assertThat(files.refused(remove("east"), ANA, ErrorCode.LAST_WAY_OUT)).isNotNull();
    assertThat(files.names()).containsExactly("east", "west");
  }

  @Test
  void aSettingThatClosesTheLastWayIsNotWrittenUnlessForced() throws IOException {
    files.write("staging.json", "{\"provider\": {\"providers\": [{\"name\": \"east\"}]}}");
    files.open("config.json", PLAIN);
    files.execute(disabled("config.json", "west", ""), ANA);
    String before = files.read("config.json");
    Edit last = disabled("config.json", "east", "");
    assertThat(files.refused(last, ANA, ErrorCode.LAST_WAY_OUT)).isNotNull();
    assertThat(files.refused(last, FORCED, ErrorCode.INVALID_INPUT))
        .as("a reason is needed")
        .isNotNull();
    assertThat(files.read("config.json")).isEqualTo(before);
    files.execute(disabled("staging.json", "east", ""), ANA);
    assertThat(files.read("staging.json")).as("is not in force").contains("false");
    files.execute(disabled("config.json", "east", "moving out"), FORCED);
    assertThat(files.read("config.json")).isNotEqualTo(before);
  }

  private static Edit disabled(String file, String provider, String reason) {
    String key = "provider.providers." + provider + ".enabled";
    return new Edit(new ConfigurationEdit(file, null, key, false), reason);
  }

  @Test
  void machinesThatRunKeepTheirProviderUnlessForced() throws IOException {
    files.write(
        "templates.json", "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 9}]}");
    files.open("config.json", PLAIN);
    files.execute(new RequestCommand.Submit("web", 2, "west", null, null), ANA);
    files.time().advance(Duration.ofSeconds(10));
    String id = files.ask(new Query.ListRequests(null, Instant.EPOCH, 1)).getFirst().requestId();
    files.execute(new RequestCommand.Drive(List.of(id)), ANA);
    ProviderUses uses = files.ask(new Query.UsesOfProvider("west"));
    assertThat(uses.machines()).isEqualTo(2);
    assertThat(uses.sentences()).contains("2 machines are running there");
    assertThat(files.refused(remove("west"), ANA, ErrorCode.INVALID_STATE))
        .hasMessageContaining("2 machines running and 0 open requests")
        .hasMessageContaining("--force");
    assertThat(
            files.refused(
                new RemoveProvider(new ProviderEdit.Remove("west", null, null), ""),
                FORCED,
                ErrorCode.INVALID_INPUT))
        .as("a reason is needed")
        .isNotNull();
    files.execute(remove("west"), FORCED);
    assertThat(files.names()).containsExactly("east");
  }

  @Test
  void aProviderThatStrategiesNameIsNotRemovedAndTheyAreTold() throws IOException {
    files.open(
        "config.json",
        """
        {"provider": {
          "providers": [
            {"name": "east", "type": "simulated"},
            {"name": "west", "type": "simulated"}],
          "fallback": {
            "primary": "east", "fallbacks": ["west"]}}}
        """);
    ProviderUses uses = files.ask(new Query.UsesOfProvider("west"));
    assertThat(uses.settings())
        .anySatisfy(each -> assertThat(each).contains("fallbacks", "config.json:6"));
    SignalboxException e = files.refused(remove("west"), FORCED, ErrorCode.CONFIGURATION_INVALID);
    assertThat(e).hasMessageContaining("west").hasMessageContaining("config.json:6");
    assertThat(files.names()).containsExactly("east", "west");
  }

  @Test
  void whatWasOverriddenOfAProviderGoesWithIt() throws IOException {
    files.open("config.json", PLAIN);
    files.execute(new ProviderCommand.Update("west", Map.of("weight", "9"), "load"), ANA);
    files.execute(remove("west"), ANA);
    files.register("west");
    assertThat(files.view("west").weight()).as("as the file says").isEqualTo(1);
    assertThat(files.ask(new Query.ValidateConfiguration(null)))
        .noneMatch(each -> each.code().equals("OVERRIDE_IGNORED"));
  }

  @Test
  void anOverlayThatSaysSomethingOfAProviderIsNamed() throws IOException {
    files.write(
        "production.json",
        "{\"provider\": {\"providers\": [{\"name\": \"west\", \"weight\": 5}]}}");
    files.open("config.json", PLAIN);
    assertThat(files.ask(new Query.UsesOfProvider("west")).overlays())
        .singleElement()
        .satisfies(each -> assertThat(each).startsWith("production.json:1"));
    assertThat(files.refused(remove("west"), FORCED, ErrorCode.CONFIGURATION_INVALID))
        .hasMessageContaining("production.json:1");
    assertThat(files.read("config.json")).isEqualTo(PLAIN);
  }

  @Test
  void aProviderOfMainFileAndOverlayLeavesBoth() throws IOException {
    files.write("config.json", PLAIN);
    files.write(
        "staging.json", "{\"provider\": {\"providers\": [{\"name\": \"west\", \"weight\": 5}]}}");
    files.open("staging");
    ProviderSaved saved = files.carryOut(remove("west")).answer();
    assertThat(saved.files())
        .extracting(ProviderPreview.FileChange::file)
        .containsExactly("staging.json", "config.json");
    assertThat(files.names()).containsExactly("east");
    assertThat(files.read("staging.json")).isEqualTo("{\"provider\": {\"providers\": []}}");
  }
}
