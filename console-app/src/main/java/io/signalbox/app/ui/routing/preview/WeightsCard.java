package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.strategies.Strategies;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Members of the selected strategy: state, weight and expected share, now and proposed. */
public final class WeightsCard {

  private static final int MANY = 6;

  private final MembersModel members;
  private final Strategies strategies;
  private final RoutingEdits edits;
  private final Label title = Ui.label("Weights", "semi");
  private final Label hint = Ui.ends("", "small", "muted");
  private final HBox legend =
      Ui.row(14, sample("bar-now", "now"), sample("bar-proposed", "proposed"));
  private final GridPane heads = MemberLine.grid();
  private final Label weightHead = Ui.label("Proposed weight", "small", "muted");
  private final Label nowHead = Ui.label("", "small", "muted");
  private final Label effectiveHead = Ui.label("", "small", "muted");
  private final VBox lines = new VBox();
  private final List<MemberLine> shown = new ArrayList<>();
  private final VBox card;

  public WeightsCard(MembersModel members, Strategies strategies, RoutingEdits edits) {
    this.members = members;
    this.strategies = strategies;
    this.edits = edits;
    String[] names = {"Leg", "State", "", "", "", "", "", "Expected share", ""};
    for (int i = 0; i < names.length; i++) {
      Label head =
          switch (i) {
            case 2 -> weightHead;
            case 5 -> nowHead;
            case 6 -> effectiveHead;
            default -> Ui.label(names[i], "small", "muted");
          };
      heads.add(head, i, 0);
      if (i == 5 || i == 6) {
        GridPane.setHalignment(head, HPos.RIGHT);
      }
    }
    heads.getStyleClass().add("member-heads");
    card = Ui.card(List.of(title, hint, Ui.spacer(), legend), heads, lines);
    card.setId("weights");
    card.setMinHeight(Region.USE_PREF_SIZE);
    members.rowsProperty().addListener((property, old, legs) -> show());
    edits.versionProperty().addListener((property, old, version) -> show());
    show();
  }

  private static HBox sample(String styleClass, String word) {
    Region bar = new Region();
    bar.getStyleClass().add(styleClass);
    boolean thin = styleClass.equals("bar-now");
    bar.setMinSize(16, thin ? 8 : 10);
    bar.setMaxSize(16, thin ? 8 : 10);
    HBox sample = Ui.row(5, bar, Ui.label(word, "small", "muted"));
    sample.getStyleClass().add("in-s1");
    return sample;
  }

  public Node node() {
    return card;
  }

  private void show() {
    List<MemberRow> legs = members.rowsProperty().get();
    double largest = 0;
    boolean weighted = false;
    for (MemberRow leg : legs) {
      weighted |= !leg.key().isEmpty();
      largest = Math.max(largest, Double.isNaN(leg.now()) ? 0 : leg.now());
      Object typed = leg.key().isEmpty() ? null : edits.shown(leg.key());
      largest = Math.max(largest, typed instanceof Number number ? number.doubleValue() : 0);
    }
    TrackNode selected = strategies.selected();
    boolean failover = selected != null && selected.kind() == TrackNode.Kind.FAILOVER;
    title.setText(weighted ? "Weights" : "MemberRows");
    hint.setText(
        weighted
            ? "0 to any value; 0 drains the leg"
            : failover
                ? "tried in this order; the first that can serve is set"
                : "weights do not matter here");
    weightHead.setText(weighted ? "Proposed weight" : "");
    boolean any = legs.stream().anyMatch(leg -> !Double.isNaN(leg.now()));
    nowHead.setText(any ? "Now" : "");
    effectiveHead.setText(any ? "Effective" : "");
    while (shown.size() < legs.size()) {
      MemberLine line = new MemberLine(edits);
      shown.add(line);
      lines.getChildren().add(line.node());
    }
    while (shown.size() > legs.size()) {
      shown.removeLast();
      lines.getChildren().removeLast();
    }
    for (int i = 0; i < legs.size(); i++) {
      shown.get(i).show(legs.get(i), largest, legs.size() > MANY);
    }
  }
}
