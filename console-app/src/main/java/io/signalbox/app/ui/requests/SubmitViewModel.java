package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.template.TemplateSummary;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The form that asks for machines, with its dry run. One form has one idempotency key: made when
 * the form is opened, kept until the operator starts another, so that however often it is sent, in
 * whichever window of the program, it makes one request. On the screen's thread only.
 */
public final class SubmitViewModel {

  /** Why nothing can be submitted before the templates are known. */
  static final String ASKING = "Asking what is offered";

  /** What a dry run was asked for. */
  private record Wish(String template, int machines, @Nullable String preference) {}

  /** What can be chosen from; {@code templates} only where the version is another. */
  private record Choices(long version, List<TemplateSummary> templates) {}

  private final UiServices services;
  private final Question choices;
  private final Question dryRuns;
  private final ObservableList<String> templates = FXCollections.observableArrayList();
  private final ObservableList<String> providers = FXCollections.observableArrayList();
  private final StringProperty template = new SimpleStringProperty("");
  private final StringProperty count = new SimpleStringProperty("1");
  private final StringProperty preference = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper key = new ReadOnlyStringWrapper();
  private final ReadOnlyObjectWrapper<@Nullable DryRun> dryRun = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper accepted = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();
  private final Consumer<MachineRequest> tellAccepted;
  private boolean sent;
  // The templates' version that the choices are of; below 0 before the first.
  private long known = -1;

  /**
   * @param tellAccepted called with each request that was accepted
   */
  public SubmitViewModel(UiServices services, Consumer<MachineRequest> tellAccepted) {
    this.services = services;
    this.choices = new Question(services, failure -> message.set(UiServices.textOf(failure)));
    this.dryRuns = new Question(services, this::refuse);
    this.tellAccepted = tellAccepted;
    SubmitForm form = SubmitForm.of(services.drafts());
    template.set(form.template());
    count.set(form.count());
    preference.set(form.preference());
    key.set(form.key());
    sent = form.sent();
    accepted.set(form.accepted());
    if (sent && form.accepted().isEmpty()) {
      message.set("Sent before, and no answer seen: Submit asks for the same request again");
    }
    for (StringProperty field : List.of(template, count, preference)) {
      field.addListener((property, old, next) -> {
        keep();
        preview();
      });
    }
  }

  /** Shows the providers, asks for templates where they changed, and runs the dry run again. */
  void show(ConsoleSnapshot snapshot) {
    follow();
    prefer(snapshot.providers().stream().map(ProviderView::name).toList());
    long seen = known;
    choices.prepare(
        "choices",
        queries -> {
          long version = queries.ask(new Query.TemplatesVersion());
          return new Choices(
              version,
              version == seen ? List.of() : queries.ask(new Query.ListTemplates(null, null)));
        },
        found -> {
          if (found.version() != seen) {
            known = found.version();
            offer(found.templates());
            preview();
          }
        });
    preview();
  }

  /** The templates to choose from: those somebody offers. */
  private void offer(List<TemplateSummary> found) {
    List<String> ids =
        found.stream()
            .filter(each -> !each.offeredBy().isEmpty())
            .map(TemplateSummary::templateId)
            .toList();
    if (!ids.equals(templates)) {
      String before = template.get();
      templates.setAll(ids);
      // A box forgets its value when its choices change.
      template.set(ids.contains(before) || ids.isEmpty() ? before : ids.getFirst());
    }
  }

  /** The providers that can be preferred. */
  private void prefer(List<String> names) {
    if (!names.equals(providers)) {
      String before = preference.get();
      providers.setAll(names);
      preference.set(before);
    }
  }

  /** What a submission would do now. */
  private void preview() {
    String id = template.get();
    int machines = machines();
    if (id == null || id.isEmpty()) {
      noDryRun(known < 0 ? ASKING : "No template is offered by any provider");
    } else if (machines < 1) {
      noDryRun("Count is a whole number of at least 1");
    } else {
      Wish wish = new Wish(id, machines, wish());
      dryRuns.ask(
          wish,
          new Query.PreviewRequest(id, machines, wish.preference(), null),
          answer -> {
            if (!Same.answer(answer, dryRun.get())) {
              dryRun.set(answer);
            }
            refusal.set(refusalOf(answer));
          });
    }
  }

  private void noDryRun(String why) {
    dryRuns.forget();
    dryRun.set(null);
    refusal.set(why);
  }

  private void refuse(RuntimeException failure) {
    dryRun.set(null);
    refusal.set(UiServices.textOf(failure));
  }

  private static String refusalOf(DryRun answer) {
    if (answer.decision().winner() == null) {
      return answer.decision().error() + ": " + answer.decision().reason();
    }
    return answer.validation() != null && !answer.validation().valid()
        ? answer.validation().diagnostics().getFirst().message()
        : "";
  }

  /** What another window of the program did with the form is done with this one. */
  private void follow() {
    boolean over = !accepted.get().isEmpty();
    if (sending.get() || over) {
      return;
    }
    SubmitForm form = SubmitForm.of(services.drafts());
    if (!sent) {
      key.set(form.key());
      sent = form.sent();
    }
    if (sent && form.key().equals(key.get()) && !form.accepted().isEmpty()) {
      accepted.set(form.accepted());
      message.set("");
    }
  }

  /** Submits; does nothing while one is being sent, or after it was accepted. */
  void submit() {
    follow();
    if (!submitRefusal().isEmpty()) {
      return;
    }
    String sentKey = key.get();
    sending.set(true);
    sent = true;
    message.set("");
    keep();
    services.execute(
        new RequestCommand.Submit(template.get(), machines(), wish(), null, sentKey),
        false,
        request -> {
          accepted.set(request.requestId());
          sending.set(false);
          keep();
          tellAccepted.accept(request);
          preview();
        },
        failure -> {
          message.set(UiServices.textOf(failure));
          sending.set(false);
        });
  }

  /** Begins another form: the same fields under a new key. Sends nothing. */
  void startAnother() {
    if (startRefusal().isEmpty()) {
      key.set(SubmitForm.unsentKey(services.drafts()));
      sent = false;
      accepted.set("");
      message.set("");
      store();
      preview();
    }
  }

  private void keep() {
    follow();
    store();
  }

  private void store() {
    new SubmitForm(
            textOf(template), textOf(count), textOf(preference), key.get(), sent, accepted.get())
        .keep(services.drafts());
  }

  /** Why nothing can be submitted now; empty if it can. */
  String submitRefusal() {
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    if (sending.get()) {
      return "Being sent";
    }
    return accepted.get().isEmpty()
        ? refusal.get()
        : "Accepted as " + RequestsScreen.shortId(accepted.get()) + "; start another to send again";
  }

  /** Why another form cannot be started; empty if it can. */
  String startRefusal() {
    return sending.get() ? "Being sent" : sent ? "" : "Nothing was sent with this form yet";
  }

  /** The same on the command line. */
  String command(boolean dry) {
    String wish = wish();
    return "signalbox requests submit "
        + textOf(template)
        + " "
        + Math.max(1, machines())
        + (wish == null ? "" : " --provider " + wish)
        + (dry ? " --dry-run" : " --key " + key.get());
  }

  /** 0 where the text is no count. */
  int machines() {
    try {
      return Math.max(0, Integer.parseInt(textOf(count).trim()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private @Nullable String wish() {
    String wish = textOf(preference);
    return wish.isEmpty() ? null : wish;
  }

  /** A box without a choice says null. */
  private static String textOf(StringProperty field) {
    String text = field.get();
    return text == null ? "" : text;
  }

  ObservableList<String> templates() {
    return templates;
  }

  ObservableList<String> providers() {
    return providers;
  }

  StringProperty templateProperty() {
    return template;
  }

  StringProperty countProperty() {
    return count;
  }

  /** Empty for any. */
  StringProperty preferenceProperty() {
    return preference;
  }

  ReadOnlyStringProperty keyProperty() {
    return key.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable DryRun> dryRunProperty() {
    return dryRun.getReadOnlyProperty();
  }

  ReadOnlyStringProperty refusalProperty() {
    return refusal.getReadOnlyProperty();
  }

  /** What became of the last sending, where it was not accepted. */
  ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** The request this form was accepted as; empty while it is not. */
  ReadOnlyStringProperty acceptedProperty() {
    return accepted.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty sendingProperty() {
    return sending.getReadOnlyProperty();
  }
}
