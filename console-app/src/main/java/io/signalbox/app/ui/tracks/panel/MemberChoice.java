package io.signalbox.app.ui.tracks.panel;

import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.switching.Shares;
import io.signalbox.app.ui.switching.Trees;
import io.signalbox.app.ui.tracks.diagram.ChipShape;
import io.signalbox.app.ui.tracks.model.TrackWords;
import io.signalbox.app.ui.tracks.model.TracksViewModel;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A switch's members, one of them chosen; or where a provider stands. */
final class MemberChoice {

  private static final double LINE = 20;
  private static final int MOST = 24;

  /** Letters of a name that is never cut. */
  private static final int LONG = 26;

  private final TracksViewModel model;
  private final ToggleGroup group = new ToggleGroup();
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final VBox box = Ui.column(6);
  private final ScrollPane scroll = new Scroll(box);
  private final Label standing = Ui.wrapped("", "small");
  private final VBox all = Ui.column(6, scroll, standing);
  private String of = "";

  MemberChoice(TracksViewModel model) {
    this.model = model;
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.setMaxHeight(312);
  }

  Node node() {
    return all;
  }

  void show(@Nullable TrackNode node) {
    scroll.setVisible(node != null);
    scroll.setManaged(node != null);
    standing.setVisible(node == null && model.provider() != null);
    standing.setManaged(standing.isVisible());
    if (node == null) {
      return;
    }
    List<String> names = shown(node);
    if (!of.equals(node.name()) || !List.copyOf(entries.keySet()).equals(names)) {
      of = node.name();
      entries.values().forEach(each -> each.radio.setToggleGroup(null));
      entries.clear();
      for (String name : names) {
        entries.put(name, new Entry(name));
      }
      box.getChildren().setAll(entries.values());
      int more = node.members().size() - names.size();
      if (more > 0) {
        box.getChildren()
            .add(
                Ui.wrapped(
                    more + " more members: choose one on the diagram or in the list.",
                    "small",
                    "muted"));
      }
    }
    refresh(node);
  }

  /** The first of many, and the chosen one: hundreds of rows are what the list is for. */
  private List<String> shown(TrackNode node) {
    String chosen = model.memberProperty().get();
    List<String> all = node.members().stream().map(each -> each.to().name()).toList();
    List<String> names = new ArrayList<>(all.subList(0, Math.min(MOST, all.size())));
    if (chosen != null && all.contains(chosen) && !names.contains(chosen)) {
      names.add(chosen);
    }
    return names;
  }

  private void refresh(TrackNode node) {
    ConsoleSnapshot view = model.snapshotProperty().get();
    if (view == null) {
      return;
    }
    for (TrackMember member : node.members()) {
      Entry entry = entries.get(member.to().name());
      if (entry != null) {
        entry.show(node, member, Trees.provider(view, member.to().name()));
      }
    }
  }

  /** Takes the focus to the chosen member; false where there is none. */
  boolean focus() {
    String chosen = model.memberProperty().get();
    Entry entry = chosen == null || model.node() == null ? null : entries.get(chosen);
    if (entry != null) {
      entry.radio.requestFocus();
    }
    return entry != null;
  }

  void showProvider(ProviderView provider) {
    ConsoleSnapshot view = model.snapshotProperty().get();
    List<String> above =
        view == null
            ? List.of()
            : Trees.above(view.tracks(), provider.name()).stream().map(TrackNode::name).toList();
    standing.setText(
        Status.of(provider).word()
            + (TrackWords.health(provider).isEmpty() ? "" : ", " + TrackWords.health(provider))
            + "\n"
            + Shares.share(provider.share())
            + " of new work, "
            + Units.rate(provider.metrics().operationsPerSecond())
            + ", "
            + TrackWords.figures(provider)
            + "\n"
            + (above.isEmpty()
                ? "In no strategy of the tree"
                : "Member of " + String.join(", ", above)));
  }

  /** Whether the member belongs to what is open now. */
  private boolean isShown(String name) {
    TrackNode node = model.node();
    return node != null && node.name().equals(of) && entries.containsKey(name);
  }

  /** One member: a radio button over the whole card. */
  private final class Entry extends VBox {
    private final RadioButton radio;
    private final Label role = Ui.label("", "small", "muted");
    private final Label pill = Ui.label("", "pill");
    private final StatusLabel state = new StatusLabel();
    private final StackPane lever = new StackPane();
    private final Glyph lock = new Glyph(Glyph.Shape.LOCK, "hand");
    private CircuitView.@Nullable State drawn;
    private final Label circuit = Ui.label("", "chip-state");
    private final Label detail = Ui.label("", "small", "muted");
    private final HBox lower = Ui.row(8, state, lever, circuit, detail);

    Entry(String name) {
      super(4);
      radio = new RadioButton(name);
      radio.setToggleGroup(group);
      radio.setMnemonicParsing(false);
      radio.setMinWidth(name.length() > LONG ? 40 : Region.USE_PREF_SIZE);
      // The arrow keys choose without an action event.
      radio
          .selectedProperty()
          .addListener((property, old, selected) -> {
            if (selected && isShown(name)) {
              model.choose(name);
            }
          });
      role.setMinWidth(Region.USE_PREF_SIZE);
      pill.setMinWidth(Region.USE_PREF_SIZE);
      detail.setMinWidth(0);
      circuit.setMinWidth(Region.USE_PREF_SIZE);
      lever.managedProperty().bind(lever.visibleProperty());
      lower.setMinHeight(LINE);
      lower.setMaxHeight(LINE);
      lower.setPadding(new javafx.geometry.Insets(0, 0, 0, 22));
      HBox named = Ui.row(8, radio, role);
      named.setMinHeight(LINE);
      Region upper = BesideOrBelow.ends(named, Ui.row(0, pill));
      getChildren().addAll(upper, lower);
      getStyleClass().add("track-member");
      setOnMouseClicked(click -> model.choose(name));
    }

    void show(TrackNode node, TrackMember member, @Nullable ProviderView provider) {
      String name = member.to().name();
      boolean chosen = name.equals(model.memberProperty().get());
      radio.setSelected(chosen);
      Ui.mark(this, List.of("chosen"), chosen ? "chosen" : "");
      role.setText(
          member.role().isEmpty() && !Double.isNaN(member.effectiveWeight())
              ? "weight " + Units.number(member.effectiveWeight())
              : member.role());
      boolean set = name.equals(node.active());
      boolean held = node.hold() != null && node.hold().member().equals(name);
      pill.setText(
          set
              ? "active, " + Shares.share(member.share())
              : !member.open()
                  ? "closed"
                  : node.kind() == TrackNode.Kind.FAILOVER
                      ? "standby"
                      : Shares.share(member.share()));
      Ui.mark(pill, List.of("hand", "off"), held ? "hand" : set ? "" : "off");
      pill.setGraphic(held ? lock : null);
      Status status =
          provider != null
              ? Status.of(provider)
              : member.to().serves()
                  ? new Status(Glyph.Shape.CHECK, "Can serve", "ok")
                  : new Status(Glyph.Shape.CROSS, "Cannot serve", "bad");
      state.show(status);
      CircuitView guard = member.circuit();
      lever.setVisible(guard != null);
      circuit.setText("");
      detail.setText(member.closedReason());
      if (guard != null) {
        if (guard.state() != drawn) {
          drawn = guard.state();
          lever.getChildren().setAll(ChipShape.lever(guard.state()));
        }
        circuit.setText(TrackWords.state(guard.state()));
        Ui.mark(circuit, List.of("ok", "warn", "bad"), TrackWords.tone(guard.state()));
        detail.setText(TrackWords.detail(guard, model.now()));
      }
      radio.setAccessibleText(
          name
              + ", "
              + role.getText()
              + ", "
              + pill.getText()
              + ", "
              + status.word()
              + ", "
              + circuit.getText()
              + " "
              + detail.getText());
    }
  }
}
