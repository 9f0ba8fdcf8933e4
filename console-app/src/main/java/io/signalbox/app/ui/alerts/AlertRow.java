package io.signalbox.app.ui.alerts;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.switching.SwitchRequest;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One alert with its remedies. Its nodes stay; its words change. */
final class AlertRow {

  /** How long a mute may last. */
  private record Length(String words, Duration length) {}

  private static final List<Length> MUTES =
      List.of(
          new Length("for 30 min", Duration.ofMinutes(30)),
          new Length("for 1 h", Duration.ofHours(1)),
          new Length("for 4 h", Duration.ofHours(4)),
          new Length("for 24 h", Duration.ofHours(24)),
          new Length("for 7 days", Duration.ofDays(7)));

  private static final double AGE = 84;
  private static final double BUTTONS = 470;

  private final AlertsViewModel model;
  private final Navigator navigator;
  private final SwitchForm form;
  private final StackPane glyph = new StackPane();
  private final Label title = Ui.wrapped("", "strong");
  private final Label mark = Ui.label("", "pill");
  private final Label value = Ui.label("", "semi");
  private final Label age = Ui.label("", "small", "muted");
  private final Label detail = Ui.wrapped("", "small", "muted");
  private final FlowPane buttons = new FlowPane(6, 4);
  private final Button acknowledge =
      Ui.button("Acknowledge", this::acknowledge, "compact", "row-act");
  private final Button unmute = Ui.button("Unmute", this::unmute, "compact", "row-act");
  private final MenuButton mute = new MenuButton("Mute until");
  // One takes the other's place, and is as wide.
  private final StackPane muting = new StackPane(mute, unmute);
  private final VBox node;
  private Status status = new Status(Glyph.Shape.DOT, "", "");
  private List<Remedy> remedies = List.of();
  private List<Button> remedyButtons = List.of();
  private @Nullable Alert alert;

  AlertRow(AlertsViewModel model, Navigator navigator, SwitchForm form) {
    this.model = model;
    this.navigator = navigator;
    this.form = form;
    glyph.setMinWidth(14);
    // Where it has no room the tooltip has it whole.
    mark.setMinWidth(0);
    mark.managedProperty().bind(mark.visibleProperty());
    value.setMinWidth(Region.USE_PREF_SIZE);
    age.setMinWidth(AGE);
    age.setAlignment(Pos.CENTER_RIGHT);
    detail.setMinWidth(120);
    buttons.setAlignment(Pos.TOP_RIGHT);
    buttons.setPrefWrapLength(BUTTONS);
    mute.getStyleClass().addAll("button", "compact", "row-act");
    unmute.setMaxWidth(Double.MAX_VALUE);
    for (Length each : MUTES) {
      MenuItem item = new MenuItem(each.words());
      item.setOnAction(event -> mute(each.length()));
      mute.getItems().add(item);
    }
    HBox head = Ui.row(8, glyph, Ui.grow(title), value, age);
    title.setMinWidth(80);
    // Whose hand is in it comes and goes beside the buttons, and moves none of them.
    HBox below = new HBox(12, Ui.grow(Ui.column(2, detail, mark)), buttons);
    Ui.pad(below, 0, 0, 0, 22);
    node = Ui.pad(Ui.column(6, head, below), 10, 12, 10, 12);
    node.getStyleClass().add("list-entry");
  }

  Node node() {
    return node;
  }

  void show(Alert newest, ConsoleSnapshot snapshot) {
    alert = newest;
    Alert.State state = newest.state(model.now());
    Status of = Status.of(newest.severity());
    Status next =
        state == Alert.State.FIRING
            ? of
            : state == Alert.State.CLEARED
                ? new Status(Glyph.Shape.CHECK, "cleared", "ok")
                : new Status(of.shape(), of.word(), "unknown");
    if (!next.equals(status)) {
      status = next;
      glyph.getChildren().setAll(new Glyph(next.shape(), next.tone()));
    }
    title.setText(newest.title());
    value.setText(newest.value());
    String where =
        newest.location().isEmpty() || newest.detail().contains(newest.location())
            ? newest.detail()
            : newest.location() + (newest.detail().isEmpty() ? "" : ": " + newest.detail());
    detail.setText(where);
    node.setAccessibleText(newest.severity().word() + " " + state.word() + ": " + newest.title());
    offer(newest, state, snapshot);
    tick();
  }

  /** Who has a hand in it, and until when. */
  private String marked(Alert shown, Alert.State state, Instant now) {
    Alert.Mark muted = shown.muted();
    Alert.Mark seen = shown.acknowledged();
    if (state == Alert.State.MUTED && muted != null && muted.until() != null) {
      Instant until = muted.until();
      String day = Duration.between(now, until).toHours() < 12 ? "" : Units.day(until) + " ";
      return "muted until " + day + Units.minute(until) + ", " + AuditEntry.person(muted.who());
    }
    return state == Alert.State.ACKNOWLEDGED && seen != null
        ? "acknowledged " + Units.minute(seen.at()) + ", " + AuditEntry.person(seen.who())
        : "";
  }

  private void offer(Alert shown, Alert.State state, ConsoleSnapshot snapshot) {
    List<Remedy> next = state == Alert.State.CLEARED ? List.of() : Remedy.of(shown, snapshot);
    List<Node> row = new ArrayList<>();
    if (!next.equals(remedies)) {
      remedies = next;
      remedyButtons =
          next.stream()
              .map(each -> Ui.button(each.label(), () -> apply(each), "compact", "row-act"))
              .toList();
    }
    row.addAll(remedyButtons);
    if (state != Alert.State.CLEARED) {
      // They stay where they are in every state: nothing else comes under the pointer.
      row.addAll(List.of(acknowledge, muting));
    }
    boolean muted = state == Alert.State.MUTED;
    boolean pressed = (muted ? mute : unmute).isFocused();
    mute.setVisible(!muted);
    unmute.setVisible(muted);
    if (pressed) {
      (muted ? unmute : mute).requestFocus();
    }
    if (!buttons.getChildren().equals(row)) {
      Ui.exchange(buttons, row);
    }
    for (Button each : remedyButtons) {
      each.setAccessibleText(each.getText() + ", " + shown.subject());
    }
    acknowledge.setAccessibleText("Acknowledge " + shown.title());
    mute.setAccessibleText("Mute " + shown.title());
    unmute.setAccessibleText("Unmute " + shown.title());
  }

  /** Its age goes on; the window may be read-only by now. */
  void tick() {
    Alert shown = alert;
    if (shown == null) {
      return;
    }
    Instant now = model.now();
    Alert.State state = shown.state(now);
    Instant over = shown.clearedAt();
    age.setText(
        over == null
            ? "firing " + Units.age(shown.since(), now)
            : "over " + Units.age(over, now) + " ago");
    String words = marked(shown, state, now);
    if (!words.equals(mark.getText())) {
      mark.setText(words);
      mark.setTooltip(new Tooltip(words));
    }
    mark.setVisible(!words.isEmpty());
    String refusal = model.refusal();
    boolean had = acknowledge.isFocused();
    Ui.enable(acknowledge, refusal.isEmpty() ? done(state) : refusal);
    if (had && acknowledge.isDisabled()) {
      Stream.concat(remedyButtons.stream(), Stream.of(mute))
          .filter(each -> !each.isDisabled())
          .findFirst()
          .ifPresent(Node::requestFocus);
    }
    Ui.enable(unmute, refusal);
    Ui.enable(mute, refusal);
    for (int i = 0; i < remedies.size(); i++) {
      Remedy each = remedies.get(i);
      String why =
          switch (each.kind()) {
            case DRAIN -> form.refusal(drain(shown));
            case CHECK, LOOK, TRACKS, PROVIDER, TEMPLATE, REQUEST, SWEEP -> "";
          };
      Ui.enable(remedyButtons.get(i), why);
    }
  }

  private static String done(Alert.State state) {
    return switch (state) {
      case FIRING, CLEARED -> "";
      case ACKNOWLEDGED -> "Acknowledged already.";
      case MUTED -> "Nobody is told while it is muted.";
    };
  }

  private void apply(Remedy remedy) {
    Alert shown = alert;
    if (shown == null) {
      return;
    }
    String subject = shown.subject();
    switch (remedy.kind()) {
      case DRAIN -> form.open(drain(shown));
      case CHECK -> model.check(subject);
      case LOOK -> model.look(subject);
      case TRACKS -> navigator.go(Navigator.Place.TRACKS, subject);
      case PROVIDER -> navigator.go(Navigator.Place.PROVIDERS, subject);
      case TEMPLATE -> navigator.go(Navigator.Place.TEMPLATES, subject);
      case REQUEST -> navigator.go(Navigator.Place.REQUESTS, subject);
      case SWEEP -> navigator.go(Navigator.Place.REQUESTS, "");
    }
  }

  /** The alert's own words are the reason until others are typed. */
  private SwitchRequest drain(Alert shown) {
    return SwitchRequest.provider(SwitchAction.DRAIN, shown.subject(), "the alert")
        .about(shown.title(), age.getText())
        .because(shown.title());
  }

  private void acknowledge() {
    if (alert != null) {
      model.acknowledge(alert);
    }
  }

  private void unmute() {
    if (alert != null) {
      model.unmute(alert);
    }
  }

  private void mute(Duration length) {
    if (alert != null) {
      model.mute(alert, length);
    }
  }
}
