package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.strategies.Strategies;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Members of the selected strategy: state, weight and expected share, now and proposed. Lines are
 * made for what is in sight only, and show new values in place.
 */
public final class WeightsCard {

  /** So many stand with what they are under their name. */
  private static final int FEW = 6;

  /** So many are in sight; more are scrolled to. */
  private static final int IN_SIGHT = 14;

  private static final double ROW = 52;
  private static final double COMPACT = 36;
  private static final double SCROLL_BAR = 14;

  private final SwitchForm form;
  private final MembersModel members;
  private final Strategies strategies;
  private final PreviewModel preview;
  private final RoutingEdits edits;
  private final Label title = Ui.label("Weights", "semi");
  private final Label hint = Ui.ends("", "small", "muted");
  private final GridPane heads = MemberColumns.grid();
  private final Label weightHead = Ui.label("", "small", "muted");
  private final Label nowHead = Ui.label("", "small", "muted");
  private final Label effectiveHead = Ui.label("", "small", "muted");
  private final ObservableList<Integer> places = FXCollections.observableArrayList();
  private final ListView<Integer> list = new ListView<>(places);
  private final List<Cell> cells = new ArrayList<>();
  private final VBox card;
  private double largest;

  public WeightsCard(
      MembersModel members,
      Strategies strategies,
      PreviewModel preview,
      RoutingEdits edits,
      SwitchForm form) {
    this.form = form;
    this.members = members;
    this.strategies = strategies;
    this.preview = preview;
    this.edits = edits;
    heads.getStyleClass().add("member-heads");
    head(Ui.label("Member", "small", "muted"), MemberColumns.NAME);
    head(Ui.label("State", "small", "muted"), MemberColumns.STATE);
    head(weightHead, MemberColumns.FIELD);
    head(nowHead, MemberColumns.NOW);
    head(effectiveHead, MemberColumns.EFFECTIVE);
    head(Ui.label("Expected share", "small", "muted"), MemberColumns.AFTER);
    // A column without a node would have no gap beside it, and stand elsewhere than in the lines.
    heads.add(new Region(), MemberColumns.SLIDER, 0);
    heads.add(new Region(), MemberColumns.BACK, 0);
    heads.add(new Region(), MemberColumns.BARS, 0);
    heads.add(new Region(), MemberColumns.BEFORE, 0);
    heads.add(new Region(), MemberColumns.SWITCH, 0);
    list.getStyleClass().add("member-list");
    list.setId("members");
    // What is in the lines takes the focus.
    list.setFocusTraversable(false);
    list.setCellFactory(owner -> {
      Cell cell = new Cell();
      cells.add(cell);
      return cell;
    });
    list.widthProperty().addListener((property, old, width) -> fit());
    title.setMinWidth(Region.USE_PREF_SIZE);
    HBox legend = Ui.row(14, sample("bar-now", "now"), sample("bar-proposed", "proposed"));
    legend.setMinWidth(Region.USE_PREF_SIZE);
    card = Ui.card(List.of(title, hint, Ui.spacer(), legend), heads, list);
    card.setId("weights");
    card.setMinHeight(Region.USE_PREF_SIZE);
    members.rowsProperty().addListener((property, old, next) -> show());
    edits.versionProperty().addListener((property, old, version) -> show());
    preview.errorProperty().addListener((property, old, error) -> show());
    show();
  }

  private void head(Label head, int column) {
    head.setMinWidth(Region.USE_PREF_SIZE);
    heads.add(head, column, 0);
    if (column == MemberColumns.NOW
        || column == MemberColumns.EFFECTIVE
        || column == MemberColumns.AFTER) {
      GridPane.setHalignment(head, HPos.RIGHT);
    }
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
    List<MemberRow> rows = members.rowsProperty().get();
    largest = 0;
    boolean weighted = false;
    boolean any = false;
    for (MemberRow row : rows) {
      weighted |= !row.key().isEmpty();
      any |= !Double.isNaN(row.now());
      largest = Math.max(largest, Double.isNaN(row.now()) ? 0 : row.now());
      Object typed = row.key().isEmpty() ? null : edits.shown(row.key());
      largest = Math.max(largest, typed instanceof Number number ? number.doubleValue() : 0);
    }
    title.setText(weighted ? "Weights" : "Members");
    String error = preview.errorProperty().get();
    hint.setText(error.isEmpty() ? hint(weighted) : "No preview, edits are kept: " + error);
    Ui.mark(hint, List.of("muted", "bad"), error.isEmpty() ? "muted" : "bad");
    weightHead.setText(weighted ? "Weight" : "");
    nowHead.setText(any ? "Now" : "");
    effectiveHead.setText(any ? "Effective" : "");
    if (places.size() != rows.size()) {
      list.setFixedCellSize(rows.size() > FEW ? COMPACT : ROW);
      double height = list.getFixedCellSize() * Math.clamp(rows.size(), 1, IN_SIGHT) + 1;
      list.setMinHeight(height);
      list.setPrefHeight(height);
      list.setMaxHeight(height);
      places.setAll(IntStream.range(0, rows.size()).boxed().toList());
      fit();
    }
    cells.forEach(Cell::show);
  }

  private String hint(boolean weighted) {
    if (weighted) {
      return "0 to any value; 0 drains the member";
    }
    TrackNode selected = strategies.selected();
    return selected != null && selected.kind() == TrackNode.Kind.FAILOVER
        ? "tried in this order; the first that can serve is active"
        : "weights do not matter here";
  }

  private double width() {
    return Math.max(0, list.getWidth() - (places.size() > IN_SIGHT ? SCROLL_BAR : 0));
  }

  private void fit() {
    MemberColumns.Fit fit = MemberColumns.Fit.of(width());
    MemberColumns.fit(heads, fit);
    heads.setMinWidth(0);
    heads.setPrefWidth(width());
    heads.setMaxWidth(width());
    cells.forEach(cell -> cell.fit(fit));
  }

  /** The place of one member in the list. */
  private final class Cell extends ListCell<Integer> {
    private final MemberLine line =
        new MemberLine(edits, new SwitchMenu(form, () -> strategies.nodeProperty().get()));

    Cell() {
      fit(MemberColumns.Fit.of(width()));
    }

    void fit(MemberColumns.Fit fit) {
      line.fit(fit);
      line.node().setPrefWidth(width());
    }

    @Override
    protected void updateItem(Integer place, boolean empty) {
      super.updateItem(place, empty);
      setGraphic(empty || place == null ? null : line.node());
      show();
    }

    void show() {
      Integer place = isEmpty() ? null : getItem();
      List<MemberRow> rows = members.rowsProperty().get();
      if (place != null && place < rows.size()) {
        line.show(rows.get(place), largest, rows.size() > FEW);
      }
    }
  }
}
