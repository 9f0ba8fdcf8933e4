package io.signalbox.app.ui.routing;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * Routing: the strategies and their settings, what edits of them would do, and why past operations
 * went where they went.
 */
public final class RoutingScreen implements Screen {

  private static final int SIDE = 304;

  private final RoutingViewModel model;
  private final ApplyBar bar;
  private final DecisionsPane decisions;
  private final ScrollPane preview;
  private final StackPane front = new StackPane();
  private final BorderPane root = new BorderPane();
  private final ReadOnlyStringWrapper context = new ReadOnlyStringWrapper("");

  public RoutingScreen(UiServices services, Dialogs dialogs, Navigator navigator) {
    this.model = new RoutingViewModel(services);
    this.bar = new ApplyBar(model, dialogs);
    this.decisions = new DecisionsPane(model);
    this.preview = new ScrollPane(preview());
    preview.getStyleClass().add("routing-scroll");
    preview.setFitToWidth(true);
    preview.setFitToHeight(true);
    preview.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox right = Ui.column(12, error(model.errorProperty(), "Not up to date: "), Ui.grow(front));
    right.setPadding(new Insets(16));
    root.setLeft(side(services, dialogs, navigator));
    root.setCenter(right);
    root.setBottom(bar.node());
    // The columns stand at the window's edges, over the screen's own margin.
    StackPane.setMargin(root, new Insets(-16));
    model.searchingProperty().addListener((property, old, on) -> show());
    model.nodeProperty().addListener((property, old, next) -> showContext());
    model.strategiesProperty().addListener((property, old, next) -> showContext());
    show();
  }

  private VBox preview() {
    ExplainedPanel explained = new ExplainedPanel(model);
    Node replay = new ReplayCard(model, explained.node()).node();
    VBox.setVgrow(replay, Priority.ALWAYS);
    return Ui.column(
        12,
        error(model.preview().errorProperty(), "No preview, edits are kept: "),
        new WeightsCard(model).node(),
        new PicksCard(model).node(),
        replay);
  }

  private static Label error(ObservableValue<String> text, String what) {
    Label error = Ui.wrapped("", "bad");
    error.textProperty().bind(text.map(each -> each.isEmpty() ? "" : what + each));
    error.managedProperty().bind(error.textProperty().isNotEmpty());
    return error;
  }

  private VBox side(UiServices services, Dialogs dialogs, Navigator navigator) {
    Button tracks =
        Ui.button(
            "Show on Tracks",
            () -> navigator.go(Navigator.Place.TRACKS, model.nodeProperty().get()),
            "ghost",
            "compact");
    HBox head = Ui.row(8, Ui.label("Routing tree", "semi"), Ui.spacer(), tracks);
    head.getStyleClass().add("card-head");
    Label said = Ui.ends("past operations", "small", "muted");
    Button why =
        Ui.button(
            "",
            () -> {
              model.searchingProperty().set(true);
              decisions.focus();
            },
            "fold");
    Label name = Ui.label("Why was this chosen", "small", "semi");
    HBox content = Ui.row(8, RoutingIcon.RIGHT.node(), name, Ui.spacer(), said);
    why.setGraphic(content);
    why.setMinWidth(0);
    why.setMaxWidth(Double.MAX_VALUE);
    content.prefWidthProperty().bind(why.widthProperty().subtract(18));
    why.setAccessibleText("Why was this chosen: search past operations");
    why.setId("why-chosen");
    Node history = new HistoryList(model.apply(), services, dialogs).node();
    VBox side =
        new VBox(
            head,
            new StrategyTree(model).node(),
            Ui.line(),
            Ui.grow(new EditorColumn(model, history, why).node()));
    side.getStyleClass().add("routing-side");
    side.setMinWidth(SIDE);
    side.setMaxWidth(SIDE);
    return side;
  }

  private void show() {
    front.getChildren().setAll(model.searchingProperty().get() ? decisions.node() : preview);
  }

  private void showContext() {
    String node = model.nodeProperty().get();
    model.strategiesProperty().get().stream()
        .filter(row -> row.node().equals(node))
        .findFirst()
        .ifPresent(row ->
            context.set(node.isEmpty() ? row.name() : node + ", " + StrategyRow.word(row.kind())));
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void refresh() {
    model.refresh();
    bar.show();
  }

  @Override
  public void select(String subject) {
    model.select(subject);
  }

  @Override
  public ObservableValue<String> context() {
    return context.getReadOnlyProperty();
  }
}
