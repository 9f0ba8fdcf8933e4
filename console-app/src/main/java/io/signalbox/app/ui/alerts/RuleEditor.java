package io.signalbox.app.ui.alerts;

import io.signalbox.app.ui.alerts.RuleEditorViewModel.Edited;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The form of one rule, with what it would have done. Escape closes it. */
final class RuleEditor {

  private static final double WIDTH = 360;

  private final RuleEditorViewModel model;
  private final RuleFields fields;
  private final RulePast past = new RulePast();
  private final Label title = Ui.ends("", "panel-title");
  private final Label edited = Ui.label("edited", "pill", "accent");
  private final Label message = Ui.wrapped("", "small", "bad");
  private final Button save;
  private final Button discard;
  private final Button remove;
  private final Button toggle;
  private final Button command;
  private final VBox node;

  RuleEditor(RuleEditorViewModel model) {
    this.model = model;
    this.fields = new RuleFields(model::edit);
    save = Ui.button(Act.RULE_SAVE, model::save, "primary");
    discard = Ui.button(Act.RULE_DISCARD, model::discard);
    remove = Ui.button(Act.RULE_REMOVE, model::remove);
    toggle = Ui.button(Act.RULE_SWITCH, model::toggle, "compact");
    command = Ui.button(Act.RULE_CLI, this::copy);
    message.setMinHeight(18);
    edited.managedProperty().bind(edited.visibleProperty());
    remove.managedProperty().bind(remove.visibleProperty());
    toggle.managedProperty().bind(toggle.visibleProperty());
    Button close = Ui.button(Act.RULE_CLOSE, model::close, "ghost");
    VBox body =
        Ui.pad(
            Ui.column(
                12,
                Ui.row(8, Ui.grow(title), edited, toggle, close),
                fields.node(),
                message,
                Ui.line(),
                past.node()),
            12,
            16,
            12,
            16);
    ScrollPane scroll = new Scroll(body);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    HBox foot = Ui.pad(Ui.row(8, discard, command, remove, Ui.spacer(), save), 10, 16, 10, 16);
    foot.getStyleClass().add("rule-foot");
    node = new VBox(Ui.grow(scroll), foot);
    node.getStyleClass().add("rule-editor");
    node.setMinWidth(WIDTH);
    node.setMaxWidth(WIDTH);
    node.setId("rule-editor");
    Ui.onEscape(node, () -> true, model::close);
    model.editedProperty().addListener((property, old, now) -> show(now));
    model.previewProperty().addListener((property, old, now) -> past.show(now, model.untried()));
    model.errorProperty().addListener((property, old, now) -> showMessage());
    show(model.editedProperty().get());
  }

  VBox node() {
    return node;
  }

  /** Focus begins where the first thing is typed. */
  void focus() {
    fields.focus();
  }

  /** The providers there are. */
  void show(ConsoleSnapshot snapshot) {
    fields.show(snapshot);
    past.colours(snapshot);
    showMessage();
  }

  /** The window may be locked or unlocked by now. */
  void tick() {
    showMessage();
  }

  private void show(@Nullable Edited now) {
    node.setVisible(now != null);
    node.setManaged(now != null);
    if (now == null) {
      return;
    }
    title.setText(now.isNew() ? "New rule" : now.draft().name());
    edited.setVisible(now.isChanged());
    fields.show(now);
    remove.setVisible(now.isOverridden());
    toggle.setVisible(!now.isNew());
    toggle.setText(now.isOn() ? "Switch off" : "Switch on");
    showMessage();
  }

  private void showMessage() {
    Edited now = model.editedProperty().get();
    String refused = model.errorProperty().get();
    String problem =
        now == null || now.problems().isEmpty() ? "" : now.problems().values().iterator().next();
    boolean untouched = now != null && now.isNew() && !now.isChanged();
    message.setText(!refused.isEmpty() ? refused : untouched ? "" : problem);
    if (model.previewProperty().get() == null) {
      past.show(null, model.untried());
    }
    Ui.enable(command, problem);
    Ui.enable(save, model.refusal());
    Ui.enable(discard, now != null && now.isChanged() ? "" : "Nothing is changed");
    Ui.enable(remove, model.removal());
    Ui.enable(toggle, model.locked());
  }

  private void copy() {
    Edited now = model.editedProperty().get();
    if (now != null) {
      Ui.copy(now.draft().commandLine());
    }
  }
}
