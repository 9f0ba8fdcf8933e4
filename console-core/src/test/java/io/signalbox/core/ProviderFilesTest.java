package io.signalbox.core;

import static io.signalbox.core.ProviderFolder.ANA;
import static io.signalbox.core.ProviderFolder.FORCED;
import static io.signalbox.core.ProviderFolder.PLAIN;
import static io.signalbox.core.ProviderFolder.YAML;
import static io.signalbox.core.ProviderFolder.edit;
import static io.signalbox.core.ProviderFolder.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ConfigCommand.ProviderSaved;
import io.signalbox.core.command.ConfigCommand.RegisterProvider;
import io.signalbox.core.command.ConfigCommand.UpdateProvider;
import io.signalbox.core.command.Outcome;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.Undo;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.query.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Providers registered and changed in the files, by an operator's commands. */
final class ProviderFilesTest {

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

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of("config.json", PLAIN),
        Arguments.of("config.json", PLAIN.replace("\n", "\r\n")),
        Arguments.of("config.json", "\ufeff" + PLAIN),
        Arguments.of(
            "config.json",
            "{\"provider\":{\"providers\":[{\"name\":\"a\",\"type\":\"simulated\"}]}}"),
        Arguments.of("config.json", "{\"provider\": {\"providers\": []}}\n"),
        Arguments.of(
            "config.json",
            "{\"providers\": {\"providers\": [\n\t{\"name\": \"a\", \"type\": \"simulated\"}\n]}}"),
        Arguments.of(
            "config.json",
            "{\"provider\": {\n"
                + "  \"a\": {\"type\": \"simulated\"},\n"
                + "  \"b\": {\"type\": \"simulated\"}\n"
                + "}}"),
        Arguments.of("config.yaml", YAML),
        Arguments.of("config.yaml", YAML.replace("\n", "\r\n")),
        Arguments.of("config.yaml", YAML.replace("# the end\n", "")),
        Arguments.of(
            "config.yml",
            "provider:\n"
                + "  providers:\n"
                + "  - name: a\n"
                + "    type: simulated\n"
                + "    config:\n"
                + "      region: x"),
        Arguments.of(
            "config.yaml", "provider:\n  a:\n    type: simulated\n  b:\n    type: simulated\n"),
        Arguments.of(
            "config.yaml", "provider: {providers: [{name: a, type: simulated}]} # flow\n"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aProviderThatIsRegisteredAndRemovedLeavesItsFileAsItWas(String file, String text)
      throws IOException {
    files.open(file, text);
    List<String> before = files.names();
    ProviderSaved saved =
        files
            .register("new.cloud", "weight=2", "config.latency.mean_ms=40", "region=eu-central-1")
            .answer();
    assertThat(saved.reload().accepted()).isTrue();
    assertThat(saved.findings()).noneMatch(Finding::refuses);
    assertThat(files.read(file)).isNotEqualTo(text);
    assertThat(files.names()).hasSize(before.size() + 1).contains("new.cloud");
    assertThat(files.view("new.cloud").weight()).isEqualTo(2);
    // Where it is alone it is the last way out.
    files.execute(remove("new.cloud"), FORCED);
    assertThat(files.read(file)).isEqualTo(text);
    assertThat(files.names()).isEqualTo(before);
  }

  @Test
  void aNewProviderIsWrittenInTheFilesOwnStyle() throws IOException {
    files.open("config.yaml", YAML);
    files.register(
        "new", "weight=0.5", "capabilities=EC2Fleet, RunInstances", "latency.mean_ms=40");
    assertThat(files.read("config.yaml"))
        .isEqualTo(
            YAML.replace(
                "weight: 2}\n",
                """
                weight: 2}
                    - name: new
                      type: simulated
                      weight: 0.5
                      capabilities: [EC2Fleet, RunInstances]
                      config:
                        latency:
                          mean_ms: 40
                """));
    assertThat(Files.readString(folder.resolve("config.yaml.bak"))).isEqualTo(YAML);
  }

  @Test
  void theSameOnceMoreChangesNothingAndAnotherOfTheNameIsRefused() throws IOException {
    files.open("config.json", PLAIN);
    assertThat(files.register("new", "weight=2").changed()).isTrue();
    String written = files.read("config.json");
    Outcome<ProviderSaved> again = files.register("new", "weight=2");
    assertThat(again.changed()).isFalse();
    assertThat(files.read("config.json")).isEqualTo(written);
    SignalboxException other =
        files.refused(
            new RegisterProvider(edit("new", "weight=3"), ""), ANA, ErrorCode.INVALID_STATE);
    assertThat(other).hasMessageContaining("configured already");
    assertThat(files.read("config.json")).isEqualTo(written);
    assertThat(files.ask(new Query.Activity(Instant.EPOCH, 10)).reversed())
        .extracting(AuditEntry::action, AuditEntry::subject, AuditEntry::outcome)
        .containsExactly(
            tuple("RegisterProvider", "new", "done"),
            tuple("RegisterProvider", "new", "so already"),
            tuple("RegisterProvider", "new", "INVALID_STATE"));
  }

  @Test
  void aFileThatChangedSinceItWasSeenIsLeftAlone() throws IOException {
    files.open("config.json", PLAIN);
    ProviderPreview seen = files.ask(new Query.PreviewProvider(edit("new")));
    files.write("config.json", PLAIN + "\n");
    ProviderEdit.Register late =
        new ProviderEdit.Register(
            "new", edit("new").settings(), null, seen.files().getFirst().revision());
    assertThat(files.refused(new RegisterProvider(late, ""), ANA, ErrorCode.INVALID_STATE))
        .hasMessageContaining("changed since you read it");
    assertThat(files.read("config.json")).isEqualTo(PLAIN + "\n");
  }

  @Test
  void anOverlayInForceGetsTheNewProviderAndOtherEnvironmentsDoNot() throws IOException {
    files.write("config.json", PLAIN);
    files.write("staging.yaml", "environment: staging\n");
    files.open("staging");
    ProviderSaved saved = files.register("new").answer();
    assertThat(saved.files())
        .extracting(ProviderPreview.FileChange::file)
        .containsExactly("staging.yaml");
    assertThat(files.read("config.json")).isEqualTo(PLAIN);
    assertThat(files.names()).containsExactly("east", "west", "new");
    files.close();
    files.open(null);
    assertThat(files.names()).containsExactly("east", "west");
  }

  @Test
  void aSettingIsChangedWhereItStandsAndWhereItStandsNowhereWithTheProvider() throws IOException {
    files.write("config.yaml", YAML);
    files.write(
        "staging.json", "{\"provider\": {\"providers\": [{\"name\": \"west\", \"weight\": 5}]}}");
    files.open("staging");
    files.update("west", "weight", "7");
    assertThat(files.read("staging.json")).contains("\"weight\": 7");
    assertThat(files.read("config.yaml")).isEqualTo(YAML);
    assertThat(files.view("west").weight()).isEqualTo(7);
    files.update("west", "latency.mean_ms", "40");
    assertThat(files.read("config.yaml"))
        .contains("weight: 2, \"config\": {\"latency\": {\"mean_ms\": 40}}}");
    files.update("west", "latency.mean_ms", null);
    files.update("aws.east", "priority", "3");
    assertThat(files.read("config.yaml")).contains("weight:  1       # light\n      priority: 3\n");
    assertThat(files.view("aws.east").priority()).isEqualTo(3);
    assertThat(files.update("aws.east", "priority", "3").changed()).isFalse();
  }

  @Test
  void defaultsOfItsTemplatesAreWrittenAsAnObject() throws IOException {
    files.open("config.yaml", YAML);
    files.register("new", "template_defaults=key_name=ops, subnet_id=a", "capabilities=EC2Fleet");
    assertThat(files.read("config.yaml"))
        .contains("capabilities: [EC2Fleet]\n      template_defaults:\n        key_name: ops\n");
    files.update("new", "template_defaults", "{\"subnet_ids\": [\"a\", \"b\"]}");
    assertThat(files.read("config.yaml"))
        .contains("template_defaults: {\"subnet_ids\": [\"a\", \"b\"]}\n");
  }

  @Test
  void settingsOfSeveralFilesAreNotHalfSaved() throws IOException {
    files.write("config.yaml", YAML);
    files.write(
        "staging.json", "{\"provider\": {\"providers\": [{\"name\": \"west\", \"weight\": 5}]}}");
    files.open("staging");
    ProviderEdit.Update both =
        new ProviderEdit.Update("west", Map.of("weight", "6", "type", "simulated"), null, null);
    assertThat(files.refused(new UpdateProvider(both, ""), ANA, ErrorCode.INVALID_INPUT))
        .hasMessageContaining("stand in several files")
        .hasMessageContaining("staging.json")
        .hasMessageContaining("config.yaml");
    assertThat(files.read("config.yaml")).isEqualTo(YAML);
  }

  @Test
  void aChangeAndARemovalAreUndoneAndARegistrationIsNot() throws IOException {
    files.open("config.json", PLAIN);
    files.update("west", "weight", "4");
    files.execute(new Undo(lastAct(), "mistyped"), ANA);
    assertThat(files.read("config.json")).isEqualTo(PLAIN);
    assertThat(files.view("west").weight()).isEqualTo(1);
    files.execute(remove("west"), ANA);
    files.execute(new Undo(lastAct(), "needed"), ANA);
    assertThat(files.names()).containsExactly("east", "west");
    files.register("new");
    assertThatThrownBy(() -> files.execute(new Undo(lastAct(), ""), ANA))
        .hasMessageContaining("removed on Providers");
  }

  private long lastAct() {
    return files.ask(new Query.Activity(Instant.EPOCH, 1)).getFirst().id();
  }

  @Test
  void aReadOnlyConsoleWritesNoProvider() throws IOException {
    files.open("config.json", PLAIN);
    files.opened().commands().setReadOnly(true);
    files.refused(new RegisterProvider(edit("new"), ""), ANA, ErrorCode.READ_ONLY);
    files.refused(remove("west"), FORCED, ErrorCode.READ_ONLY);
    assertThat(files.read("config.json")).isEqualTo(PLAIN);
  }

  @Test
  void aProviderThatWasRegisteredLastIsInTheWayOfUndoUntilItIsRemoved() throws IOException {
    Signalbox signalbox = files.open("config.json", PLAIN);
    signalbox.commands().execute(new ProviderCommand.Drain("west", "disk", null), ANA);
    files.register("north");
    assertThat(files.ask(new Query.LastUndo("ana")))
        .hasValueSatisfying(plan -> {
          assertThat(plan.act().action()).isEqualTo("RegisterProvider");
          assertThat(plan.possible()).as("and the drain is not taken back instead").isFalse();
          assertThat(plan.refusal()).contains("removed on Providers by Remove");
        });
    files.execute(remove("north"), ANA);
    AuditEntry removal = files.ask(new Query.LastUndo("ana")).orElseThrow().act();
    assertThat(removal.action()).isEqualTo("RemoveProvider");
    Files.writeString(folder.resolve("config.json"), files.read("config.json") + "\n");
    assertThat(files.ask(new Query.LastUndo("ana")))
        .hasValueSatisfying(plan -> assertThat(plan.act().action()).isEqualTo("Drain"));
  }

  @Test
  void aProviderThatSomebodyTookOutOfItsFileIsNotInTheWayOfUndo() throws IOException {
    Signalbox signalbox = files.open("config.json", PLAIN);
    signalbox.commands().execute(new ProviderCommand.Drain("west", "disk", null), ANA);
    files.register("north");
    files.write("config.json", PLAIN);
    signalbox.commands().execute(new ConfigCommand.Reload(), ANA);
    assertThat(files.names()).doesNotContain("north");
    assertThat(files.ask(new Query.LastUndo("ana")))
        .hasValueSatisfying(plan -> assertThat(plan.act().action()).isEqualTo("Drain"));
  }
}
