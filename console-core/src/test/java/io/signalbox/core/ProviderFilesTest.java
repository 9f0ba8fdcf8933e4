package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ConfigCommand.ProviderSaved;
import io.signalbox.core.command.ConfigCommand.RegisterProvider;
import io.signalbox.core.command.ConfigCommand.RemoveProvider;
import io.signalbox.core.command.ConfigCommand.UpdateProvider;
import io.signalbox.core.command.Outcome;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.command.Undo;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.query.ConnectionReport;
import io.signalbox.core.query.ProviderForm;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.query.ProviderUses;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Providers registered, changed and removed in the files, by an operator's commands. */
final class ProviderFilesTest {

  private static final Caller ANA = new Caller("ana (test)", "trace-1", false);
  private static final Caller FORCED = new Caller("ana (test)", "trace-2", true);

  private static final String PLAIN =
      """
      {
        "provider": {
          "providers": [
            {"name": "east", "type": "simulated", "weight": 3},
            {"name": "west", "type": "simulated", "weight": 1}
          ]
        }
      }
      """;

  private static final String YAML =
      """
      # what this is
      provider:   # all of them
        providers:
          - name: aws.east   # near
            type: simulated
            weight:  1       # light

          # the other
          - {name: west,  type: simulated , weight: 2}
      # the end
      """;

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private @Nullable Signalbox opened;

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private Signalbox open(@Nullable String overlay) {
    MigratedStore.in(folder.resolve(".signalbox"));
    opened =
        Signalbox.open(
            SignalboxOptions.of(folder)
                .overlay(overlay)
                .environment(environment)
                .time(time)
                .seed(1)
                .build());
    return opened;
  }

  private Signalbox open(String name, String text) throws IOException {
    write(name, text);
    return open(null);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private Outcome<ProviderSaved> carryOut(Command<ProviderSaved> command) {
    return opened.commands().carryOut(command, ANA);
  }

  private Outcome<ProviderSaved> register(String name, String... settings) {
    return carryOut(new RegisterProvider(edit(name, settings), "new cloud"));
  }

  private static ProviderEdit.Register edit(String name, String... settings) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (String setting : settings) {
      int at = setting.indexOf('=');
      given.put(setting.substring(0, at), setting.substring(at + 1));
    }
    given.putIfAbsent("type", "simulated");
    return new ProviderEdit.Register(name, given, null, null);
  }

  private Outcome<ProviderSaved> update(String name, String key, @Nullable String value) {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put(key, value);
    return carryOut(
        new UpdateProvider(new ProviderEdit.Update(name, settings, null, null), "because"));
  }

  private static RemoveProvider remove(String name) {
    return new RemoveProvider(new ProviderEdit.Remove(name, null, null), "it is dear");
  }

  private SignalboxException refused(Command<?> command, Caller caller, ErrorCode code) {
    try {
      opened.commands().execute(command, caller);
    } catch (SignalboxException e) {
      assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
      return e;
    }
    throw new AssertionError("not refused: " + command);
  }

  private ProviderView view(String name) {
    return opened.queries().ask(new Query.ShowProvider(name)).view();
  }

  private List<String> names() {
    return opened.queries().ask(new Query.ListProviders(false)).stream()
        .map(ProviderView::name)
        .toList();
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
    open(file, text);
    List<String> before = names();
    ProviderSaved saved =
        register("new.cloud", "weight=2", "config.latency.mean_ms=40", "region=eu-central-1")
            .answer();
    assertThat(saved.reload().accepted()).isTrue();
    assertThat(saved.findings()).noneMatch(Finding::refuses);
    assertThat(read(file)).isNotEqualTo(text);
    assertThat(names()).hasSize(before.size() + 1).contains("new.cloud");
    assertThat(view("new.cloud").weight()).isEqualTo(2);
    // Where it is alone it is the last way out.
    opened.commands().execute(remove("new.cloud"), FORCED);
    assertThat(read(file)).isEqualTo(text);
    assertThat(names()).isEqualTo(before);
  }

  @Test
  void aNewProviderIsWrittenInTheFilesOwnStyle() throws IOException {
    open("config.yaml", YAML);
    register("new", "weight=0.5", "capabilities=EC2Fleet, RunInstances", "latency.mean_ms=40");
    assertThat(read("config.yaml"))
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
    open("config.json", PLAIN);
    assertThat(register("new", "weight=2").changed()).isTrue();
    String written = read("config.json");
    Outcome<ProviderSaved> again = register("new", "weight=2");
    assertThat(again.changed()).isFalse();
    assertThat(read("config.json")).isEqualTo(written);
    SignalboxException other =
        refused(new RegisterProvider(edit("new", "weight=3"), ""), ANA, ErrorCode.INVALID_STATE);
    assertThat(other).hasMessageContaining("configured already");
    assertThat(read("config.json")).isEqualTo(written);
    assertThat(opened.queries().ask(new Query.Activity(Instant.EPOCH, 10)).reversed())
        .extracting(AuditEntry::action, AuditEntry::subject, AuditEntry::outcome)
        .containsExactly(
            tuple("RegisterProvider", "new", "done"),
            tuple("RegisterProvider", "new", "so already"),
            tuple("RegisterProvider", "new", "INVALID_STATE"));
  }

  @Test
  void theOtherFieldsAreCheckedThoughTheNameIsTaken() throws IOException {
    open("config.json", PLAIN);
    ProviderPreview preview =
        opened.queries().ask(new Query.PreviewProvider(edit("west", "latency.mean_ms=fast")));
    assertThat(preview.findings())
        .extracting(Finding::key)
        .containsExactly("name", "config.latency.mean_ms");
  }

  @Test
  void aFileThatChangedSinceItWasSeenIsLeftAlone() throws IOException {
    open("config.json", PLAIN);
    ProviderPreview seen = opened.queries().ask(new Query.PreviewProvider(edit("new")));
    write("config.json", PLAIN + "\n");
    ProviderEdit.Register late =
        new ProviderEdit.Register(
            "new", edit("new").settings(), null, seen.files().getFirst().revision());
    assertThat(refused(new RegisterProvider(late, ""), ANA, ErrorCode.INVALID_STATE))
        .hasMessageContaining("changed since you read it");
    assertThat(read("config.json")).isEqualTo(PLAIN + "\n");
  }

  @Test
  void anOverlayInForceGetsTheNewProviderAndOtherEnvironmentsDoNot() throws IOException {
    write("config.json", PLAIN);
    write("staging.yaml", "environment: staging\n");
    open("staging");
    ProviderSaved saved = register("new").answer();
    assertThat(saved.files())
        .extracting(ProviderPreview.FileChange::file)
        .containsExactly("staging.yaml");
    assertThat(read("config.json")).isEqualTo(PLAIN);
    assertThat(names()).containsExactly("east", "west", "new");
    opened.close();
    open(null);
    assertThat(names()).containsExactly("east", "west");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "simulated; latency.mean_ms=fast; config.latency.mean_ms; expected a number",
        "simulated; latency.mean_ms=-1; config.latency.mean_ms; expected a number",
        "simulated; latency.kind=sometimes; config.latency.kind; expected one of",
        "simulated; outage=maybe; config.outage; expected true or false",
        "simulated; latncy.mean_ms=3; latncy.mean_ms; is not a known key",
        "simulated; wieght=3; wieght; Did you mean 'weight'?",
        "simulated; weight=-1; weight; expected a number of at least 0",
        "simulated; weight=lots; weight; expected a number",
        "simulated; priority=1.5; priority; expected a whole number",
        "simulated; enabled=perhaps; enabled; expected true or false",
        "simulated; template_defaults=key; template_defaults; expected an object",
        "simulated; config=region; config; expected an object",
        "aws; max_connections=0; config.max_connections; at least 1",
        "aws; price_source=guess; config.price_source; expected one of auto, table, none",
        "aws; endpoint=nowhere; config.endpoint; expected one such as",
        "aws; secret_key=AKIAIOSFODNN7EXAMPLE; config.secret_key; is a secret written out",
        "aws; on_demand_prices=t3.micro; config.on_demand_prices; t3.micro",
        "nosuch; region=x; type; which is not installed",
      })
  void everyKindOfFieldSaysWhatIsWrongWithIt(String type, String setting, String key, String told)
      throws IOException {
    open("config.json", PLAIN);
    ProviderEdit.Register edit = edit("new", "type=" + type, setting);
    ProviderPreview preview = opened.queries().ask(new Query.PreviewProvider(edit));
    assertThat(preview.accepted()).isFalse();
    assertThat(preview.findings())
        .filteredOn(Finding::refuses)
        .anySatisfy(each -> {
          assertThat(each.key()).isEqualTo(key);
          assertThat(each.text()).contains(told);
        });
    assertThat(preview.toString()).doesNotContain("AKIAIOSFODNN7EXAMPLE");
    assertThatThrownBy(() -> opened.commands().execute(new RegisterProvider(edit, ""), ANA))
        .isInstanceOf(SignalboxException.class)
        .hasMessageContaining("was not registered")
        .hasMessageNotContaining("AKIAIOSFODNN7EXAMPLE");
    assertThat(read("config.json")).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @CsvSource({"''", "no spaces", "-first", "endsinprov", "a/b"})
  void aNameThatIsNoneIsToldAtTheName(String name) throws IOException {
    open("config.json", PLAIN);
    ProviderPreview preview = opened.queries().ask(new Query.PreviewProvider(edit(name)));
    assertThat(preview.findings())
        .anySatisfy(each -> {
          assertThat(each.key()).isEqualTo("name");
          assertThat(each.refuses()).isTrue();
        });
    assertThat(read("config.json")).isEqualTo(PLAIN);
  }

  @Test
  void whatIsWrongIsToldWithTheLineItWouldStandOn() throws IOException {
    open("config.yaml", YAML);
    assertThat(
            refused(
                new RegisterProvider(edit("new", "latency.mean_ms=fast"), ""),
                ANA,
                ErrorCode.INVALID_INPUT))
        .hasMessage(
            "new was not registered: config.yaml:14:20: config.latency.mean_ms is 'fast', expected"
                + " a number of at least 0 and at most 60,000 ms");
  }

  @Test
  void aPreviewTellsTheLinesAndEverybodysShare() throws IOException {
    open("config.json", PLAIN);
    ProviderPreview preview =
        opened.queries().ask(new Query.PreviewProvider(edit("new", "weight=4")));
    assertThat(preview.accepted()).isTrue();
    assertThat(preview.files()).hasSize(1);
    assertThat(preview.files().getFirst().lines())
        .anySatisfy(line -> assertThat(line.text()).contains("\"name\": \"new\""));
    assertThat(read("config.json")).isEqualTo(PLAIN);
    assertThat(names()).containsExactly("east", "west");
  }

  @Test
  void aNewWeightMovesTheSharesAsAnnounced() throws IOException {
    open(
        "config.json",
        PLAIN.replace(
            "\"provider\": {", "\"provider\": {\"selection_policy\": \"WEIGHTED_ROUND_ROBIN\","));
    ProviderPreview preview =
        opened.queries().ask(new Query.PreviewProvider(edit("new", "weight=4")));
    assertThat(preview.sharesNow().get("east")).isCloseTo(0.75, within(0.001));
    assertThat(preview.sharesProposed().get("new")).isCloseTo(0.5, within(0.001));
    assertThat(preview.sharesProposed().get("east")).isCloseTo(0.375, within(0.001));
    assertThat(preview.movesTraffic()).isTrue();
    register("new", "weight=4");
    assertThat(view("new").share()).isCloseTo(0.5, within(0.001));
    assertThat(view("east").share()).isCloseTo(0.375, within(0.001));
    ProviderPreview heavier =
        opened
            .queries()
            .ask(
                new Query.PreviewProvider(
                    new ProviderEdit.Update("new", Map.of("weight", "12"), null, null)));
    assertThat(heavier.sharesProposed().get("new")).isCloseTo(0.75, within(0.001));
    ProviderPreview without = opened.queries().ask(new Query.PreviewProvider(remove("new").edit()));
    assertThat(without.sharesProposed()).doesNotContainKey("new");
    assertThat(without.sharesProposed().get("east")).isCloseTo(0.75, within(0.001));
  }

  @Test
  void aSettingIsChangedWhereItStandsAndWhereItStandsNowhereWithTheProvider() throws IOException {
    write("config.yaml", YAML);
    write("staging.json", "{\"provider\": {\"providers\": [{\"name\": \"west\", \"weight\": 5}]}}");
    open("staging");
    update("west", "weight", "7");
    assertThat(read("staging.json")).contains("\"weight\": 7");
    assertThat(read("config.yaml")).isEqualTo(YAML);
    assertThat(view("west").weight()).isEqualTo(7);
    update("west", "latency.mean_ms", "40");
    assertThat(read("config.yaml"))
        .contains("weight: 2, \"config\": {\"latency\": {\"mean_ms\": 40}}}");
    update("west", "latency.mean_ms", null);
    update("aws.east", "priority", "3");
    assertThat(read("config.yaml")).contains("weight:  1       # light\n      priority: 3\n");
    assertThat(view("aws.east").priority()).isEqualTo(3);
    assertThat(update("aws.east", "priority", "3").changed()).isFalse();
  }

  @Test
  void defaultsOfItsTemplatesAreWrittenAsAnObject() throws IOException {
    open("config.yaml", YAML);
    register("new", "template_defaults=key_name=ops, subnet_id=a", "capabilities=EC2Fleet");
    assertThat(read("config.yaml"))
        .contains("capabilities: [EC2Fleet]\n      template_defaults:\n        key_name: ops\n");
    update("new", "template_defaults", "{\"subnet_ids\": [\"a\", \"b\"]}");
    assertThat(read("config.yaml"))
        .contains("template_defaults: {\"subnet_ids\": [\"a\", \"b\"]}\n");
  }

  @Test
  void settingsOfSeveralFilesAreNotHalfSaved() throws IOException {
    write("config.yaml", YAML);
    write("staging.json", "{\"provider\": {\"providers\": [{\"name\": \"west\", \"weight\": 5}]}}");
    open("staging");
    ProviderEdit.Update both =
        new ProviderEdit.Update("west", Map.of("weight", "6", "type", "simulated"), null, null);
    assertThat(refused(new UpdateProvider(both, ""), ANA, ErrorCode.INVALID_INPUT))
        .hasMessageContaining("stand in several files")
        .hasMessageContaining("staging.json")
        .hasMessageContaining("config.yaml");
    assertThat(read("config.yaml")).isEqualTo(YAML);
  }

  @Test
  void theLastWayOutIsGuardedInTheFilesToo() throws IOException {
    open("config.json", PLAIN);
    update("west", "weight", "0");
    ProviderEdit.Update last = new ProviderEdit.Update("east", Map.of("weight", "0"), null, null);
    assertThat(refused(new UpdateProvider(last, ""), ANA, ErrorCode.ALL_WEIGHTS_ZERO)).isNotNull();
    assertThat(refused(remove("east"), ANA, ErrorCode.LAST_WAY_OUT)).isNotNull();
    assertThat(names()).containsExactly("east", "west");
  }

  @Test
  void machinesThatRunKeepTheirProviderUnlessForced() throws IOException {
    write("templates.json", "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 9}]}");
    open("config.json", PLAIN);
    opened.commands().execute(new RequestCommand.Submit("web", 2, "west", null, null), ANA);
    time.advance(Duration.ofSeconds(10));
    String id =
        opened.queries().ask(new Query.ListRequests(null, Instant.EPOCH, 1)).getFirst().requestId();
    opened.commands().execute(new RequestCommand.Drive(List.of(id)), ANA);
    ProviderUses uses = opened.queries().ask(new Query.UsesOfProvider("west"));
    assertThat(uses.machines()).isEqualTo(2);
    assertThat(uses.sentences()).contains("2 machines are running there");
    assertThat(refused(remove("west"), ANA, ErrorCode.INVALID_STATE))
        .hasMessageContaining("2 machines")
        .hasMessageContaining("--force");
    assertThat(
            refused(
                new RemoveProvider(new ProviderEdit.Remove("west", null, null), ""),
                FORCED,
                ErrorCode.INVALID_INPUT))
        .as("a reason is needed")
        .isNotNull();
    opened.commands().execute(remove("west"), FORCED);
    assertThat(names()).containsExactly("east");
  }

  @Test
  void aProviderThatStrategiesNameIsNotRemovedAndTheyAreTold() throws IOException {
    open(
        "config.json",
        """
        {"provider": {
          "providers": [
            {"name": "east", "type": "simulated"},
            {"name": "west", "type": "simulated"}],
          "fallback": {
            "primary": "east", "fallbacks": ["west"]}}}
        """);
    ProviderUses uses = opened.queries().ask(new Query.UsesOfProvider("west"));
    assertThat(uses.settings())
        .anySatisfy(each -> assertThat(each).contains("fallbacks", "config.json:6"));
    SignalboxException e = refused(remove("west"), FORCED, ErrorCode.CONFIGURATION_INVALID);
    assertThat(e).hasMessageContaining("west").hasMessageContaining("config.json:6");
    assertThat(names()).containsExactly("east", "west");
  }

  @Test
  void whatWasOverriddenOfAProviderGoesWithIt() throws IOException {
    open("config.json", PLAIN);
    opened
        .commands()
        .execute(new ProviderCommand.Update("west", Map.of("weight", "9"), "load"), ANA);
    opened.commands().execute(remove("west"), ANA);
    register("west");
    assertThat(view("west").weight()).as("as the file says").isEqualTo(1);
    assertThat(opened.queries().ask(new Query.ValidateConfiguration(null)))
        .noneMatch(each -> each.code().equals("OVERRIDE_IGNORED"));
  }

  @Test
  void aChangeAndARemovalAreUndoneAndARegistrationIsNot() throws IOException {
    open("config.json", PLAIN);
    update("west", "weight", "4");
    opened.commands().execute(new Undo(lastAct(), "mistyped"), ANA);
    assertThat(read("config.json")).isEqualTo(PLAIN);
    assertThat(view("west").weight()).isEqualTo(1);
    opened.commands().execute(remove("west"), ANA);
    opened.commands().execute(new Undo(lastAct(), "needed"), ANA);
    assertThat(names()).containsExactly("east", "west");
    register("new");
    assertThatThrownBy(() -> opened.commands().execute(new Undo(lastAct(), ""), ANA))
        .hasMessageContaining("removed on Providers");
  }

  private long lastAct() {
    return opened.queries().ask(new Query.Activity(Instant.EPOCH, 1)).getFirst().id();
  }

  @Test
  void anOverlayThatSaysSomethingOfAProviderIsNamed() throws IOException {
    write(
        "production.json",
        "{\"provider\": {\"providers\": [{\"name\": \"west\", \"weight\": 5}]}}");
    open("config.json", PLAIN);
    assertThat(opened.queries().ask(new Query.UsesOfProvider("west")).overlays())
        .singleElement()
        .satisfies(each -> assertThat(each).startsWith("production.json:1"));
    assertThat(refused(remove("west"), FORCED, ErrorCode.CONFIGURATION_INVALID))
        .hasMessageContaining("production.json:1");
    assertThat(read("config.json")).isEqualTo(PLAIN);
  }

  @Test
  void aProviderOfMainFileAndOverlayLeavesBoth() throws IOException {
    write("config.json", PLAIN);
    write("staging.json", "{\"provider\": {\"providers\": [{\"name\": \"west\", \"weight\": 5}]}}");
    open("staging");
    ProviderSaved saved = carryOut(remove("west")).answer();
    assertThat(saved.files())
        .extracting(ProviderPreview.FileChange::file)
        .containsExactly("staging.json", "config.json");
    assertThat(names()).containsExactly("east");
    assertThat(read("staging.json")).isEqualTo("{\"provider\": {\"providers\": []}}");
  }

  @Test
  void aConnectionIsTestedBeforeItIsSaved() throws IOException {
    open("config.json", PLAIN);
    ConnectionReport good =
        opened.queries().ask(new Query.TestEdit(edit("new", "latency.mean_ms=1")));
    assertThat(good.provider()).isEqualTo("new");
    assertThat(good.passed()).isTrue();
    ConnectionReport bad = opened.queries().ask(new Query.TestEdit(edit("new", "outage=true")));
    assertThat(bad.findings()).anyMatch(each -> each.outcome() != ConnectionFinding.Outcome.OK);
    assertThatThrownBy(
            () -> opened.queries().ask(new Query.TestEdit(edit("new", "latency.mean_ms=fast"))))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID))
        .hasMessageContaining("config.latency.mean_ms");
    assertThat(names()).containsExactly("east", "west");
    assertThat(read("config.json")).isEqualTo(PLAIN);
  }

  @Test
  void aFormIsMadeOfWhatTheTypesDeclareAndTheMachineKnows() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home/.aws"));
    Files.writeString(
        home.resolve("config"),
        "[profile staging]\nregion = eu-central-1\n[default]\nregion=us-east-1 # near\n");
    Files.writeString(
        home.resolve("credentials"),
        "[default]\naws_secret_access_key = wJalrXUtnFEMI\n[old]\naws_access_key_id = AKIA1\n");
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("CLOUD_TOKEN", "s3cr3t-value");
    open("config.json", PLAIN);
    ProviderForm form = opened.queries().ask(new Query.ShowProviderForm(null));
    assertThat(form.files()).containsExactly("config.json");
    assertThat(form.usual()).isEqualTo("config.json");
    assertThat(form.variables()).contains("CLOUD_TOKEN");
    ProviderForm.Type aws =
        form.types().stream().filter(each -> each.name().equals("aws")).findFirst().orElseThrow();
    assertThat(aws.fields()).extracting(each -> each.name()).contains("region", "secret_key");
    assertThat(aws.apis()).contains("EC2Fleet", "RunInstances");
    assertThat(aws.found())
        .extracting(each -> each.name(), each -> each.settings())
        .containsExactly(
            tuple("aws-staging", Map.of("profile", "staging", "region", "eu-central-1")),
            tuple("aws-default", Map.of("profile", "default", "region", "us-east-1")),
            tuple("aws-old", Map.of("profile", "old")));
    assertThat(form.toString())
        .doesNotContain("wJalrXUtnFEMI")
        .doesNotContain("AKIA1")
        .doesNotContain("s3cr3t-value");
  }

  @Test
  void aFormOfAConfiguredProviderSaysWhereEachValueComesFrom() throws IOException {
    open("config.json", PLAIN);
    opened
        .commands()
        .execute(new ProviderCommand.Update("west", Map.of("weight", "9"), "load"), ANA);
    ProviderForm form = opened.queries().ask(new Query.ShowProviderForm("west"));
    assertThat(form.type()).isEqualTo("simulated");
    assertThat(form.values().get("type").location().toString()).startsWith("config.json:5");
    assertThat(form.values().get("weight").source()).isEqualTo("override");
    assertThat(form.values().get("weight").note()).contains("ana");
  }

  @Test
  void aReadOnlyConsoleWritesNoProvider() throws IOException {
    open("config.json", PLAIN);
    opened.commands().setReadOnly(true);
    refused(new RegisterProvider(edit("new"), ""), ANA, ErrorCode.READ_ONLY);
    refused(remove("west"), FORCED, ErrorCode.READ_ONLY);
    assertThat(read("config.json")).isEqualTo(PLAIN);
  }
}
