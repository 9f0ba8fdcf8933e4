package io.signalbox.app.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.UiLauncher;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.config.EditCheck;
import io.signalbox.core.config.OverlayComparison;
import io.signalbox.core.config.service.ConfigurationService.ReloadResult;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.query.Query;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Settings screen's model on a real core with an overlay. */
class SettingsViewModelTest {

  private static final Caller ANA = new Caller("ana (test)", "trace-1", true);

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final Preferences preferences = Preferences.inMemory();
  private Signalbox signalbox;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {
          "version": "1.0", "request": {"default_timeout": 300},
          "reqest": {"default_timeout": 600},
          "provider": {"providers": [
            {"name": "east", "type": "simulated", "weight": 3,
             "template_defaults": {"subnet_ids": ["a", "b"]}},
            {"name": "west", "type": "simulated", "weight": 1}]}
        }
        """);
    Files.writeString(
        folder.resolve("production.json"), "{\"request\": {\"default_timeout\": 900}}");
    Files.writeString(folder.resolve("staging.json"), "{\"logging\": {\"level\": \"DEBUG\"}}");
    MigratedStore.in(folder.resolve(".signalbox"));
    signalbox =
        Signalbox.open(
            SignalboxOptions.of(folder).overlay("production").time(time).seed(1).build());
  }

  @AfterEach
  void close() {
    signalbox.close();
  }

  private SettingsViewModel opened() {
    UiServices services =
        UiLauncher.services(
            signalbox, Runnable::run, Runnable::run, time, Drafts.inMemory(), preferences);
    SettingsViewModel model = new SettingsViewModel(services);
    model.refresh();
    return model;
  }

  private void override() {
    signalbox
        .commands()
        .execute(new ProviderCommand.Update("east", Map.of("weight", 7), "more of it"), ANA);
  }

  private static SettingRow row(SettingsViewModel model, String key) {
    return model.rowsProperty().get().stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError(key + " is not in " + model.rowsProperty().get()));
  }

  @Test
  void everySettingStandsWithItsPlaceUnderItsGroup() {
    SettingsViewModel model = opened();
    SettingRow timeout = row(model, "request.default_timeout");
    assertThat(timeout.value()).isEqualTo("900");
    assertThat(timeout.place()).isEqualTo("production.json:1");
    assertThat(timeout.source()).isEqualTo("overlay");
    assertThat(timeout.group()).isEqualTo("Requests and storage");
    assertThat(model.rowsProperty().get())
        .filteredOn(SettingRow::isHeading)
        .extracting(SettingRow::group)
        .contains("Requests and storage", "Providers")
        .doesNotContain("Overrides")
        .doesNotHaveDuplicates();
  }

  @Test
  void aKeyThatNobodyKnowsIsShownWhereSomebodyBelievesInIt() {
    SettingRow unknown =
        opened().rowsProperty().get().stream()
            .filter(each -> each.warning() && each.key().startsWith("reqest"))
            .findFirst()
            .orElseThrow();
    assertThat(unknown.place()).isEqualTo("config.json:3");
    assertThat(unknown.value()).isEmpty();
  }

  @Test
  void anOverrideSaysWhoWhenAndWhyAndIsTakenBackThroughTheGate() {
    override();
    SettingsViewModel model = opened();
    SettingRow override = row(model, "providers.east.weight");
    assertThat(override.group()).isEqualTo("Overrides");
    assertThat(override.value()).isEqualTo("7");
    assertThat(override.note()).isEqualTo("ana (test), Tue 16 Jun 12:00 UTC: more of it");
    time.advance(Duration.ofSeconds(1));
    model.remove("providers.east.weight", "enough of it");
    assertThat(model.saidProperty().get()).contains("no override any more");
    assertThat(signalbox.queries().ask(new Query.Overrides())).isEmpty();
    assertThat(row(model, "providers.east.weight").group()).isEqualTo("Providers");
    assertThat(row(model, "providers.east.weight").value()).isEqualTo("3");
  }

  @Test
  void aLockedWindowTakesNothingBack() {
    override();
    signalbox.commands().setReadOnly(true);
    SettingsViewModel model = opened();
    assertThat(model.notChangeable()).startsWith("Read-only");
    model.remove("providers.east.weight", "x");
    assertThat(model.saidProperty().get()).startsWith("READ_ONLY: ");
    assertThat(signalbox.queries().ask(new Query.Overrides())).hasSize(1);
  }

  @Test
  void theFilterNarrowsByKeyValueAndPlaceAndOutlivesTheWindow() {
    SettingsViewModel model = opened();
    model.filterProperty().set("production.json");
    assertThat(model.rowsProperty().get())
        .extracting(SettingRow::key)
        .contains("", "request.default_timeout")
        .doesNotContain("provider.providers.east.weight");
    assertThat(opened().filterProperty().get()).isEqualTo("production.json");
    model.filterProperty().set("");
    model.changedOnlyProperty().set(true);
    assertThat(model.rowsProperty().get()).extracting(SettingRow::source).doesNotContain("default");
  }

  @Test
  void anEditIsCheckedAsItIsTypedAndSavedInTheFileItStandsIn() throws IOException {
    SettingsViewModel model = opened();
    SettingEdit edit = model.edit(row(model, "request.default_timeout"));
    assertThat(edit.notSaveableProperty().get()).isEqualTo(SettingEdit.UNCHANGED);
    edit.valueProperty().set("soon");
    assertThat(edit.notSaveableProperty().get()).contains("request.default_timeout");
    edit.save("", refused -> {});
    assertThat(Files.readString(folder.resolve("production.json"))).contains("900");
    edit.valueProperty().set("1200");
    assertThat(edit.notSaveableProperty().get()).isEmpty();
    time.advance(Duration.ofSeconds(1));
    edit.save("", refused -> {});
    assertThat(edit.doneProperty().get())
        .isEqualTo("request.default_timeout is saved in production.json, and in force.");
    assertThat(Files.readString(folder.resolve("production.json")))
        .isEqualTo("{\"request\": {\"default_timeout\": 1200}}");
    assertThat(row(model, "request.default_timeout").value()).isEqualTo("1200");
  }

  @Test
  void anEditDoesNotWriteOverWhatSomebodyElseSavedSinceItWasOpened() throws IOException {
    Path file = folder.resolve("production.json");
    String theirs = "{\"request\": {\"default_timeout\": 60}}";
    SettingsViewModel model = opened();
    SettingEdit late = model.edit(row(model, "request.default_timeout"));
    SettingEdit later = model.edit(row(model, "request.default_timeout"));
    later.valueProperty().set("1200");
    assertThat(later.notSaveableProperty().get()).isEmpty();
    Files.writeString(file, theirs);
    later.save("", refused -> {});
    assertThat(later.saidProperty().get()).contains("production.json was changed since");
    late.valueProperty().set("1200");
    assertThat(late.notSaveableProperty().get()).contains("production.json was changed since");
    assertThat(Files.readString(file)).isEqualTo(theirs);
  }

  @Test
  void aSettingThatClosesTheLastWayOutIsAskedAboutAndSavedAllTheSame() throws IOException {
    String before = Files.readString(folder.resolve("config.json"));
    signalbox.commands().execute(new ProviderCommand.Disable("west", "disks"), ANA);
    SettingsViewModel model = opened();
    SettingEdit edit = model.edit(row(model, "providers.east.weight"));
    edit.valueProperty().set("0");
    List<String> asked = new ArrayList<>();
    edit.save("", asked::add);
    assertThat(asked).singleElement().asString().startsWith("LAST_WAY_OUT: ");
    assertThat(edit.saidProperty().get()).as("it is asked about instead").isEmpty();
    assertThat(Files.readString(folder.resolve("config.json"))).isEqualTo(before);
    time.advance(Duration.ofSeconds(1));
    edit.saveAllTheSame("the east is sold");
    assertThat(edit.doneProperty().get()).contains("in force");
    assertThat(Files.readString(folder.resolve("config.json"))).isNotEqualTo(before);
    assertThat(signalbox.queries().ask(new Query.Activity(Instant.EPOCH, 5)).getFirst().reason())
        .isEqualTo("the east is sold");
  }

  @Test
  void aProvidersSettingIsSavedInItsSection() throws IOException {
    SettingsViewModel model = opened();
    SettingEdit edit = model.edit(row(model, "providers.west.weight"));
    edit.valueProperty().set("4");
    assertThat(edit.notSaveableProperty().get()).isEmpty();
    time.advance(Duration.ofSeconds(1));
    edit.save("", refused -> {});
    assertThat(Files.readString(folder.resolve("config.json")))
        .contains("{\"name\": \"west\", \"type\": \"simulated\", \"weight\": 4}");
  }

  @Test
  void aListStaysAListAndATextOfDigitsAText() throws IOException {
    SettingsViewModel model = opened();
    SettingEdit subnets = model.edit(row(model, "providers.east.template_defaults.subnet_ids"));
    subnets.valueProperty().set(subnets.valueProperty().get().replace("]", ",\"c\"]"));
    time.advance(Duration.ofSeconds(1));
    subnets.save("", refused -> {});
    SettingEdit version = model.edit(row(model, "version"));
    version.valueProperty().set(version.valueProperty().get().replace("0", "1"));
    time.advance(Duration.ofSeconds(1));
    version.save("", refused -> {});
    assertThat(Files.readString(folder.resolve("config.json")).replace(" ", ""))
        .contains("\"subnet_ids\":[\"a\",\"b\",\"c\"]", "\"version\":\"1.1\"");
  }

  @Test
  void whatIsSavedAndNotInForceCanBeTakenBack() {
    FakeBuses buses =
        new FakeBuses()
            .on(Query.CheckEdit.class, asked -> new EditCheck("r1", ""))
            .on(
                ConfigCommand.Edit.class,
                asked ->
                    new ConfigCommand.Edited(
                        new FileDoor.Saved("", "r2", true, "r1"),
                        new ReloadResult(false, List.of())));
    SettingRow row = row(opened(), "request.default_timeout");
    SettingEdit edit = new SettingEdit(buses.services(time), row, List.of(row.file()), () -> {});
    edit.valueProperty().set("1200");
    edit.save("a trial", refused -> {});
    assertThat(edit.saidProperty().get()).startsWith("Saved, and not in force");
    assertThat(buses.commands())
        .singleElement()
        .isInstanceOfSatisfying(
            ConfigCommand.Edit.class, sent -> assertThat(sent.reason()).isEqualTo("a trial"));
    assertThat(edit.notSaveableProperty().get()).isEqualTo(SettingEdit.UNCHANGED);
    edit.valueProperty().set("900");
    assertThat(edit.notSaveableProperty().get()).as("as it was before").isEmpty();
    edit.save("", refused -> {});
    assertThat(buses.commands())
        .last()
        .isInstanceOfSatisfying(
            ConfigCommand.Edit.class,
            sent -> assertThat(sent.edit().revision()).as("saved by itself").isEqualTo("r2"));
  }

  @Test
  void whatIsBeingSavedIsNotSavedTwiceThoughMoreIsTyped() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    FakeBuses buses =
        new FakeBuses()
            .on(Query.CheckEdit.class, asked -> new EditCheck("r1", ""))
            .on(
                ConfigCommand.Edit.class,
                asked -> {
                  throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is busy");
                });
    SettingRow row = row(opened(), "request.default_timeout");
    SettingEdit edit =
        new SettingEdit(buses.services(time, pending), row, List.of(row.file()), () -> {});
    edit.valueProperty().set("1200");
    pending.runAll();
    edit.save("", refused -> {});
    edit.valueProperty().set("1300");
    assertThat(edit.notSaveableProperty().get()).isEqualTo("Saving");
    edit.save("", refused -> {});
    pending.runAll();
    assertThat(buses.commands()).hasSize(1);
    assertThat(edit.notSaveableProperty().get()).as("it can be tried again").isEmpty();
    assertThat(edit.saidProperty().get()).startsWith("STORE_UNAVAILABLE");
  }

  @Test
  void whatIsTypedIsJsonWhereItIsSomeElseText() {
    assertThat(SettingEdit.typed("10")).isEqualTo(10);
    assertThat(SettingEdit.typed("10 s")).isEqualTo("10 s");
    assertThat(SettingEdit.typed("true")).isEqualTo(true);
    assertThat(SettingEdit.typed("[1, 2]")).isEqualTo(List.of(1, 2));
    assertThat(SettingEdit.typed("${TOKEN}")).isEqualTo("${TOKEN}");
    assertThat(SettingEdit.typed("  ")).isNull();
  }

  @Test
  void anOverlayIsComparedWithTheMainFileOrAnother() {
    SettingsViewModel model = opened();
    OverlayComparison withMain = Objects.requireNonNull(model.overlaysProperty().get());
    assertThat(withMain.names()).containsExactly("production", "staging");
    assertThat(withMain.differences())
        .extracting(OverlayComparison.Difference::key)
        .contains("request.default_timeout")
        .doesNotContain("logging.level");
    model.compareWithProperty().set("staging");
    OverlayComparison withStaging = Objects.requireNonNull(model.overlaysProperty().get());
    assertThat(withStaging.there()).isEqualTo("staging");
    assertThat(withStaging.differences())
        .extracting(OverlayComparison.Difference::key)
        .contains("logging.level", "request.default_timeout");
  }
}
