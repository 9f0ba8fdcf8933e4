package io.signalbox.app.ui.settings;

import io.signalbox.app.ui.control.KeptRows;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.config.OverlayComparison;
import io.signalbox.core.config.OverlayComparison.Difference;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.source.Location;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** What the files in force say otherwise than with another overlay. */
final class OverlayCard {

  private static final String MAIN = "main file alone";

  private static final double LEAST = 78;
  private static final double WITH_ROWS = 160;
  private static final double MOST_HIGH = 320;

  /** Differences drawn; of more the command tells all. */
  private static final int MOST = 300;

  private final Label title = Ui.label("What the environment changes", "semi");
  private final Label count = Ui.label("", "count");
  private final ComboBox<String> other = new ComboBox<>();
  private final VBox list = Ui.column(0);
  private final KeptRows<Row, Difference> rows =
      new KeptRows<>(list, Row::new, Row::node, Row::show);
  private final Label none = Ui.wrapped("", "muted", "small");
  private final VBox node;
  private boolean showing;

  OverlayCard(SettingsViewModel model) {
    other.setId("setting-compare");
    other.setAccessibleText("Environment to compare with");
    other.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable String name) {
            return name == null || name.isEmpty() ? MAIN : name;
          }

          @Override
          public String fromString(String text) {
            return text.equals(MAIN) ? "" : text;
          }
        });
    other
        .valueProperty()
        .addListener((property, old, now) -> {
          if (!showing && now != null) {
            model.compareWithProperty().set(now);
          }
        });
    none.managedProperty().bind(none.textProperty().isNotEmpty());
    ScrollPane scroll = new Scroll(list);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("bare");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    node =
        Ui.card(
            List.of(title, count, Ui.spacer(), Ui.label("compare with", "small", "muted"), other),
            Ui.pad(new VBox(none), 8, 12, 4, 12),
            Ui.grow(scroll));
    node.setMinHeight(LEAST);
    node.setMaxHeight(LEAST);
    model.overlaysProperty().addListener((property, old, now) -> show(now));
  }

  VBox node() {
    return node;
  }

  private void show(@Nullable OverlayComparison answer) {
    if (answer == null) {
      return;
    }
    showing = true;
    List<String> names = new ArrayList<>(List.of(""));
    names.addAll(answer.names());
    if (!other.getItems().equals(names)) {
      other.getItems().setAll(names);
    }
    other.setValue(answer.there());
    showing = false;
    title.setText(
        answer.here().isEmpty()
            ? "What the main file says"
            : "What is otherwise with " + answer.here());
    count.setText(String.valueOf(answer.differences().size()));
    none.setText(said(answer));
    List<Difference> all = answer.differences();
    rows.show(all.size() > MOST ? all.subList(0, MOST) : all);
    // What has nothing to say leaves its room to the settings above it.
    node.setMinHeight(all.isEmpty() ? LEAST : WITH_ROWS);
    node.setMaxHeight(all.isEmpty() ? LEAST : MOST_HIGH);
  }

  private static String said(OverlayComparison answer) {
    if (!answer.problems().isEmpty()) {
      return "It cannot be read: " + answer.problems().getFirst();
    }
    if (answer.names().isEmpty()) {
      return "There is no overlay beside the main file: production.yaml would be one.";
    }
    if (answer.differences().size() > MOST) {
      return "The first " + MOST + " are shown; 'signalbox config compare' tells all.";
    }
    return answer.differences().isEmpty() ? "Nothing differs." : "";
  }

  /** One setting: as the other has it, then as it is here. */
  private static final class Row {
    private final Label key = Ui.ends("", "mono");
    private final Label there = Ui.ends("", "mono", "muted");
    private final Label thereAt = Ui.label("", "source-chip");
    private final Label here = Ui.ends("", "mono", "semi");
    private final Label hereAt = Ui.label("", "source-chip");
    private final HBox node = Ui.row(10, key, there, thereAt, here, hereAt);

    Row() {
      for (Label each : List.of(key, there, here)) {
        each.setMinWidth(0);
        each.setPrefWidth(140);
        each.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(each, Priority.ALWAYS);
      }
      key.setPrefWidth(260);
      Ui.pad(node, 4, 12, 4, 12);
      node.setMinHeight(32);
      node.getStyleClass().add("list-entry");
    }

    Node node() {
      return node;
    }

    void show(Difference difference) {
      key.setText(difference.key());
      show(difference.there(), there, thereAt);
      show(difference.here(), here, hereAt);
    }

    private static void show(@Nullable SettingValue setting, Label value, Label at) {
      value.setText(setting == null ? "not set" : SettingRows.text(setting.value()));
      Location location = setting == null ? null : setting.location();
      at.setText(location == null ? "" : location.file() + ":" + location.line());
      at.setVisible(location != null);
      at.setManaged(location != null);
    }
  }
}
