package io.signalbox.app.ui.alerts;

import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is open, with a chip for each state. A row keeps its nodes for as long as it is there. */
final class OpenAlerts {

  /** The worst stand first; a list nobody reads to its end hides them. */
  private static final int MOST = 100;

  private final AlertsViewModel model;
  private final Navigator navigator;
  private final SwitchForm form;
  private final Label count = Ui.label("0", "count");
  private final Map<Alert.State, Button> chips = new EnumMap<>(Alert.State.class);
  private final VBox list = Ui.column(0);
  private final Label none = Ui.wrapped("", "muted");
  private final Label more = Ui.wrapped("", "muted");
  private final Map<String, AlertRow> rows = new LinkedHashMap<>();
  private final ScrollPane scroll = new Scroll(list);
  private final VBox card;
  private @Nullable ConsoleSnapshot snapshot;

  OpenAlerts(AlertsViewModel model, Navigator navigator, SwitchForm form) {
    this.model = model;
    this.navigator = navigator;
    this.form = form;
    FlowPane filters = new FlowPane(6, 4);
    filters.setMinWidth(0);
    for (Alert.State state : Alert.State.values()) {
      Button chip = Ui.button("", () -> model.toggle(state), "chip");
      chip.setId("alerts-" + state.word());
      chips.put(state, chip);
      filters.getChildren().add(chip);
    }
    filters.setPrefWrapLength(420);
    filters.setAlignment(Pos.CENTER_RIGHT);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    Label title = Ui.label("Open alerts", "semi");
    title.setMinWidth(Region.USE_PREF_SIZE);
    count.setMinWidth(Region.USE_PREF_SIZE);
    card = Ui.card(List.of(title, count, Ui.spacer(), filters), Ui.grow(scroll));
    // Two lines of chips where the card is narrow.
    card.getChildren().getFirst().getStyleClass().add("tall");
    card.setMinHeight(96);
    card.setId("open-alerts");
    model.listedProperty().addListener((property, old, now) -> showNow());
    list.hoverProperty().addListener((property, old, hover) -> showNow());
  }

  VBox node() {
    return card;
  }

  void show(ConsoleSnapshot newest) {
    snapshot = newest;
    showNow();
  }

  private void showNow() {
    ConsoleSnapshot now = snapshot;
    if (now == null) {
      return;
    }
    AlertsViewModel.Listed listed = model.listedProperty().get();
    int firing = listed.counts().getOrDefault(Alert.State.FIRING, 0);
    count.setText(String.valueOf(firing));
    Ui.mark(count, List.of("bad"), firing == 0 ? "" : "bad");
    chips.forEach((state, chip) -> {
      int there = listed.counts().getOrDefault(state, 0);
      chip.setText(
          state == Alert.State.CLEARED ? "cleared, 24 h " + there : state.word() + " " + there);
      boolean on = listed.states().contains(state);
      Ui.mark(chip, List.of("on"), on ? "on" : "");
      chip.setAccessibleText(chip.getText() + (on ? ", shown" : ", not shown"));
    });
    List<Node> nodes = new ArrayList<>();
    Map<String, AlertRow> next = new LinkedHashMap<>();
    List<Alert> alerts = list.isHover() ? asTheyStand(listed.alerts()) : listed.alerts();
    for (Alert alert : alerts.subList(0, Math.min(MOST, alerts.size()))) {
      AlertRow row = rows.get(alert.id());
      if (row == null) {
        row = new AlertRow(model, navigator, form);
      }
      row.show(alert, now);
      next.put(alert.id(), row);
      nodes.add(row.node());
    }
    if (alerts.isEmpty()) {
      none.setText(
          now.alerts().isEmpty() ? "No alert is open." : "No alert of the states that are shown.");
      nodes.add(Ui.pad(new VBox(none), 12, 12, 12, 12));
    }
    if (alerts.size() > MOST) {
      more.setText("and " + (alerts.size() - MOST) + " more: 'signalbox alerts list' has them all");
      nodes.add(Ui.pad(new VBox(more), 8, 12, 8, 12));
    }
    rows.clear();
    rows.putAll(next);
    if (!list.getChildren().equals(nodes)) {
      list.getChildren().setAll(nodes);
    }
  }

  /** What changed its state under the pointer stays there: no other row comes to be pressed. */
  private List<Alert> asTheyStand(List<Alert> alerts) {
    List<String> order = List.copyOf(rows.keySet());
    return alerts.stream()
        .sorted(
            Comparator.comparingInt(each -> {
              int at = order.indexOf(each.id());
              return at < 0 ? order.size() : at;
            }))
        .toList();
  }

  /** Ages go on. */
  void tick() {
    rows.values().forEach(AlertRow::tick);
  }
}
