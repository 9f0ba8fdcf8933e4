package io.signalbox.app.ui.alerts;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.KeptTable;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Alerts: what is open with its remedies, the rules, and the editor of one. */
public final class AlertsScreen implements Screen {

  private static final double MOST_OPEN = 0.55;

  private final AlertsViewModel model;
  private final RuleEditorViewModel editing;
  private final OpenAlerts open;
  private final RulesTable rules;
  private final RuleEditor editor;
  private final HBox root = new HBox();

  public AlertsScreen(UiServices services, Dialogs dialogs, SwitchForm form, Navigator navigator) {
    this.model = new AlertsViewModel(services);
    this.editing = new RuleEditorViewModel(services);
    this.open = new OpenAlerts(model, navigator, form);
    this.editor = new RuleEditor(editing);
    this.rules = new RulesTable(model, this::edit, editor::focus, this::add);
    Label error = Ui.wrapped("", "bad");
    error.textProperty().bind(model.errorProperty());
    error.visibleProperty().bind(error.textProperty().isNotEmpty());
    error.managedProperty().bind(error.visibleProperty());
    VBox left = Ui.pad(Ui.column(12, error, open.node(), Ui.grow(rules.node())), 16, 16, 16, 16);
    left.setMinWidth(0);
    KeptTable.keep(services.preferences(), "alerts", rules.table());
    // What is open takes the room it needs, up to a half; the rules have the rest.
    open.node().maxHeightProperty().bind(left.heightProperty().multiply(MOST_OPEN));
    root.getChildren().setAll(Ui.grow(left), editor.node());
    root.getStyleClass().add("alerts-root");
    // The panel reaches the window's edge, as on other screens.
    StackPane.setMargin(root, new Insets(-16));
    model.rulesProperty().addListener((property, old, now) -> editing.known(now));
    model.toldProperty().addListener((property, old, words) -> tell(dialogs, words));
    editing.doneProperty().addListener((property, old, words) -> tell(dialogs, words));
    editing
        .editedProperty()
        .addListener((property, old, now) -> {
          if (now == null) {
            rules.deselect();
            if (old != null) {
              // Who was in the editor is back where it was opened.
              rules.focus();
            }
          }
        });
  }

  private static void tell(Dialogs dialogs, String words) {
    if (!words.isEmpty()) {
      dialogs.toast(words, "", () -> {});
    }
  }

  private void edit(AlertRuleView rule) {
    editing.open(rule);
  }

  private void add() {
    rules.deselect();
    editing.openNew(
        model.rulesProperty().get().stream()
            .map(each -> each.rule().name())
            .collect(Collectors.toSet()));
    editor.focus();
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(ConsoleSnapshot snapshot) {
    // The providers first: whose colours they are is known when a rule is opened.
    editor.show(snapshot);
    model.show(snapshot);
    open.show(snapshot);
  }

  @Override
  public void tick() {
    model.tick();
    open.tick();
    rules.tick();
    editor.tick();
  }

  /**
   * Opens the rule that is called so; an alert is seen in the list, where the worst stand first.
   */
  @Override
  public void select(String subject) {
    rules.select(subject);
  }

  @Override
  public ObservableValue<String> context() {
    return new ReadOnlyStringWrapper("").getReadOnlyProperty();
  }
}
