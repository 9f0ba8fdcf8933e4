package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.query.TemplatePreview;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What would be sent for a template: each call with its parameters, secrets struck out. */
final class SentView {

  /** Calls that are shown; the command line has all. */
  private static final int MOST = 5;

  /** Of the width, in percent: ids of the cloud, which stand beside it, are longer than names. */
  private static final double NAMES = 46;

  private final SentViewModel model;
  private final Label count = Ui.label("", "small", "muted");
  private final VBox list = Ui.column(0);
  private final VBox card;

  SentView(SentViewModel model) {
    this.model = model;
    Button back = Ui.button(Act.SENT_CLOSE, () -> model.openProperty().set(false), "chip");
    ScrollPane scroll = new Scroll(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    Label title = Ui.label("Would be sent", "semi");
    title.setMinWidth(Region.USE_PREF_SIZE);
    count.setMinWidth(0);
    list.setId("sent");
    card = Ui.card(List.of(title, count, Ui.spacer(), back), Ui.grow(scroll));
    card.setPrefSize(100, 240);
    card.setMinHeight(200);
    InvalidationListener changed = source -> show();
    model.previewProperty().addListener(changed);
    model.problemProperty().addListener(changed);
    show();
  }

  Node node() {
    return card;
  }

  private void show() {
    TemplatePreview preview = model.previewProperty().get();
    list.getChildren().clear();
    count.setText("");
    if (preview == null) {
      String problem = model.problemProperty().get();
      list.getChildren().add(sentence(problem.isEmpty() ? "Asking the provider." : problem));
      return;
    }
    List<LaunchPreview.Call> calls = preview.launch().calls();
    count.setText("for 1 machine");
    calls.stream().limit(MOST).forEach(call -> list.getChildren().add(call(call)));
    if (!preview.launch().note().isEmpty()) {
      list.getChildren().add(sentence(preview.launch().note() + "."));
    }
    if (calls.size() > MOST) {
      list.getChildren()
          .add(
              sentence(
                  Counted.of(calls.size() - MOST, "more call")
                      + "; signalbox templates sent "
                      + preview.templateId()
                      + " --provider "
                      + preview.provider()));
    }
  }

  private static Node sentence(String text) {
    return Ui.pad(new VBox(Ui.wrapped(text, "muted")), 12, 12, 12, 12);
  }

  private static Node call(LaunchPreview.Call call) {
    GridPane grid = new GridPane(12, 2);
    ColumnConstraints names = new ColumnConstraints();
    names.setPercentWidth(NAMES);
    grid.getColumnConstraints().add(names);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().add(values);
    int row = 0;
    for (var parameter : call.parameters().entrySet()) {
      Label name = Ui.ends(parameter.getKey(), "mono", "muted");
      Ui.tooltip(name, parameter.getKey());
      grid.addRow(row++, name, Ui.wrapped(parameter.getValue(), "mono"));
    }
    VBox box = Ui.column(6, Ui.label(call.action(), "mono", "strong"), grid);
    box.setStyle("-fx-border-color: transparent transparent -sb-border-muted transparent;");
    return Ui.pad(box, 8, 12, 10, 12);
  }
}
