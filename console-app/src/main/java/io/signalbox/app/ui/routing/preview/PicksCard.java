package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.strategies.Strategies;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.query.SpreadPreview;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The next picks as letters, now and under what is typed. Both rows always stand. */
public final class PicksCard {

  /** What repeats in words what the letters say goes where there is less room. */
  static final double WIDE = 680;

  private static final int NAMED = 4;

  private final MembersModel members;
  private final Strategies strategies;
  private final PreviewModel preview;
  private final RoutingEdits edits;
  private final Label hint = Ui.ends("", "small", "muted");
  private final HBox legend = Ui.row(14);
  private final PickStrip now = new PickStrip(false);
  private final PickStrip proposed = new PickStrip(true);
  private final VBox card;
  private List<String> named = List.of();

  public PicksCard(
      MembersModel members, Strategies strategies, PreviewModel preview, RoutingEdits edits) {
    this.members = members;
    this.strategies = strategies;
    this.preview = preview;
    this.edits = edits;
    VBox body = Ui.pad(Ui.column(10, now.node(), proposed.node()), 12, 12, 12, 12);
    Label title = Ui.label("Next " + PreviewModel.PICKS + " picks", "semi");
    title.setMinWidth(Region.USE_PREF_SIZE);
    card = Ui.card(List.of(title, hint, Ui.spacer(), legend), body);
    card.setId("picks");
    card.setMinHeight(Region.USE_PREF_SIZE);
    legend.setMinWidth(Region.USE_PREF_SIZE);
    legend.visibleProperty().bind(card.widthProperty().greaterThan(WIDE));
    legend.managedProperty().bind(legend.visibleProperty());
    members.rowsProperty().addListener((property, old, next) -> show());
    preview.previewProperty().addListener((property, old, next) -> show());
    preview.errorProperty().addListener((property, old, error) -> show());
    edits.versionProperty().addListener((property, old, version) -> show());
    show();
  }

  public Node node() {
    return card;
  }

  private void show() {
    List<MemberRow> rows = members.rowsProperty().get();
    SettingsPreview told = preview.previewProperty().get();
    showLegend(rows);
    String unknown =
        told != null
            ? ""
            : preview.errorProperty().get().isEmpty()
                ? "Asking for the next picks"
                : "Not known: the preview failed";
    String without = told == null ? unknown : cannotTell();
    boolean before = told != null && !told.now().picks().isEmpty();
    now.show(told == null ? null : told.now(), rows, before ? "" : without);
    // What cannot be applied has no order of its own.
    SpreadPreview next =
        told == null || edits.isEmpty() || !told.problems().isEmpty() || !edits.problems().isEmpty()
            ? null
            : told.proposed();
    proposed.show(next, rows, withoutProposed(told, next, unknown, without));
    hint.setText(
        !before
            ? ""
            : strategies.algorithm().equals("WEIGHTED_ROUND_ROBIN")
                ? "smooth weighted order; editing a weight keeps the phase"
                : "in their order; nothing is drawn");
  }

  private String withoutProposed(
      @Nullable SettingsPreview told,
      @Nullable SpreadPreview next,
      String unknown,
      String without) {
    if (edits.isEmpty()) {
      return "Nothing is changed";
    }
    if (told == null) {
      return unknown;
    }
    if (next == null) {
      return "None: what is typed cannot be applied";
    }
    return next.picks().isEmpty() ? without : "";
  }

  private void showLegend(List<MemberRow> rows) {
    List<String> next =
        rows.size() > NAMED ? List.of() : rows.stream().map(MemberRow::name).toList();
    if (next.equals(named)) {
      return;
    }
    named = next;
    List<Node> legends = new ArrayList<>();
    for (MemberRow row : rows.subList(0, next.size())) {
      Label letter = Ui.label(row.letter(), "pick-letter", SeriesClass.of(row.order()));
      letter.setMinWidth(Region.USE_PREF_SIZE);
      legends.add(Ui.row(5, letter, Ui.label(row.name(), "small", "muted")));
    }
    legend.getChildren().setAll(legends);
  }

  private String cannotTell() {
    TrackNode selected = strategies.selected();
    boolean failover = selected != null && selected.kind() == TrackNode.Kind.FAILOVER;
    return PickWords.cannotTell(strategies.algorithm(), failover);
  }
}
