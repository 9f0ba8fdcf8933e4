package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.template.TemplateSummary;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
 * The form that asks for machines, with its dry run. The idempotency key is made when the form
 * opens, so that pressing twice makes one request; it is made anew only after a request was
 * accepted. On the screen's thread only.
 */
public final class SubmitViewModel {

  private final UiServices services;
  private final ObservableList<String> templates = FXCollections.observableArrayList();
  private final ObservableList<String> providers = FXCollections.observableArrayList();
  private final StringProperty template = new SimpleStringProperty("");
  private final StringProperty count = new SimpleStringProperty("1");
  private final StringProperty preference = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper key = new ReadOnlyStringWrapper(newKey());
  private final ReadOnlyObjectWrapper<@Nullable DryRun> dryRun = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();
  private final Consumer<MachineRequest> accepted;
  private long asked;
  private long answered;

  /**
   * @param accepted called with each request that was accepted
   */
  public SubmitViewModel(UiServices services, Consumer<MachineRequest> accepted) {
    this.services = services;
    this.accepted = accepted;
    template.addListener((property, old, next) -> preview());
    count.addListener((property, old, next) -> preview());
    preference.addListener((property, old, next) -> preview());
  }

  /** Asks for the choices of the form, and runs the dry run again: routing may have changed. */
  void refresh() {
    services.ask(new Query.ListTemplates(null, null), this::showTemplates, this::fail);
    services.ask(
        new Query.ListProviders(false),
        found -> {
          List<String> names = found.stream().map(ProviderView::name).toList();
          if (!names.equals(providers)) {
            providers.setAll(names);
          }
        },
        this::fail);
    preview();
  }

  private void showTemplates(List<TemplateSummary> found) {
    List<String> ids =
        found.stream()
            .filter(each -> !each.offeredBy().isEmpty())
            .map(TemplateSummary::templateId)
            .toList();
    if (!ids.equals(templates)) {
      String before = template.get();
      templates.setAll(ids);
      template.set(ids.contains(before) ? before : ids.isEmpty() ? "" : ids.getFirst());
    }
  }

  /** What a submission would do now; an answer to an older question is dropped. */
  private void preview() {
    long ask = ++asked;
    String id = template.get();
    int machines = machines();
    if (id == null || id.isEmpty()) {
      dryRun.set(null);
      refusal.set("No template is offered by any provider");
      return;
    }
    if (machines < 1) {
      dryRun.set(null);
      refusal.set("Count is a whole number of at least 1");
      return;
    }
    String wish = wish();
    services.ask(
        new Query.PreviewRequest(id, machines, wish, null),
        answer -> {
          if (ask > answered && isStill(id, machines, wish)) {
            answered = ask;
            if (!answer.equals(dryRun.get())) {
              dryRun.set(answer);
            }
            refusal.set(refusalOf(answer));
          }
        },
        failure -> {
          if (ask > answered && isStill(id, machines, wish)) {
            answered = ask;
            dryRun.set(null);
            refusal.set(UiServices.textOf(failure));
          }
        });
  }

  /** Whether the form asks for the same as when a question was put. */
  private boolean isStill(String id, int machines, @Nullable String wish) {
    return id.equals(template.get()) && machines == machines() && Objects.equals(wish, wish());
  }

  private static String refusalOf(DryRun answer) {
    if (answer.decision().winner() == null) {
      return answer.decision().error() + ": " + answer.decision().reason();
    }
    return answer.validation() != null && !answer.validation().valid()
        ? answer.validation().diagnostics().getFirst().message()
        : "";
  }

  /** Submits; refused while one is being sent. */
  void submit() {
    if (sending.get() || !submitRefusal().isEmpty()) {
      return;
    }
    sending.set(true);
    message.set("");
    services.execute(
        new RequestCommand.Submit(template.get(), machines(), wish(), null, key.get()),
        false,
        request -> {
          sending.set(false);
          message.set("Accepted as " + request.requestId());
          key.set(newKey());
          accepted.accept(request);
          preview();
        },
        failure -> {
          sending.set(false);
          message.set(UiServices.textOf(failure));
        });
  }

  /** Why nothing can be submitted now; empty if it can. */
  String submitRefusal() {
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    return sending.get() ? "Being sent" : refusal.get();
  }

  /** The same on the command line. */
  String command(boolean dry) {
    String wish = wish();
    return "signalbox requests submit "
        + template.get()
        + " "
        + Math.max(1, machines())
        + (wish == null ? "" : " --provider " + wish)
        + (dry ? " --dry-run" : " --key " + key.get());
  }

  /** 0 where the text is no count. */
  int machines() {
    try {
      return Math.max(0, Integer.parseInt(count.get().trim()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private @Nullable String wish() {
    String wish = preference.get();
    return wish == null || wish.isEmpty() ? null : wish;
  }

  private static String newKey() {
    return "sb-" + UUID.randomUUID().toString().substring(0, 13);
  }

  private void fail(RuntimeException failure) {
    message.set(UiServices.textOf(failure));
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

  ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty sendingProperty() {
    return sending.getReadOnlyProperty();
  }
}
