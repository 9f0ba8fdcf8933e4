package io.signalbox.app.ui.providers.form;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.providers.connection.ConnectionTestModel;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ConfigCommand.ProviderSaved;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.FoundProvider;
import io.signalbox.core.query.ProviderForm;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.query.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The form of one provider without a control: what is typed, what the core says of it, its test and
 * its saving. Whatever is typed is checked by the code that reads the files, in the background; the
 * answer about what is typed now is the one that counts. What is typed and not saved is kept as a
 * draft, and outlives the form and the window. On the screen's thread only.
 */
public final class ProviderFormViewModel {

  private static final String NEW = "provider register";
  private static final String EDIT = "provider edit ";

  private final UiServices services;
  private final Question asked;
  private final Question checked;
  private final ConnectionTestModel test;
  private final ReadOnlyObjectWrapper<@Nullable ProviderForm> form = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ProviderPreview> preview =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Done> done = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  // Grows with everything that a view shows of what is typed.
  private final ReadOnlyIntegerWrapper edition = new ReadOnlyIntegerWrapper();
  private TypedText typed = new TypedText("", List.of());
  private @Nullable ProviderEdit previewed;
  private @Nullable ProviderEdit tested;
  private @Nullable String edited;
  private boolean restored;

  /**
   * What was saved.
   *
   * @param text one sentence
   */
  public record Done(String provider, String text) {}

  public ProviderFormViewModel(UiServices services) {
    this.services = services;
    this.asked = new Question(services, this::failed);
    this.checked = new Question(services, this::failed);
    this.test = new ConnectionTestModel(services);
  }

  /**
   * Begins a form, with what was typed before and not saved.
   *
   * @param provider that is edited; null for a new one
   */
  public void open(@Nullable String provider) {
    edited = provider;
    form.set(null);
    preview.set(null);
    error.set("");
    previewed = null;
    tested = null;
    restored = false;
    typed = new TypedText("", List.of());
    test.close();
    asked.ask(provider == null ? "" : provider, new Query.ShowProviderForm(provider), this::begin);
    check();
  }

  private void begin(ProviderForm answer) {
    Map<String, String> draft = services.drafts().find(draft()).orElse(Map.of());
    restored = !draft.isEmpty();
    String first = answer.types().isEmpty() ? "" : answer.types().getFirst().name();
    String name = edited;
    String type = name == null ? draft.getOrDefault(TypedText.TYPE, first) : answer.type();
    List<FormField> fields = fieldsOf(answer, type);
    typed = name == null ? TypedText.ofNew(type, fields) : TypedText.ofKnown(name, type, fields);
    typed.restore(draft);
    // Whoever looks at the form now finds its fields.
    form.set(answer);
    changed(false);
  }

  private static List<FormField> fieldsOf(ProviderForm answer, String type) {
    return answer.types().stream()
        .filter(each -> each.name().equals(type))
        .findFirst()
        .map(each -> FormField.of(each, answer.values()))
        .orElse(List.of());
  }

  /** Another type: what it has too stays typed, what it has not comes back with the one before. */
  public void chooseType(String type) {
    ProviderForm shown = form.get();
    if (shown != null && edited == null && !type.equals(typed.type())) {
      typed = typed.as(type, fieldsOf(shown, type));
      changed(true);
    }
  }

  /** Types into a field; blank for what nobody set. */
  public void type(String key, String text) {
    if (typed.type(key, text)) {
      changed(true);
    }
  }

  /** Fills in what this machine's own files speak of; what is typed already as a name stays. */
  public void fill(FoundProvider found) {
    if (typed.text(TypedText.NAME).isBlank()) {
      typed.type(TypedText.NAME, found.name());
    }
    found.settings().forEach((name, value) -> typed.type("config." + name, value));
    changed(true);
  }

  /**
   * Takes back what was overridden of a field while running, so that the file's value counts.
   *
   * @param reason may be blank
   */
  public void takeBack(FormField field, String reason) {
    String provider = edited;
    if (provider != null && !busy.get()) {
      busy.set(true);
      services.execute(
          new ConfigCommand.RemoveOverride("providers." + provider + "." + field.key(), reason),
          false,
          removed -> {
            busy.set(false);
            open(provider);
          },
          failure -> {
            busy.set(false);
            failed(failure);
          });
      check();
    }
  }

  private void changed(boolean keep) {
    if (keep) {
      keep();
    }
    error.set("");
    edition.set(edition.get() + 1);
    ask();
    check();
  }

  private void keep() {
    ProviderForm shown = form.get();
    Map<String, String> fields = typed.draft(shown == null ? List.of() : shown.variables());
    if (fields.isEmpty()) {
      services.drafts().drop(draft());
    } else {
      services.drafts().keep(draft(), fields);
    }
  }

  private String draft() {
    return edited == null ? NEW : EDIT + edited;
  }

  private void ask() {
    ProviderEdit edit = typed.edit(null);
    checked.ask(
        edit,
        new Query.PreviewProvider(edit),
        answer -> {
          previewed = edit;
          preview.set(answer);
          edition.set(edition.get() + 1);
          check();
        });
  }

  private void failed(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
    check();
  }

  /** Looks again: files, providers and weights may be others by now. */
  public void refresh() {
    if (form.get() != null && !busy.get()) {
      ask();
    }
    check();
  }

  /** A second has passed. */
  public void tick(Instant now) {
    test.tick(now);
  }

  /** Tests the provider as it is typed, before it is saved. */
  public void test() {
    if (testRefusal().isEmpty()) {
      ProviderEdit edit = typed.edit(null);
      tested = edit;
      test.start(edit.provider(), new Query.TestEdit(edit));
    }
  }

  /** Why it cannot be tested now; empty if it can. */
  public String testRefusal() {
    if (test.stateProperty().get() instanceof ConnectionTestModel.State.Running) {
      return "Under way";
    }
    return findings().errors() > 0 || typed.text(TypedText.NAME).isBlank()
        ? "Fix what is wrong first: the test uses what is typed."
        : "";
  }

  /** Whether what was tested is no longer what is typed. */
  public boolean isTestOld() {
    return tested != null && !tested.equals(typed.edit(null));
  }

  /**
   * Saves it, if nothing is missing; once, however often it is pressed.
   *
   * @param reason may be blank
   * @param force as whoever confirmed the danger says
   */
  public void save(String reason, boolean force) {
    check();
    ProviderPreview shown = preview.get();
    if (!missing.get().isEmpty() || shown == null) {
      return;
    }
    busy.set(true);
    check();
    ProviderEdit edit = typed.edit(shown.files().getFirst().revision());
    Consumer<ProviderSaved> saved =
        answer -> {
          busy.set(false);
          services.drafts().drop(draft());
          done.set(new Done(answer.provider(), words(answer)));
          check();
        };
    Consumer<RuntimeException> refused =
        failure -> {
          busy.set(false);
          error.set(UiServices.textOf(failure));
          // The file may be another than the one that was seen.
          ask();
          check();
        };
    switch (edit) {
      case ProviderEdit.Register register ->
          services.execute(
              new ConfigCommand.RegisterProvider(register, reason), force, saved, refused);
      case ProviderEdit.Update update ->
          services.execute(new ConfigCommand.UpdateProvider(update, reason), force, saved, refused);
      case ProviderEdit.Remove remove -> throw new IllegalStateException("a form removes nothing");
    }
  }

  private String words(ProviderSaved saved) {
    String places =
        saved.files().stream()
            .map(each ->
                each.lines().isEmpty()
                    ? each.file()
                    : each.file() + ":" + each.lines().getFirst().number())
            .reduce((one, other) -> one + ", " + other)
            .orElse("");
    return saved.provider() + (edited == null ? " is registered: " : " is changed: ") + places;
  }

  /** Forgets what was typed; the files stay as they are. */
  public void discard() {
    services.drafts().drop(draft());
    close();
  }

  /** Ends the form; what is typed stays kept. */
  public void close() {
    asked.forget();
    checked.forget();
    test.close();
    form.set(null);
    preview.set(null);
    check();
  }

  private void check() {
    missing.set(lacking());
  }

  private String lacking() {
    if (busy.get()) {
      return "It is being saved.";
    }
    if (services.commands().readOnly()) {
      return "This window is read-only.";
    }
    if (form.get() == null) {
      return "The form is being made.";
    }
    if (typed.text(TypedText.NAME).isBlank()) {
      return "Give it a name first.";
    }
    ProviderPreview shown = preview.get();
    if (shown == null || !typed.edit(null).equals(previewed)) {
      return error.get().isEmpty() ? "It is being checked." : "It could not be checked.";
    }
    int errors = findings().errors();
    if (errors > 0) {
      return "Fix "
          + Counted.of(errors, "error")
          + (edited == null ? " before registering" : " before saving");
    }
    return shown.changes() ? "" : "Nothing is changed.";
  }

  /** What the core says of what is typed, or was a moment ago. */
  public FormFindings findings() {
    return new FormFindings(preview.get(), typed);
  }

  public String text(String key) {
    return typed.text(key);
  }

  public List<FormField> fields() {
    return typed.fields();
  }

  public String chosenType() {
    return typed.type();
  }

  /** Providers of the chosen type that this machine's own files speak of. */
  public List<FoundProvider> found() {
    ProviderForm shown = form.get();
    return shown == null || edited != null
        ? List.of()
        : shown.types().stream()
            .filter(each -> each.name().equals(typed.type()))
            .flatMap(each -> each.found().stream())
            .toList();
  }

  /** Null for a new one. */
  public @Nullable String edited() {
    return edited;
  }

  /** Whether what is typed was typed before this form was opened. */
  public boolean isRestored() {
    return restored;
  }

  public ConnectionTestModel connectionTest() {
    return test;
  }

  /** Null until it is known. */
  public ReadOnlyObjectProperty<@Nullable ProviderForm> formProperty() {
    return form.getReadOnlyProperty();
  }

  /** Of what is typed, or of what was a moment ago; null before the first. */
  public ReadOnlyObjectProperty<@Nullable ProviderPreview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** Each saving is a new one. */
  public ReadOnlyObjectProperty<@Nullable Done> doneProperty() {
    return done.getReadOnlyProperty();
  }

  /** Why the last question or saving failed; empty if none did. */
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /** Why it cannot be saved yet; empty if it can. */
  public ReadOnlyStringProperty missingProperty() {
    return missing.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Another number whenever a field shows something else. */
  public ReadOnlyIntegerProperty editionProperty() {
    return edition.getReadOnlyProperty();
  }
}
