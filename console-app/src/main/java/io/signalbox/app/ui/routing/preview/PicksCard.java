package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.editing.SettingText;
import io.signalbox.app.ui.routing.strategies.Strategies;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.query.SpreadPreview;
import io.signalbox.core.snapshot.TrackNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The next picks as letters, now and under what is typed. */
public final class PicksCard {

  private static final int NAMED = 4;

  private final MembersModel members;
  private final Strategies strategies;
  private final PreviewModel preview;
  private final RoutingEdits edits;
  private final Label title = Ui.label("", "semi");
  private final Label hint = Ui.ends("", "small", "muted");
  private final HBox legend = Ui.row(14);
  private final Strip now = new Strip(false);
  private final Strip proposed = new Strip(true);
  private final Label none = Ui.wrapped("", "muted");
  private final VBox card;

  public PicksCard(
      MembersModel members, Strategies strategies, PreviewModel preview, RoutingEdits edits) {
    this.members = members;
    this.strategies = strategies;
    this.preview = preview;
    this.edits = edits;
    VBox body = Ui.pad(Ui.column(10, now.row, proposed.row, none), 12, 12, 12, 12);
    card = Ui.card(List.of(title, hint, Ui.spacer(), legend), body);
    card.setId("picks");
    card.setMinHeight(Region.USE_PREF_SIZE);
    legend.setMinWidth(Region.USE_PREF_SIZE);
    members.rowsProperty().addListener((property, old, legs) -> show());
    preview.previewProperty().addListener((property, old, next) -> show());
    preview.errorProperty().addListener((property, old, error) -> show());
    edits.versionProperty().addListener((property, old, version) -> show());
    show();
  }

  public Node node() {
    return card;
  }

  private void show() {
    List<MemberRow> legs = members.rowsProperty().get();
    SettingsPreview told = preview.previewProperty().get();
    title.setText("Next " + PreviewModel.PICKS + " picks");
    legend.getChildren().clear();
    if (legs.size() <= NAMED) {
      for (MemberRow leg : legs) {
        Label letter = Ui.label(leg.letter(), "pick-letter", SeriesClass.of(leg.order()));
        legend.getChildren().add(Ui.row(5, letter, Ui.label(leg.name(), "small", "muted")));
      }
    }
    boolean edited = !edits.isEmpty();
    boolean before = told != null && !told.now().picks().isEmpty();
    boolean after = told != null && !told.proposed().picks().isEmpty() && edited;
    now.row.setVisible(before);
    now.row.setManaged(before);
    proposed.row.setVisible(after);
    proposed.row.setManaged(after);
    String reason = reason(told, before, after, edited);
    none.setText(reason);
    none.setVisible(!reason.isEmpty());
    none.setManaged(!reason.isEmpty());
    hint.setText(before ? "in their order; nothing is drawn" : "");
    if (before && strategies.algorithm().equals("WEIGHTED_ROUND_ROBIN")) {
      hint.setText("smooth weighted order; editing a weight keeps the phase");
    }
    if (told != null) {
      now.show(told.now(), legs);
      proposed.show(told.proposed(), legs);
    }
  }

  private String reason(
      @org.jspecify.annotations.Nullable SettingsPreview told,
      boolean before,
      boolean after,
      boolean edited) {
    if (told == null) {
      return preview.errorProperty().get().isEmpty()
          ? "Asking for the next picks."
          : "Not known: the preview failed.";
    }
    if (before && (after || !edited)) {
      return "";
    }
    TrackNode selected = strategies.selected();
    boolean failover = selected != null && selected.kind() == TrackNode.Kind.FAILOVER;
    String why = MemberRows.cannotTell(strategies.algorithm(), failover);
    return before ? "Proposed: " + why : why;
  }

  /** One row of boxes. */
  private static final class Strip {
    private final boolean isProposed;
    private final Label name;
    private final HBox boxes = Ui.row(4);
    private final Label cycle;
    private final HBox row;
    private List<String> drawn = List.of();

    Strip(boolean isProposed) {
      this.isProposed = isProposed;
      name = Ui.label("", isProposed ? "semi" : "muted");
      name.setMinWidth(118);
      name.setPrefWidth(118);
      cycle = Ui.ends("", "small", isProposed ? "strong-text" : "muted");
      row = Ui.row(8, name, boxes, Ui.spacer(), cycle);
      boxes.setMinWidth(Region.USE_PREF_SIZE);
    }

    void show(SpreadPreview preview, List<MemberRow> legs) {
      String weights =
          legs.size() > NAMED
              ? ""
              : " "
                  + preview.weights().values().stream()
                      .map(SettingText::plain)
                      .collect(Collectors.joining("\u2009:\u2009"));
      name.setText((isProposed ? "Proposed" : "Now") + weights);
      cycle.setText(MemberRows.cycle(preview, legs));
      Map<String, MemberRow> byName = new HashMap<>();
      legs.forEach(leg -> byName.put(leg.name(), leg));
      List<String> next =
          preview.picks().stream()
              .map(pick -> {
                MemberRow leg = byName.get(pick);
                return leg == null ? "? in-s0" : leg.letter() + " " + SeriesClass.of(leg.order());
              })
              .toList();
      if (next.equals(drawn)) {
        return;
      }
      drawn = next;
      boxes.getChildren().clear();
      int length = preview.cycle();
      for (int i = 0; i < next.size(); i++) {
        String[] parts = next.get(i).split(" ");
        Label box = Ui.label(parts[0], "pick", parts[1]);
        if (isProposed) {
          box.getStyleClass().add("proposed");
        }
        if (length > 1 && i > 0 && i % length == 0) {
          HBox.setMargin(box, new Insets(0, 0, 0, 8));
        }
        boxes.getChildren().add(box);
      }
      boxes.setAccessibleText(String.join(" ", preview.picks()));
    }
  }
}
