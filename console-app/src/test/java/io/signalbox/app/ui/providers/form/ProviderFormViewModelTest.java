package io.signalbox.app.ui.providers.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.providers.connection.ConnectionTestModel;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderTrial.Change;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.config.ProviderTrial.Line;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.service.ConfigurationService.ReloadResult;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.FoundProvider;
import io.signalbox.core.query.ConnectionReport;
import io.signalbox.core.query.ProviderForm;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProviderFormViewModelTest {

  private static final ConfigField REGION = ConfigField.text("region", "Where", null);
  private static final ConfigField TRIES = ConfigField.integer("tries", "Times", 3, 0, 10, "");
  private static final ConfigField KEY = ConfigField.secret("key", "Key of the account");
  private static final List<ConfigField> OWN =
      List.of(
          ConfigField.number("weight", "Share", 1, 0, 1e9, ""),
          ConfigField.integer("priority", "Lower is first", 100, -10, 10, ""));

  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private final Drafts drafts = Drafts.inMemory();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, SettingValue> values = new HashMap<>();
  private String revision = "r1";

  @BeforeEach
  void answers() {
    buses
        .on(
            Query.ShowProviderForm.class,
            query ->
                new ProviderForm(
                    List.of(
                        new ProviderForm.Type(
                            "cloud",
                            List.of(REGION, TRIES, KEY),
                            OWN,
                            List.of(),
                            List.of(
                                new FoundProvider(
                                    "cloud-night", "profile night", Map.of("region", "north")))),
                        new ProviderForm.Type("lab", List.of(TRIES), OWN, List.of(), List.of())),
                    List.of("config.json"),
                    "config.json",
                    List.of("CLOUD_KEY"),
                    query.provider() == null ? "" : "cloud",
                    values,
                    Map.of("config.json", "r1")))
        .on(Query.PreviewProvider.class, query -> preview(query.edit()))
        .on(ConfigCommand.RegisterProvider.class, command -> saved(command.edit().provider()))
        .on(ConfigCommand.UpdateProvider.class, command -> saved(command.edit().provider()));
  }

  private ProviderPreview preview(ProviderEdit edit) {
    boolean changes = !(edit instanceof ProviderEdit.Update update) || !update.settings().isEmpty();
    return new ProviderPreview(
        edit.provider(),
        List.of(
            new ProviderPreview.FileChange(
                "config.json",
                revision,
                changes ? List.of(new Line(7, Change.ADDED, edit.provider())) : List.of())),
        findings,
        Map.of("east", 1.0),
        Map.of("east", 1.0),
        List.of());
  }

  private static ConfigCommand.ProviderSaved saved(String provider) {
    return new ConfigCommand.ProviderSaved(
        provider,
        List.of(
            new ProviderPreview.FileChange(
                "config.json", "r2", List.of(new Line(7, Change.ADDED, provider)))),
        List.of(),
        new ReloadResult(true, List.of()));
  }

  private ProviderFormViewModel model() {
    return new ProviderFormViewModel(services());
  }

  private UiServices services() {
    return buses.services(time, drafts);
  }

  private ProviderFormViewModel opened() {
    ProviderFormViewModel model = model();
    model.open(null);
    return model;
  }

  private static Finding wrong(String key, String text) {
    return new Finding(key, true, "OUT_OF_RANGE", text, null);
  }

  private List<ConfigCommand.RegisterProvider> registered() {
    return buses.commands().stream()
        .filter(ConfigCommand.RegisterProvider.class::isInstance)
        .map(ConfigCommand.RegisterProvider.class::cast)
        .toList();
  }

  @Test
  void aNewProviderTakesNoWorkUntilSomebodySaysSo() {
    ProviderFormViewModel model = opened();
    assertThat(model.chosenType()).isEqualTo("cloud");
    assertThat(model.text("weight")).isEqualTo("0");
    assertThat(model.missingProperty().get()).isEqualTo("Give it a name first.");
    assertThat(model.fields())
        .extracting(FormField::key)
        .containsExactly(
            "config.region",
            "config.key",
            "config.tries",
            "weight",
            "priority",
            "template_defaults");
  }

  @Test
  void whatIsTypedIsRegisteredOnceUnderTheRevisionThatWasSeen() {
    ProviderFormViewModel model = opened();
    model.type("name", " new ");
    model.type("config.region", "north");
    assertThat(model.missingProperty().get()).isEmpty();
    model.save("more room", false);
    assertThat(registered()).hasSize(1);
    ProviderEdit.Register edit = registered().getFirst().edit();
    assertThat(edit.provider()).isEqualTo("new");
    assertThat(edit.settings())
        .isEqualTo(Map.of("type", "cloud", "config.region", "north", "weight", "0"));
    assertThat(edit.revision()).isEqualTo("r1");
    assertThat(registered().getFirst().reason()).isEqualTo("more room");
    assertThat(model.doneProperty().get())
        .isEqualTo(new ProviderFormViewModel.Done("new", "new is registered: config.json:7", true));
    assertThat(drafts.forms("provider")).isEmpty();
  }

  @Test
  void aSecondPressWhileItIsSavedSavesNothing() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    ProviderFormViewModel model = new ProviderFormViewModel(buses.services(time, pending));
    model.open(null);
    pending.runAll();
    model.type("name", "new");
    pending.runAll();
    model.save("", false);
    model.save("", false);
    pending.runAll();
    assertThat(registered()).hasSize(1);
  }

  @Test
  void whatIsWrongIsToldUnderItsFieldOnceItWasTypedInto() {
    ProviderFormViewModel model = opened();
    findings.add(wrong("config.tries", "is 'many', expected a whole number"));
    findings.add(wrong("config.region", "is needed"));
    model.type("name", "new");
    assertThat(model.findings().of("config.region")).as("nobody typed there").isEmpty();
    model.type("config.tries", "many");
    assertThat(model.findings().of("config.tries"))
        .hasValueSatisfying(each -> assertThat(each.text()).contains("'many'"));
    assertThat(model.missingProperty().get()).isEqualTo("Fix 2 errors before registering");
    assertThat(model.findings().firstError()).isEqualTo("config.tries");
    model.save("", false);
    assertThat(registered()).isEmpty();
    findings.clear();
    model.type("config.tries", "4");
    assertThat(model.findings().of("config.tries")).isEmpty();
    assertThat(model.missingProperty().get()).isEmpty();
  }

  @Test
  void anAnswerAboutWhatWasTypedBeforeLetsNothingBeSaved() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    ProviderFormViewModel model = new ProviderFormViewModel(buses.services(time, pending));
    model.open(null);
    pending.runAll();
    model.type("name", "new");
    pending.runAll();
    model.type("config.tries", "4");
    assertThat(model.missingProperty().get()).isEqualTo("It is being checked.");
    model.save("", false);
    pending.runAll();
    assertThat(registered()).isEmpty();
    assertThat(model.missingProperty().get()).isEmpty();
  }

  @Test
  void whatIsTypedSurvivesTheFormAndTheWindow() {
    ProviderFormViewModel model = opened();
    model.type("name", "new");
    model.chooseType("lab");
    model.type("config.tries", "4");
    model.close();
    ProviderFormViewModel later = opened();
    assertThat(later.isRestored()).isTrue();
    assertThat(later.chosenType()).isEqualTo("lab");
    assertThat(later.text("name")).isEqualTo("new");
    assertThat(later.text("config.tries")).isEqualTo("4");
    later.discard();
    assertThat(opened().text("name")).isEmpty();
    assertThat(opened().isRestored()).isFalse();
  }

  @Test
  void aSecretTypedWhereItsNameBelongsIsNotKept() {
    ProviderFormViewModel model = opened();
    model.type("name", "new");
    model.type("config.key", "${AKIAIOSFODNN7EXAMPLE}");
    assertThat(drafts.find("provider register").orElseThrow()).doesNotContainKey("config.key");
    model.type("config.key", "${CLOUD_KEY}");
    assertThat(drafts.find("provider register").orElseThrow())
        .containsEntry("config.key", "${CLOUD_KEY}");
    model.type("config.key", "keychain:cloud");
    assertThat(drafts.find("provider register").orElseThrow())
        .containsEntry("config.key", "keychain:cloud");
  }

  @Test
  void whatTheMachineKnowsIsFilledInAndATypedNameStays() {
    ProviderFormViewModel model = opened();
    FoundProvider found = model.found().getFirst();
    model.fill(found);
    assertThat(model.text("name")).isEqualTo("cloud-night");
    assertThat(model.text("config.region")).isEqualTo("north");
    model.type("name", "mine");
    model.fill(found);
    assertThat(model.text("name")).isEqualTo("mine");
  }

  @Test
  void anotherTypeKeepsWhatItHasToo() {
    ProviderFormViewModel model = opened();
    model.type("config.region", "north");
    model.type("config.tries", "4");
    model.chooseType("lab");
    model.type("name", "new");
    model.chooseType("cloud");
    assertThat(model.text("config.region")).isEqualTo("north");
    model.chooseType("lab");
    model.save("", false);
    assertThat(registered().getFirst().edit().settings())
        .isEqualTo(Map.of("type", "lab", "config.tries", "4", "weight", "0"));
  }

  @Test
  void editingShowsWhereValuesComeFromAndSavesWhatChanged() {
    values.put(
        "config.region",
        new SettingValue("config.region", "north", "file", new Location("config.json", 9, 4), ""));
    values.put("config.tries", new SettingValue("config.tries", 3L, "default", null, ""));
    values.put("weight", new SettingValue("weight", 2.0, "override", null, "ana at noon"));
    ProviderFormViewModel model = model();
    model.open("west");
    assertThat(model.text("config.region")).isEqualTo("north");
    assertThat(model.text("config.tries")).as("nobody set it").isEmpty();
    assertThat(model.fields())
        .filteredOn(each -> !each.place().isEmpty())
        .extracting(FormField::key, FormField::place)
        .containsExactlyInAnyOrder(
            tuple("config.region", "config.json:9"), tuple("weight", "override"));
    assertThat(model.missingProperty().get()).isEqualTo("Nothing is changed.");
    model.type("config.region", "");
    model.type("config.tries", "5");
    model.save("", false);
    ConfigCommand.UpdateProvider sent = (ConfigCommand.UpdateProvider) buses.commands().getLast();
    assertThat(sent.edit().provider()).isEqualTo("west");
    assertThat(sent.edit().settings()).containsEntry("config.tries", "5");
    assertThat(sent.edit().settings()).containsEntry("config.region", null).hasSize(2);
  }

  @Test
  void defaultsOfTemplatesAreOneFieldAndReadAsTheyAreTyped() {
    values.put(
        "template_defaults.key_name",
        new SettingValue("template_defaults.key_name", "ops", "file", null, ""));
    ProviderFormViewModel model = model();
    model.open("west");
    assertThat(model.text("template_defaults")).isEqualTo("key_name=ops");
    values.put(
        "template_defaults.subnet_ids",
        new SettingValue("template_defaults.subnet_ids", List.of("a", "b"), "file", null, ""));
    model.open("west");
    assertThat(model.text("template_defaults"))
        .isEqualTo("{\"key_name\":\"ops\",\"subnet_ids\":[\"a\",\"b\"]}");
  }

  @Test
  void anOverrideIsTakenBackAndTheFormLooksAgain() {
    values.put("weight", new SettingValue("weight", 2.0, "override", null, "ana at noon"));
    buses.on(
        ConfigCommand.RemoveOverride.class,
        command -> {
          values.clear();
          return true;
        });
    ProviderFormViewModel model = model();
    model.open("west");
    FormField weight =
        model.fields().stream()
            .filter(each -> each.key().equals("weight"))
            .findFirst()
            .orElseThrow();
    assertThat(weight.overridden()).isTrue();
    model.takeBack(weight, "");
    assertThat(buses.commands())
        .containsExactly(new ConfigCommand.RemoveOverride("providers.west.weight", ""));
    assertThat(model.fields()).noneMatch(FormField::overridden);
  }

  @Test
  void theAnswerToAFormThatWasClosedTouchesNoOtherForm() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    UiServices services = buses.services(time, pending);
    ProviderFormViewModel model = new ProviderFormViewModel(services);
    model.open("west");
    pending.runAll();
    model.type("weight", "3");
    pending.runAll();
    model.save("", false);
    model.close();
    model.open("east");
    pending.runLast();
    model.type("weight", "4");
    pending.runAll();
    assertThat(model.doneProperty().get())
        .isEqualTo(new ProviderFormViewModel.Done("west", "west is changed: config.json:7", false));
    assertThat(services.drafts().forms("provider")).containsExactly("provider edit east");
    assertThat(model.edited()).isEqualTo("east");
    assertThat(model.text("weight")).isEqualTo("4");
    assertThat(model.missingProperty().get()).as("it can be saved").isEmpty();
  }

  @Test
  void whatIsRefusedAfterItsFormWasClosedIsToldAndNotReadAsAnothers() {
    values.put("weight", new SettingValue("weight", 2.0, "override", null, "ana at noon"));
    buses.on(
        ConfigCommand.RemoveOverride.class,
        command -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is busy");
        });
    FakeBuses.Pending pending = new FakeBuses.Pending();
    ProviderFormViewModel model = new ProviderFormViewModel(buses.services(time, pending));
    model.open("west");
    pending.runAll();
    model.takeBack(
        model.fields().stream().filter(FormField::overridden).findFirst().orElseThrow(), "");
    model.close();
    model.open("east");
    pending.runAll();
    assertThat(model.doneProperty().get())
        .isEqualTo(
            new ProviderFormViewModel.Done(
                "", "west: STORE_UNAVAILABLE: The store is busy", false));
    assertThat(model.errorProperty().get()).isEmpty();
    assertThat(model.edited()).isEqualTo("east");
  }

  @Test
  void theSameIsToldOfASecondSavingToo() {
    ProviderFormViewModel model = model();
    List<ProviderFormViewModel.Done> told = new ArrayList<>();
    model
        .doneProperty()
        .addListener((property, old, now) -> {
          if (now != null) {
            told.add(now);
          }
        });
    for (String weight : List.of("3", "4")) {
      model.open("west");
      model.type("weight", weight);
      model.save("", false);
      model.close();
    }
    assertThat(told).hasSize(2);
  }

  @Test
  void aRefusedSaveKeepsWhatWasTypedAndLooksAtTheFileAgain() {
    buses.on(
        ConfigCommand.RegisterProvider.class,
        command -> {
          revision = "r9";
          throw new SignalboxException(
              ErrorCode.INVALID_STATE, "config.json was changed since you read it");
        });
    ProviderFormViewModel model = opened();
    model.type("name", "new");
    model.save("", false);
    assertThat(model.errorProperty().get()).contains("changed since you read it");
    assertThat(model.text("name")).isEqualTo("new");
    assertThat(drafts.find("provider register")).isPresent();
    model.save("", false);
    assertThat(registered().getLast().edit().revision()).isEqualTo("r9");
  }

  @Test
  void aTestIsOfWhatIsTypedAndGrowsOldWithTheNextKey() {
    buses.on(
        Query.TestEdit.class,
        query ->
            new ConnectionReport(
                query.edit().provider(),
                "cloud",
                time.now(),
                Duration.ofMillis(5),
                List.of(ConnectionFinding.ok("identity", "known", null))));
    ProviderFormViewModel model = opened();
    assertThat(model.testRefusal()).isNotEmpty();
    model.type("name", "new");
    model.test();
    assertThat(model.connectionTest().stateProperty().get())
        .isInstanceOf(ConnectionTestModel.State.Found.class);
    assertThat(model.isTestOld()).isFalse();
    model.type("config.region", "south");
    assertThat(model.isTestOld()).isTrue();
    findings.add(wrong("config.region", "is unknown"));
    model.type("config.region", "nowhere");
    assertThat(model.testRefusal()).contains("Fix what is wrong");
  }

  @Test
  void aReadOnlyWindowSavesNothing() {
    ProviderFormViewModel model = opened();
    model.type("name", "new");
    buses.setReadOnly(true);
    model.save("", false);
    assertThat(model.missingProperty().get()).isEqualTo("This window is read-only.");
    assertThat(registered()).isEmpty();
  }
}
