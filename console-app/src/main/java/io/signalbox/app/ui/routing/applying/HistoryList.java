package io.signalbox.app.ui.routing.applying;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.routing.editing.ChangeWords;
import io.signalbox.app.ui.routing.editing.Fold;
import io.signalbox.core.query.RoutingChangeSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** Changes that were applied, each with a way back. */
public final class HistoryList {

  private final ApplyModel model;
  private final UiServices services;
  private final Dialogs dialogs;
  private final VBox rows = Ui.column(8);
  private final Fold fold = new Fold("Revert to an earlier set");
  private final Node none =
      Ui.wrapped("No change was applied yet. Each one you apply is kept here.", "small", "muted");
  private Map<Long, Row> rowOf = Map.of();

  public HistoryList(ApplyModel model, UiServices services, Dialogs dialogs) {
    this.model = model;
    this.services = services;
    this.dialogs = dialogs;
    fold.body(Ui.pad(rows, 6, 8, 10, 8));
    model.historyProperty().addListener((property, old, sets) -> show(sets));
    show(model.historyProperty().get());
  }

  public Node node() {
    return fold.node();
  }

  private void show(List<RoutingChangeSet> sets) {
    fold.summary(sets.isEmpty() ? "none kept" : sets.size() + " kept", "muted");
    Map<Long, Row> shown = new LinkedHashMap<>();
    for (RoutingChangeSet set : sets) {
      Row row = rowOf.get(set.id());
      shown.put(set.id(), row == null ? new Row(set) : row);
    }
    rowOf = shown;
    shown.values().forEach(Row::show);
    Ui.exchange(
        rows,
        shown.isEmpty() ? List.of(none) : shown.values().stream().map(each -> each.node).toList());
  }

  /** A change that was applied: what it is stays so, and its row stays where it has the focus. */
  private final class Row {
    private final RoutingChangeSet set;
    private final Label who = Ui.wrapped("", "small", "muted");
    private final Node node;

    Row(RoutingChangeSet set) {
      this.set = set;
      String changes = String.join(", ", ChangeWords.changes(set));
      Button revert = Ui.button("Revert", () -> ask(set), "compact");
      revert.setAccessibleText("Revert " + changes);
      VBox texts = Ui.column(2, Ui.wrapped(changes, "small"), who);
      texts.setMinWidth(0);
      Tooltip age = new Tooltip();
      age.setOnShowing(event -> age.setText(Units.age(set.at(), services.time().now()) + " ago"));
      Tooltip.install(texts, age);
      node = Ui.row(8, Ui.grow(texts), revert);
    }

    void show() {
      who.setText(
          Units.day(set.at())
              + " "
              + Units.clock(set.at())
              + " "
              + Units.zone(set.at())
              + ", "
              + set.who()
              + (set.why().isEmpty() ? "" : ": " + set.why()));
    }
  }

  private void ask(RoutingChangeSet set) {
    String refusal = model.revertRefusal();
    if (refusal.isEmpty()) {
      dialogs.ask(model.revertQuestion(set), answer -> model.revert(set, answer.reason()));
    } else {
      dialogs.toast(refusal, "", () -> {});
    }
  }
}
