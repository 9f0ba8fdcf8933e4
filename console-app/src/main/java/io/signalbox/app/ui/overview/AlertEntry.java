package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.switching.SwitchRequest;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import java.time.Duration;
import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One alert, or one thing an operator holds. Its nodes stay; its words change. */
final class AlertEntry {

  private static final double AGE = 46;

  private final Navigator navigator;
  private final SwitchForm form;
  private final StackPane glyph = new StackPane();
  private final Label title = Ui.wrapped("", "strong");
  private final Label detail = Ui.wrapped("", "small", "muted");
  private final Label age = Ui.label("", "small", "muted");
  private final Button open = Ui.button("", () -> {}, "compact");
  private final Button act = Ui.button("", () -> {}, "compact");
  private final FlowPane buttons = new FlowPane(6, 4, act, open);
  private final HBox node;
  private Status status = new Status(Glyph.Shape.DOT, "", "");
  private Instant since = Instant.EPOCH;
  private AlertActions.@Nullable Offered offered;
  private String refused = "";
  private String from = "";
  private String reason = "";

  AlertEntry(Navigator navigator, SwitchForm form) {
    this.navigator = navigator;
    this.form = form;
    VBox text = Ui.grow(Ui.column(4, title, detail, buttons));
    // Of one width, whatever the age: else the words wrap elsewhere in a minute, and move the
    // button.
    age.setMinWidth(AGE);
    age.setMaxWidth(AGE);
    age.setAlignment(Pos.TOP_RIGHT);
    glyph.setMinWidth(14);
    glyph.setMaxHeight(Region.USE_PREF_SIZE);
    node = Ui.pad(Ui.row(10, glyph, text, age), 8, 12, 8, 12);
    node.setAlignment(Pos.TOP_LEFT);
    node.getStyleClass().add("list-entry");
  }

  Node node() {
    return node;
  }

  void show(Alert alert, ConsoleSnapshot snapshot, Instant now) {
    String text =
        alert.location().isEmpty() || alert.detail().contains(alert.location())
            ? alert.detail()
            : alert.detail().isEmpty()
                ? alert.location()
                : alert.location() + ": " + alert.detail();
    Navigator.Place place =
        switch (alert.kind()) {
          case "template" -> Navigator.Place.TEMPLATES;
          case "request" -> Navigator.Place.REQUESTS;
          default -> Navigator.Place.PROVIDERS;
        };
    boolean leads = !alert.kind().equals("background");
    buttons.setVisible(leads);
    buttons.setManaged(leads);
    Alert.State state = alert.state(now);
    Status of = Status.of(alert.severity());
    write(
        state == Alert.State.FIRING ? of : new Status(of.shape(), of.word(), "unknown"),
        alert.title(),
        marked(alert, state, now) + text,
        place,
        alert.subject());
    from = "the alert";
    // Its own words are the reason until others are typed: what is left is the name.
    reason = alert.title();
    offer(AlertActions.of(alert, snapshot));
    since = alert.since();
    tick(now);
  }

  /** Who has a hand in it; nothing of what fires. */
  private static String marked(Alert alert, Alert.State state, Instant now) {
    Alert.Mark seen = alert.acknowledged();
    Alert.Mark muted = alert.muted();
    Instant until = muted == null ? null : muted.until();
    if (state == Alert.State.MUTED && muted != null && until != null) {
      return "Muted until " + until(until, now) + " by " + muted.who() + ". ";
    }
    return state == Alert.State.ACKNOWLEDGED && seen != null
        ? "Acknowledged by " + seen.who() + ". "
        : "";
  }

  void show(Held held, ConsoleSnapshot snapshot, Instant now) {
    Instant until = held.until();
    String text =
        held.words()
            + " by "
            + held.who()
            + (until == null ? ", until lifted" : ", until " + until(until, now))
            + (held.why().isEmpty() ? "" : ". " + held.why());
    Navigator.Place place =
        held.kind() == Held.Kind.SWITCH ? Navigator.Place.TRACKS : Navigator.Place.PROVIDERS;
    write(
        new Status(Glyph.Shape.DIAMOND, "Held", "hand"),
        held.subject(),
        text,
        place,
        held.subject());
    from = "what is held";
    reason = "";
    offer(AlertActions.of(held, snapshot));
    since = held.since();
    tick(now);
  }

  private void write(
      Status newest, String name, String text, Navigator.Place place, String subject) {
    if (!newest.equals(status)) {
      status = newest;
      glyph.getChildren().setAll(new Glyph(newest.shape(), newest.tone()));
    }
    title.setText(name);
    detail.setText(text);
    open.setText("Open in " + place.title());
    open.setOnAction(event -> navigator.go(place, subject));
  }

  private void offer(AlertActions.@Nullable Offered next) {
    offered = next;
    act.setVisible(next != null);
    act.setManaged(next != null);
    if (next == null) {
      return;
    }
    act.setText(next.action().label() + "…");
    act.setAccessibleText(act.getText() + ", " + next.member());
    act.setOnAction(event -> form.open(request(next).because(reason)));
    check();
  }

  private SwitchRequest request(AlertActions.Offered wish) {
    return SwitchRequest.member(wish.action(), wish.at(), wish.member(), from)
        .about(title.getText(), age.getText());
  }

  /** The window may be read-only by now, or writable again. */
  private void check() {
    AlertActions.Offered now = offered;
    String refusal = now == null ? "" : form.refusal(request(now));
    if (!refusal.equals(refused)) {
      refused = refusal;
      Ui.enable(act, refusal);
    }
  }

  /** Its age goes on. */
  void tick(Instant now) {
    age.setText(Units.age(since, now));
    check();
  }

  /** Hours and minutes, and the day where it matters. */
  static String until(Instant at, Instant now) {
    String day = Duration.between(now, at).toHours() < 12 ? "" : Units.day(at) + " ";
    return day + Units.minute(at) + " " + Units.zone(at);
  }
}
