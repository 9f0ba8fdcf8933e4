package io.signalbox.app.ui.routing.strategies;

import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.editing.FieldEditor;
import io.signalbox.app.ui.routing.editing.Fold;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.editing.SettingGroup;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** The selected strategy's settings, what belongs together under one heading. */
public final class EditorColumn {

  private final Strategies strategies;
  private final RoutingEdits edits;
  private final Label title = Ui.label("", "semi");
  private final Label where = Ui.ends("", "small", "muted");
  private final VBox main = Ui.column(0);
  private final VBox folds = Ui.column(2);
  private final Map<SettingGroup, Fold> groups = new EnumMap<>(SettingGroup.class);
  private final Map<SettingGroup, List<RoutingSetting>> shown = new EnumMap<>(SettingGroup.class);
  private final List<FieldEditor> editors = new ArrayList<>();
  private final Label empty = Ui.wrapped("Nothing of it can be changed while running.", "muted");
  private final ScrollPane scroll;
  private List<String> keys = List.of();
  private String node = "\u0000";

  public EditorColumn(Strategies strategies, RoutingEdits edits, Node... after) {
    this.strategies = strategies;
    this.edits = edits;
    VBox content =
        Ui.column(
            0,
            Ui.pad(Ui.column(12, Ui.row(8, title, Ui.spacer(), where), main, empty), 12, 12, 0, 12),
            Ui.line(),
            Ui.pad(Ui.column(2, folds), 6, 4, 0, 4),
            Ui.pad(Ui.column(2, after), 2, 4, 12, 4));
    title.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    scroll = new Scroll(content);
    scroll.getStyleClass().add("routing-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setId("settings");
    edits.versionProperty().addListener((property, old, next) -> show());
    strategies.nodeProperty().addListener((property, old, next) -> show());
    strategies.rowsProperty().addListener((property, old, next) -> show());
    show();
  }

  public Node node() {
    return scroll;
  }

  private void show() {
    String selected = strategies.nodeProperty().get();
    List<RoutingSetting> settings =
        edits.of(selected).stream()
            .filter(each -> SettingGroup.of(each.key()) != SettingGroup.WEIGHTS)
            .toList();
    List<String> now = settings.stream().map(RoutingSetting::key).toList();
    title.setText(title());
    where.setText(selected.isEmpty() ? "" : "applies to " + selected);
    if (!now.equals(keys) || !selected.equals(node)) {
      keys = now;
      node = selected;
      build(settings);
    }
    editors.forEach(FieldEditor::sync);
    shown.forEach((group, list) -> {
      Fold fold = groups.get(group);
      if (fold != null) {
        fold.summary(summary(group), tone(group));
      }
    });
  }

  private String title() {
    TrackNode selected = strategies.selected();
    if (strategies.nodeProperty().get().isEmpty() || selected == null) {
      return "Policy and criteria";
    }
    return switch (selected.kind()) {
      case FAILOVER -> "Failover";
      case BALANCE -> "Balancing";
      case COMPOSE -> "Composition";
      case POLICY, PROVIDER -> "Policy and criteria";
    };
  }

  private void build(List<RoutingSetting> settings) {
    editors.clear();
    main.getChildren().clear();
    shown.clear();
    Map<SettingGroup, VBox> bodies = new EnumMap<>(SettingGroup.class);
    for (RoutingSetting setting : settings) {
      SettingGroup group = SettingGroup.of(setting.key());
      FieldEditor editor = new FieldEditor(edits, setting);
      editors.add(editor);
      if (group == SettingGroup.MAIN) {
        main.getChildren().add(editor.node());
      } else {
        shown.computeIfAbsent(group, each -> new ArrayList<>()).add(setting);
        bodies
            .computeIfAbsent(group, each -> Ui.pad(Ui.column(0), 6, 8, 2, 8))
            .getChildren()
            .add(editor.node());
      }
    }
    empty.setVisible(settings.isEmpty());
    empty.setManaged(settings.isEmpty());
    folds.getChildren().clear();
    bodies.forEach((group, body) -> {
      // A heading that was opened stays open on the next strategy.
      Fold fold = groups.computeIfAbsent(group, each -> new Fold(each.title()));
      fold.body(body);
      folds.getChildren().add(fold.node());
    });
  }

  private String summary(SettingGroup group) {
    List<RoutingSetting> settings = shown.getOrDefault(group, List.of());
    long wrong =
        settings.stream()
            .map(each -> edits.edit(each.key()))
            .filter(each -> each != null && !each.problem().isEmpty())
            .count();
    long changed = settings.stream().filter(each -> edits.edit(each.key()) != null).count();
    return wrong > 0
        ? Counted.of(wrong, "problem")
        : changed > 0 ? Counted.of(changed, "edit") : SettingGroup.summary(settings, edits);
  }

  private String tone(SettingGroup group) {
    String said = summary(group);
    return said.endsWith("problem") || said.endsWith("problems")
        ? "bad"
        : said.endsWith("edit") || said.endsWith("edits") ? "accent" : "muted";
  }
}
