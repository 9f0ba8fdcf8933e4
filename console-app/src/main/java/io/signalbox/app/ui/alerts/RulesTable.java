package io.signalbox.app.ui.alerts;

import atlantafx.base.controls.ToggleSwitch;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Columns;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.query.AlertRuleView;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The rules there are. On the screen's thread only. */
final class RulesTable {

  private static final double ALL_COLUMNS = 720;
  private static final double SOME_COLUMNS = 520;

  private final AlertsViewModel model;
  private final Label count = Ui.label("0", "count");
  private final TableView<AlertRuleView> table = new TableView<>();
  private final VBox card;
  private boolean syncing;
  // The rule that is opened once it is known; empty for none.
  private String wanted = "";
  private String refusal;

  /**
   * @param open opens a rule in the editor
   * @param enter goes into the editor of the rule that is open
   * @param add opens the editor for a new one
   */
  RulesTable(AlertsViewModel model, Consumer<AlertRuleView> open, Runnable enter, Runnable add) {
    this.model = model;
    this.refusal = model.refusal();
    table.setId("alert-rules");
    table.setAccessibleText("Rules of alerts");
    table.getStyleClass().add("compact-rows");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(Ui.label("The rules are being read …", "muted"));
    TableColumn<AlertRuleView, ?> scope = text("Scope", 90, each -> each.rule().scope());
    TableColumn<AlertRuleView, ?> severity = severity();
    TableColumn<AlertRuleView, ?> source = text("Source", 110, AlertRuleView::source);
    table.getColumns().add(on());
    table.getColumns().add(text("Rule", 140, each -> each.rule().name()));
    table.getColumns().add(scope);
    table.getColumns().add(text("Fires when", 262, RulesTable::words));
    table.getColumns().add(severity);
    table.getColumns().add(number("Now", AlertRuleView::open));
    table.getColumns().add(number("24 h", AlertRuleView::fired));
    table.getColumns().add(source);
    table
        .widthProperty()
        .addListener((property, old, width) -> {
          // What the editor says as well gives way.
          source.setVisible(width.doubleValue() >= ALL_COLUMNS);
          scope.setVisible(width.doubleValue() >= SOME_COLUMNS);
          severity.setVisible(width.doubleValue() >= SOME_COLUMNS);
        });
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, old, chosen) -> {
          if (chosen != null && !syncing) {
            open.accept(chosen);
          }
        });
    table.setOnKeyPressed(key -> {
      if (key.getCode() == KeyCode.ENTER && table.getSelectionModel().getSelectedItem() != null) {
        enter.run();
        key.consume();
      }
    });
    Label clears = Ui.label("each clears at its threshold less 10 %", "small", "muted");
    clears.setMinWidth(0);
    Button fresh = Ui.button(Act.NEW_RULE, add, "compact");
    Label title = Ui.label("Rules", "semi");
    title.setMinWidth(Region.USE_PREF_SIZE);
    card = Ui.card(List.of(title, count, clears, Ui.spacer(), fresh), Ui.grow(table));
    card.setMinHeight(190);
    card.setPrefHeight(330);
    model.rulesProperty().addListener((property, old, rules) -> show(rules));
    // A switch that was refused stands again as its rule does.
    model.errorProperty().addListener((property, old, error) -> table.refresh());
  }

  /** The window may be locked or unlocked by now. */
  void tick() {
    if (!refusal.equals(model.refusal())) {
      refusal = model.refusal();
      table.refresh();
    }
  }

  private static String words(AlertRuleView view) {
    String words = view.rule().words();
    return view.rule().metric().words() + (words.isEmpty() ? ", at once" : " " + words);
  }

  VBox node() {
    return card;
  }

  TableView<AlertRuleView> table() {
    return table;
  }

  private void show(List<AlertRuleView> rules) {
    count.setText(String.valueOf(rules.size()));
    AlertRuleView chosen = table.getSelectionModel().getSelectedItem();
    syncing = true;
    table.getItems().setAll(rules);
    // What was put in is in its own order.
    table.sort();
    if (chosen != null) {
      rules.stream()
          .filter(each -> each.rule().name().equals(chosen.rule().name()))
          .findFirst()
          .ifPresent(each -> table.getSelectionModel().select(each));
    }
    syncing = false;
    choose();
  }

  /** Opens the rule of that name once it is known; nothing where there is none. */
  void select(String name) {
    wanted = name;
    choose();
  }

  private void choose() {
    for (AlertRuleView each : List.copyOf(table.getItems())) {
      if (each.rule().name().equals(wanted)) {
        wanted = "";
        table.getSelectionModel().select(each);
        table.scrollTo(each);
        table.requestFocus();
      }
    }
  }

  /** No rule is open any more. */
  void deselect() {
    table.getSelectionModel().clearSelection();
  }

  void focus() {
    table.requestFocus();
  }

  private TableColumn<AlertRuleView, String> text(
      String name, double width, Function<AlertRuleView, String> value) {
    return Columns.text(
        name,
        width,
        false,
        row -> new ReadOnlyObjectWrapper<>(value.apply(row)),
        Function.identity(),
        Comparator.naturalOrder());
  }

  private TableColumn<AlertRuleView, Integer> number(
      String name, Function<AlertRuleView, Integer> value) {
    TableColumn<AlertRuleView, Integer> column =
        Columns.text(
            name,
            52,
            true,
            row -> new ReadOnlyObjectWrapper<>(value.apply(row)),
            each -> String.valueOf(each),
            Comparator.<Integer>naturalOrder());
    column.setMinWidth(48);
    return column;
  }

  private TableColumn<AlertRuleView, Status> severity() {
    return Columns.node(
        "Severity",
        106,
        false,
        row -> new ReadOnlyObjectWrapper<>(Status.of(row.rule().severity())),
        Status::word,
        Comparator.comparing(Status::word),
        each -> new Glyph(each.shape(), each.tone()));
  }

  private TableColumn<AlertRuleView, AlertRuleView> on() {
    TableColumn<AlertRuleView, AlertRuleView> column = new TableColumn<>("On");
    column.setPrefWidth(56);
    column.setMinWidth(56);
    column.setMaxWidth(56);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(owner -> new OnCell());
    return column;
  }

  private final class OnCell extends TableCell<AlertRuleView, AlertRuleView> {
    private final ToggleSwitch toggle = new ToggleSwitch();
    private boolean showing;

    OnCell() {
      toggle.setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
      // By keyboard the table has the focus, and a rule is switched in its editor.
      toggle.setFocusTraversable(false);
      toggle
          .selectedProperty()
          .addListener((property, old, on) -> {
            AlertRuleView rule = getItem();
            if (rule != null && !showing && on != rule.rule().enabled()) {
              model.enable(rule, on);
            }
          });
    }

    @Override
    protected void updateItem(@Nullable AlertRuleView item, boolean empty) {
      super.updateItem(item, empty);
      boolean blank = empty || item == null;
      if (item != null) {
        showing = true;
        toggle.setSelected(item.rule().enabled());
        toggle.setAccessibleText(
            item.rule().name() + (item.rule().enabled() ? " is looked at" : " is not looked at"));
        toggle.setDisable(!model.refusal().isEmpty());
        toggle.setAccessibleHelp(model.refusal());
        showing = false;
      }
      setGraphic(blank ? null : toggle);
    }
  }
}
