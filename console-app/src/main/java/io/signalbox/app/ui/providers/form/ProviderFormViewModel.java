package io.signalbox.app.ui.providers.form;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.providers.connection.ConnectionTestModel;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.FoundProvider;
import io.signalbox.core.query.ProviderForm;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.query.Query;
import java.time.Instant;
import java.util.List;
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

  private final UiServices services;
  private final Question asked;
  private final Question checked;
  private final ConnectionTestModel test;
  private final FormSaving saving;
  private final ReadOnlyObjectWrapper<@Nullable ProviderForm> form = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ProviderPreview> preview =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Done> done = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper("");
  // Grows with everything that a view shows of what is typed.
  private final ReadOnlyIntegerWrapper edition = new ReadOnlyIntegerWrapper();
  private OpenedForm opened;
  private @Nullable ProviderEdit previewed;
  private @Nullable ProviderEdit tested;

  /**
   * What was saved, or refused after the form was closed.
   *
   * @param provider empty where it was refused
   * @param text one sentence
   * @param closes whether the form that is open is the one that was saved
   */
  public record Done(String provider, String text, boolean closes) {}

  public ProviderFormViewModel(UiServices services) {
    this.services = services;
    this.asked = new Question(services, this::failed);
    this.checked = new Question(services, this::failed);
    this.test = new ConnectionTestModel(services);
    this.saving = new FormSaving(services);
    this.opened = new OpenedForm(services.drafts(), null);
  }

  /**
   * Begins a form, with what was typed before and not saved.
   *
   * @param provider that is edited; null for a new one
   */
  public void open(@Nullable String provider) {
    OpenedForm fresh = new OpenedForm(services.drafts(), provider);
    opened = fresh;
    form.set(null);
    preview.set(null);
    error.set("");
    previewed = null;
    tested = null;
    test.close();
    asked.ask(
        fresh,
        new Query.ShowProviderForm(provider),
        answer -> {
          fresh.make(answer);
          // Whoever looks at the form now finds its fields.
          form.set(answer);
          changed();
        });
    check();
  }

  /** Another type: what it has too stays typed, what it has not comes back with the one before. */
  public void chooseType(String type) {
    if (opened.chooseType(type)) {
      changed();
    }
  }

  /** Types into a field; blank for what nobody set. */
  public void type(String key, String text) {
    if (opened.type(key, text)) {
      changed();
    }
  }

  /** Fills in what this machine's own files speak of; what is typed already as a name stays. */
  public void fill(FoundProvider found) {
    opened.fill(found);
    changed();
  }

  /**
   * Takes back what was overridden of a field while running, so that the file's value counts.
   *
   * @param reason may be blank
   */
  public void takeBack(FormField field, String reason) {
    OpenedForm sent = opened;
    String provider = sent.edited();
    if (provider != null) {
      saving.takeBack(
          "providers." + provider + "." + field.key(),
          reason,
          () -> {
            if (isOpen(sent)) {
              open(provider);
            }
            check();
          },
          failure -> refused(sent, provider, failure));
      check();
    }
  }

  private void changed() {
    error.set("");
    edition.set(edition.get() + 1);
    ask();
    check();
  }

  private void ask() {
    ProviderEdit edit = opened.edit(null);
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
    if (form.get() != null && !saving.isBusy()) {
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
      ProviderEdit edit = opened.edit(null);
      tested = edit;
      test.start(edit.provider(), new Query.TestEdit(edit));
    }
  }

  /** Why it cannot be tested now; empty if it can. */
  public String testRefusal() {
    if (test.stateProperty().get() instanceof ConnectionTestModel.State.Running) {
      return "Under way";
    }
    return findings().errors() > 0 || text(TypedText.NAME).isBlank()
        ? "Fix what is wrong first: the test uses what is typed."
        : "";
  }

  /** Whether what was tested is no longer what is typed. */
  public boolean isTestOld() {
    return tested != null && !tested.equals(opened.edit(null));
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
    // The same words once more are told once more.
    done.set(null);
    OpenedForm sent = opened;
    ProviderEdit edit = sent.edit(shown.files().getFirst().revision());
    saving.save(
        edit,
        reason,
        force,
        text -> {
          sent.forget();
          done.set(new Done(edit.provider(), text, isOpen(sent)));
          check();
        },
        failure -> refused(sent, edit.provider(), failure));
    check();
  }

  /** Told in its form while that is open; later it would be read as another's. */
  private void refused(OpenedForm sent, String provider, RuntimeException failure) {
    String why = UiServices.textOf(failure);
    if (isOpen(sent)) {
      error.set(why);
      // The file may be another than the one that was seen.
      ask();
    } else {
      done.set(new Done("", provider + ": " + why, false));
    }
    check();
  }

  private boolean isOpen(OpenedForm one) {
    return one == opened && form.get() != null;
  }

  /** Forgets what was typed; the files stay as they are. */
  public void discard() {
    opened.forget();
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
    if (saving.isBusy()) {
      return "It is being saved.";
    }
    if (services.commands().readOnly()) {
      return "This window is read-only.";
    }
    if (form.get() == null) {
      return "The form is being made.";
    }
    if (text(TypedText.NAME).isBlank()) {
      return "Give it a name first.";
    }
    ProviderPreview shown = preview.get();
    if (shown == null || !opened.edit(null).equals(previewed)) {
      return error.get().isEmpty() ? "It is being checked." : "It could not be checked.";
    }
    int errors = findings().errors();
    if (errors > 0) {
      return "Fix "
          + Counted.of(errors, "error")
          + (edited() == null ? " before registering" : " before saving");
    }
    return shown.changes() ? "" : "Nothing is changed.";
  }

  /** What the core says of what is typed, or was a moment ago. */
  public FormFindings findings() {
    return new FormFindings(preview.get(), opened.typed());
  }

  public String text(String key) {
    return opened.text(key);
  }

  public List<FormField> fields() {
    return opened.typed().fields();
  }

  public String chosenType() {
    return opened.typed().type();
  }

  /** Providers of the chosen type that this machine's own files speak of. */
  public List<FoundProvider> found() {
    return opened.found();
  }

  /** Null for a new one. */
  public @Nullable String edited() {
    return opened.edited();
  }

  /** Whether what is typed was typed before this form was opened. */
  public boolean isRestored() {
    return opened.isRestored();
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

  /** Each saving is a new one; null while the next is under way. */
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

  /** Another number whenever a field shows something else. */
  public ReadOnlyIntegerProperty editionProperty() {
    return edition.getReadOnlyProperty();
  }
}
