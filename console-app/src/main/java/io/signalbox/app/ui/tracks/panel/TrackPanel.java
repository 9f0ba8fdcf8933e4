package io.signalbox.app.ui.tracks.panel;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.EvenRows;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.switching.Target;
import io.signalbox.app.ui.tracks.model.TrackWords;
import io.signalbox.app.ui.tracks.model.TracksViewModel;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The selected switch or provider, how it stands, and what can be done to it. */
public final class TrackPanel {

  private static final double WIDTH = 360;

  /** Below the diagram, px: as high, and as wide what can be done. */
  private static final double HEIGHT = 204;

  private static final double ACTIONS = 300;

  /** Of the width that is left members get more than figures. */
  private static final double MEMBERS = 0.61;

  private static final double GAP = 16;

  /** Letters of a name that is never cut. */
  private static final int LONG = 26;

  private static final double NAME = 60;

  private final TracksViewModel model;
  private final StackPane mark = new StackPane();
  private final Label name = Ui.ends("", "panel-title");
  private final Label detail = Ui.label("", "small", "muted");
  private final Label hand = Ui.label("", "pill");
  private final Glyph lock = new Glyph(Glyph.Shape.LOCK, "hand");
  private final VBox hold = Ui.column(2);
  private final HBox holdNote = Ui.row(8, new Glyph(Glyph.Shape.LOCK, "hand"), hold);
  private final MemberChoice members;
  private final Map<SwitchAction, Button> buttons = new EnumMap<>(SwitchAction.class);
  private final Label refusals = Ui.wrapped("", "small", "muted");
  private List<Noted> noted = List.of();
  private int marked = -1;
  private final SwitchForm form;
  private final CircuitFacts circuit = new CircuitFacts();
  private final Button providers;
  private final Region head;
  private final EvenRows actions = new EvenRows();
  private final VBox standing = Ui.column(10);
  private final VBox doing = Ui.column(10);
  private final VBox telling = Ui.column(10);
  private final VBox body = Ui.column(10);
  private final ScrollPane scroll = new Scroll(body);

  /** A line about what is held. */
  private record Noted(String text, boolean title) {
    Node node() {
      return title ? Ui.wrapped(text, "small", "semi") : Ui.wrapped(text, "small");
    }
  }

  public TrackPanel(TracksViewModel model, SwitchForm form, Navigator navigator) {
    this.model = model;
    this.form = form;
    this.members = new MemberChoice(model);
    this.providers =
        Ui.button(
            Act.TRACKS_PROVIDER,
            () -> navigator.go(Navigator.Place.PROVIDERS, name.getText()),
            "ghost",
            "compact");
    holdNote.getStyleClass().addAll("note", "hand");
    hand.setMinWidth(Region.USE_PREF_SIZE);
    detail.setMinWidth(0);
    head = BesideOrBelow.ends(Ui.row(8, mark, name, detail), Ui.row(0, hand));
    addActions();
    share(standing, MEMBERS);
    share(telling, 1 - MEMBERS);
    doing.setMinWidth(ACTIONS);
    doing.setMaxWidth(ACTIONS);
    Ui.pad(body, 14, 16, 16, 16);
    // As wide with a scroll bar as without: the bar comes over the margin and nothing wraps anew.
    body.minWidthProperty().bind(scroll.widthProperty().subtract(1));
    body.maxWidthProperty().bind(body.minWidthProperty());
    scroll.setHmax(0);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("tracks-panel");
    setBelow(false);
    scroll.setFocusTraversable(false);
    model.snapshotProperty().addListener((property, old, view) -> show());
    model.selectionProperty().addListener((property, old, now) -> show());
    model.memberProperty().addListener((property, old, now) -> show());
    show();
  }

  public Node node() {
    return scroll;
  }

  /** Below the diagram it has three columns, beside it one. */
  public void setBelow(boolean below) {
    scroll.setMinWidth(below ? 0 : WIDTH);
    scroll.setMaxWidth(below ? Double.MAX_VALUE : WIDTH);
    scroll.setMinHeight(below ? HEIGHT : 0);
    scroll.setMaxHeight(below ? HEIGHT : Double.MAX_VALUE);
    List.of(standing, doing, telling, body).forEach(each -> each.getChildren().clear());
    List<Node> first = List.of(head, holdNote, members.node());
    List<Node> second = List.of(actions, refusals);
    List<Node> third = List.of(circuit.node(), providers);
    if (below) {
      standing.getChildren().setAll(first);
      doing.getChildren().setAll(second);
      telling.getChildren().setAll(third);
      body.getChildren().setAll(new HBox(GAP, standing, doing, telling));
    } else {
      List.of(first, second, third).forEach(each -> body.getChildren().addAll(each));
    }
    Ui.mark(scroll, List.of("below"), below ? "below" : "");
  }

  /** Takes the focus: to the members, or to the first action. */
  public void focus() {
    if (!members.focus()) {
      buttons.values().stream()
          .filter(button -> !button.isDisabled())
          .findFirst()
          .ifPresent(Node::requestFocus);
    }
  }

  private void share(VBox column, double share) {
    column.setMinWidth(0);
    column
        .prefWidthProperty()
        .bind(scroll.widthProperty().subtract(1 + ACTIONS + 4 * GAP).multiply(share));
  }

  private void addActions() {
    for (SwitchAction action : SwitchAction.AT_SWITCHES) {
      Button button =
          Ui.button(action.act().label(), () -> form.open(model.request(action)), "throw");
      button.setId("throw-" + action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      buttons.put(action, button);
      actions.getChildren().add(button);
    }
  }

  /** A second has passed: ages and what is left of a hold. */
  public void tick() {
    show();
  }

  private void show() {
    TracksViewModel.Selection selected = model.selectionProperty().get();
    TrackNode node = model.node();
    ProviderView provider = model.provider();
    name.setText(selected == null ? "Nothing selected" : selected.name());
    name.setMinWidth(name.getText().length() > LONG ? NAME : Region.USE_PREF_SIZE);
    mark(provider == null ? -1 : provider.order());
    providers.setVisible(provider != null);
    providers.setManaged(providers.isVisible());
    if (node != null) {
      detail.setText(node.detail());
      hand(
          node.kind() != TrackNode.Kind.FAILOVER ? "" : node.hold() == null ? "Automatic" : "Held",
          node.hold() != null);
    } else if (provider != null) {
      detail.setText(provider.displayType());
      hand(held().isEmpty() ? "Automatic" : "Held", !held().isEmpty());
    } else {
      detail.setText(selected == null ? "" : "no longer in the tree");
      hand("", false);
    }
    showActions();
    holdNote(held().stream().flatMap(each -> lines(each).stream()).toList());
    members.show(node);
    if (node == null && provider != null) {
      members.showProvider(provider);
    }
    Target target = model.target();
    circuit.show(target == null ? null : target.circuit(), model.now());
  }

  /** What an operator's hand is on of what is selected. */
  private List<Held> held() {
    ConsoleSnapshot view = model.snapshotProperty().get();
    TracksViewModel.Selection selected = model.selectionProperty().get();
    return view == null || selected == null ? List.of() : view.heldOf(selected.name());
  }

  /**
   * The series' key of a provider; a switch's icon below 0. A node lives while it says the same.
   */
  private void mark(int order) {
    if (mark.getChildren().isEmpty() || marked != order) {
      marked = order;
      mark.getChildren().setAll(order < 0 ? Icon.ROUTING.node("accent-icon") : Series.key(order));
    }
  }

  private void hand(String word, boolean held) {
    hand.setVisible(!word.isEmpty());
    hand.setText(word);
    hand.setGraphic(held ? lock : null);
    Ui.mark(hand, List.of("hand"), held ? "hand" : "");
  }

  /** What is held and by whom, then since when and how long, then why where that was said. */
  private List<Noted> lines(Held held) {
    Instant until = held.until();
    List<Noted> lines = new ArrayList<>();
    lines.add(new Noted(TrackWords.by(held), true));
    String since =
        "Since "
            + Units.clock(held.since())
            + ", "
            + TrackWords.until(until)
            + (until == null
                ? ""
                : " (in " + TrackWords.left(Duration.between(model.now(), until)) + ")");
    lines.add(new Noted(since, false));
    if (!held.why().isEmpty()) {
      lines.add(new Noted("“" + held.why() + "”", false));
    }
    return lines;
  }

  private void holdNote(List<Noted> lines) {
    holdNote.setVisible(!lines.isEmpty());
    holdNote.setManaged(!lines.isEmpty());
    if (!lines.equals(noted)) {
      noted = List.copyOf(lines);
      hold.getChildren().setAll(lines.stream().map(Noted::node).toList());
    }
  }

  private void showActions() {
    Set<String> lines = new LinkedHashSet<>();
    boolean nothing = model.target() == null;
    buttons.forEach((action, button) -> {
      String refusal = form.refusal(model.request(action));
      Ui.enable(button, refusal);
      if (!refusal.isEmpty()) {
        lines.add(
            nothing || refusal.startsWith("This window")
                ? refusal
                : action.label() + ": " + refusal);
      }
    });
    refusals.setText(String.join("\n", lines));
    refusals.setManaged(!lines.isEmpty());
  }
}
