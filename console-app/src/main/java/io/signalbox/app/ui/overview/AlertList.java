package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Alerts, and what an operator holds. An entry keeps its nodes for as long as it is there. */
final class AlertList {

  /** The worst stand first; a list nobody reads to its end hides them. */
  private static final int MOST = 20;

  private static final double WIDTH = 304;

  private final Navigator navigator;
  private final SwitchForm form;
  private final Label count = Ui.label("0", "count");
  private final Label heldCount = Ui.label("0", "count");
  private final VBox list = Ui.column(0);
  private final Node fine = note("No alert is open.");
  private final Label more = Ui.wrapped("", "muted");
  private final Node moreBox = Ui.pad(new VBox(more), 8, 12, 8, 12);
  private final HBox heldHead =
      Ui.pad(Ui.row(8, Ui.label("Held by operator", "semi"), heldCount), 10, 12, 6, 12);
  private final Map<Object, AlertEntry> entries = new LinkedHashMap<>();
  private final VBox card;
  private List<Alert> shownAlerts = List.of();
  private List<Held> shownHeld = List.of();

  /** What stays the same while an alert is open, though its words change. */
  private record AlertKey(String kind, String subject, String location, Instant since) {}

  private record HeldKey(Held.Kind kind, String subject) {}

  AlertList(Navigator navigator, SwitchForm form) {
    this.navigator = navigator;
    this.form = form;
    ScrollPane scroll = new Scroll(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    Button all = Ui.button("Open Alerts", () -> navigator.go(Navigator.Place.ALERTS, ""), "ghost");
    all.setId("all-alerts");
    card = Ui.card(List.of(Ui.label("Alerts", "semi"), count, Ui.spacer(), all), Ui.grow(scroll));
    card.setMinWidth(WIDTH);
    card.setMaxWidth(WIDTH);
    card.setPrefWidth(WIDTH);
    heldHead.getStyleClass().add("held-head");
    list.getChildren().setAll(fine);
  }

  private static Node note(String text) {
    return Ui.pad(new VBox(Ui.wrapped(text, "muted")), 12, 12, 12, 12);
  }

  Node node() {
    return card;
  }

  void show(ConsoleSnapshot snapshot, Instant now) {
    if (snapshot.alerts().equals(shownAlerts) && snapshot.held().equals(shownHeld)) {
      return;
    }
    shownAlerts = snapshot.alerts();
    shownHeld = snapshot.held();
    long firing =
        shownAlerts.stream().filter(each -> each.state(now) == Alert.State.FIRING).count();
    count.setText(String.valueOf(firing));
    Ui.mark(count, List.of("bad"), firing == 0 ? "" : "bad");
    heldCount.setText(String.valueOf(shownHeld.size()));
    List<Node> rows = new ArrayList<>();
    Map<Object, AlertEntry> next = new LinkedHashMap<>();
    if (shownAlerts.isEmpty()) {
      rows.add(fine);
    }
    for (Alert alert : shownAlerts.subList(0, Math.min(MOST, shownAlerts.size()))) {
      AlertEntry entry =
          entry(next, new AlertKey(alert.kind(), alert.subject(), alert.location(), alert.since()));
      entry.show(alert, snapshot, now);
      rows.add(entry.node());
    }
    if (shownAlerts.size() > MOST) {
      more.setText("and " + (shownAlerts.size() - MOST) + " more, on Alerts");
      rows.add(moreBox);
    }
    if (!shownHeld.isEmpty()) {
      rows.add(heldHead);
    }
    for (Held held : shownHeld) {
      AlertEntry entry = entry(next, new HeldKey(held.kind(), held.subject()));
      entry.show(held, snapshot, now);
      rows.add(entry.node());
    }
    entries.clear();
    entries.putAll(next);
    if (!list.getChildren().equals(rows)) {
      list.getChildren().setAll(rows);
    }
  }

  private AlertEntry entry(Map<Object, AlertEntry> next, Object key) {
    // Two alerts of one key are two entries all the same.
    AlertEntry known = next.containsKey(key) ? null : entries.get(key);
    AlertEntry entry = known == null ? new AlertEntry(navigator, form) : known;
    next.put(next.containsKey(key) ? new Object() : key, entry);
    return entry;
  }

  /** Ages go on. */
  void tick(Instant now) {
    entries.values().forEach(each -> each.tick(now));
  }
}
