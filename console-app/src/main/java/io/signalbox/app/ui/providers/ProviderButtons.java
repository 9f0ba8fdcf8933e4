package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.FlowLine;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.providers.connection.ConnectionTestModel;
import io.signalbox.app.ui.providers.form.ProviderFormView;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.switching.SwitchRequest;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** What can be done to the selected provider: a check at once, all else through its form. */
final class ProviderButtons {

  private final ProvidersViewModel model;
  private final SwitchForm form;
  private final FlowLine row = new FlowLine(6, Pos.CENTER_RIGHT);
  private final HBox inFiles = Ui.row(6);
  private final Button check;
  private final Button test;
  private final Button edit;
  private final Button remove;
  private final ProviderFormView registration;
  private final Map<SwitchAction, Button> buttons = new EnumMap<>(SwitchAction.class);

  ProviderButtons(
      ProvidersViewModel model,
      SwitchForm form,
      ProviderFormView registration,
      RemoveProvider removal) {
    this.model = model;
    this.form = form;
    check = Ui.button(Act.CHECK, this::check, "compact");
    test = Ui.button(Act.TEST, this::test, "compact");
    this.registration = registration;
    edit = Ui.button(Act.EDIT_PROVIDER, () -> registration.edit(selected()), "compact");
    remove =
        Ui.button(Act.REMOVE_PROVIDER, () -> removal.ask(selected()), "compact", "danger-text");
    inFiles.getChildren().addAll(edit, remove);
    for (SwitchAction action : SwitchAction.values()) {
      Button button = Ui.button(action.act().label(), () -> form.open(request(action)), "compact");
      button.setId("action-" + action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      buttons.put(action, button);
    }
  }

  Region node() {
    return row;
  }

  /** What is done to its entry in the files; it stands where that is shown. */
  Node inFiles() {
    return inFiles;
  }

  /** Asks, or gives up waiting for what was asked. */
  private void check() {
    if (model.check().busyProperty().get()) {
      model.check().stopWaiting();
    } else {
      model.check().check(selected());
    }
  }

  private void test() {
    model.connectionTest().start(selected());
  }

  private SwitchRequest request(SwitchAction action) {
    return SwitchRequest.provider(action, selected(), "Providers");
  }

  private String selected() {
    ProviderRow shown = model.selectedProperty().get();
    return shown == null ? "" : shown.name();
  }

  void show() {
    ProviderRow shown = model.selectedProperty().get();
    List<Node> fitting = new ArrayList<>();
    if (shown != null) {
      ProviderView view = shown.view();
      long waited = model.check().waitedProperty().get();
      boolean asks = model.check().busyProperty().get();
      boolean slow = asks && waited > 0;
      check.setText(slow ? "Stop waiting, " + waited + " s" : Act.CHECK.label());
      Ui.enable(check, asks && !slow ? "Under way" : view.usable() || slow ? "" : view.problem());
      fitting.add(check);
      Ui.enable(
          test,
          model.connectionTest().stateProperty().get() instanceof ConnectionTestModel.State.Running
              ? "Under way"
              : view.usable() ? "" : view.problem());
      fitting.add(test);
      List<Held> held = model.heldOf(view.name());
      buttons.forEach((action, button) -> {
        if (fits(action, view, held)) {
          Ui.enable(button, form.refusal(request(action)));
          fitting.add(button);
        }
      });
      Ui.enable(edit, registration.refusal());
      Ui.enable(remove, registration.refusal());
    }
    if (!row.getChildren().equals(fitting)) {
      Ui.exchange(row, fitting);
    }
  }

  /** Of acts that undo each other only one is shown. */
  static boolean fits(SwitchAction action, ProviderView view, List<Held> held) {
    return switch (action) {
      case MAKE_ACTIVE -> !view.active();
      case DRAIN, MAINTENANCE ->
          view.enabled() && !is(held, Held.Kind.DRAINED, Held.Kind.MAINTENANCE);
      case FORCE_OPEN, FORCE_CLOSED ->
          view.circuit() != null && !is(held, Held.Kind.FORCED_OPEN, Held.Kind.FORCED_CLOSED);
      case AUTOMATIC ->
          is(
              held,
              Held.Kind.ACTIVE,
              Held.Kind.DRAINED,
              Held.Kind.MAINTENANCE,
              Held.Kind.FORCED_OPEN,
              Held.Kind.FORCED_CLOSED);
      case DISABLE -> view.enabled();
      case ENABLE -> !view.enabled();
    };
  }

  private static boolean is(List<Held> held, Held.Kind... kinds) {
    List<Held.Kind> wanted = List.of(kinds);
    return held.stream().anyMatch(each -> wanted.contains(each.kind()));
  }
}
