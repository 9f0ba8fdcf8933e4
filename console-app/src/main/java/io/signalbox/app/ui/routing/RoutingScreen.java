package io.signalbox.app.ui.routing;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.routing.applying.ApplyBar;
import io.signalbox.app.ui.routing.applying.HistoryList;
import io.signalbox.app.ui.routing.decisions.DecisionsPane;
import io.signalbox.app.ui.routing.decisions.ExplainedPanel;
import io.signalbox.app.ui.routing.decisions.ReplayCard;
import io.signalbox.app.ui.routing.editing.RoutingIcon;
import io.signalbox.app.ui.routing.preview.PicksCard;
import io.signalbox.app.ui.routing.preview.WeightsCard;
import io.signalbox.app.ui.routing.strategies.EditorColumn;
import io.signalbox.app.ui.routing.strategies.StrategyRow;
import io.signalbox.app.ui.routing.strategies.StrategyTree;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * Routing: the strategies and their settings, what edits of them would do, and why past operations
 * went where they went.
 */
public final class RoutingScreen implements Screen {

  private static final double SIDE = 304;

  /** Of a screen that is narrower the settings get less. */
  private static final double NARROW = 1000;

  private static final double NARROW_SIDE = 240;

  private final RoutingViewModel model;
  private final ApplyBar bar;
  private final DecisionsPane decisions;
  private final ScrollPane preview;
  private final StackPane front = new StackPane();
  private final BorderPane root = new BorderPane();
  private final ReadOnlyStringWrapper context = new ReadOnlyStringWrapper("");

  public RoutingScreen(UiServices services, Dialogs dialogs, SwitchForm form, Navigator navigator) {
    this.model = new RoutingViewModel(services);
    this.bar = new ApplyBar(model.apply(), model.edits(), model.preview(), dialogs, form.undo());
    form.undo().onDone(model::askSettings);
    this.decisions = new DecisionsPane(model.decisions(), model.members()::order);
    this.preview = new Scroll(preview(form));
    preview.getStyleClass().add("routing-scroll");
    preview.setFitToWidth(true);
    preview.setFitToHeight(true);
    VBox right = Ui.column(12, error(model.errorProperty(), "Not up to date: "), Ui.grow(front));
    right.setPadding(new Insets(16));
    root.setLeft(side(services, dialogs, navigator));
    root.setCenter(right);
    root.setBottom(bar.node());
    // The columns stand at the window's edges, over the screen's own margin.
    StackPane.setMargin(root, new Insets(-16));
    model.decisions().openProperty().addListener((property, old, on) -> show());
    model.strategies().nodeProperty().addListener((property, old, next) -> showContext());
    model.strategies().rowsProperty().addListener((property, old, next) -> showContext());
    show();
  }

  private VBox preview(SwitchForm form) {
    ExplainedPanel explained = new ExplainedPanel(model.replay(), model.members()::order);
    Node replay =
        new ReplayCard(model.preview(), model.members(), model.edits(), explained.node()).node();
    VBox.setVgrow(replay, Priority.ALWAYS);
    return Ui.column(
        12,
        new WeightsCard(model.members(), model.strategies(), model.preview(), model.edits(), form)
            .node(),
        new PicksCard(model.members(), model.strategies(), model.preview(), model.edits()).node(),
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
            Act.ROUTING_TRACKS,
            () -> navigator.go(Navigator.Place.TRACKS, model.strategies().nodeProperty().get()),
            "ghost",
            "compact");
    HBox head = Ui.row(8, Ui.wrapped("Routing tree", "semi"), Ui.spacer(), tracks);
    head.getStyleClass().add("card-head");
    Label said = Ui.ends("past operations", "small", "muted");
    Button why =
        Ui.button(
            "",
            () -> {
              model.decisions().openProperty().set(true);
              decisions.focus();
            },
            "fold");
    Label name = Ui.label("Why was this chosen", "small", "semi");
    name.setMinWidth(Region.USE_PREF_SIZE);
    said.setAlignment(Pos.CENTER_RIGHT);
    said.setMinWidth(0);
    HBox content = Ui.row(8, RoutingIcon.RIGHT.node(), name, Ui.grow(said));
    why.setGraphic(content);
    why.setMinWidth(0);
    why.setMaxWidth(Double.MAX_VALUE);
    content.prefWidthProperty().bind(why.widthProperty().subtract(18));
    Ui.named(why, Act.WHY_CHOSEN);
    Node history = new HistoryList(model.apply(), services, dialogs).node();
    VBox side =
        new VBox(
            head,
            new StrategyTree(model.strategies(), model.edits(), model::select).node(),
            Ui.line(),
            Ui.grow(new EditorColumn(model.strategies(), model.edits(), history, why).node()));
    side.getStyleClass().add("routing-side");
    side.setMinWidth(SIDE);
    side.setMaxWidth(SIDE);
    root.widthProperty()
        .addListener((property, old, width) -> {
          double wide = width.doubleValue() < NARROW ? NARROW_SIDE : SIDE;
          side.setMinWidth(wide);
          side.setMaxWidth(wide);
        });
    return side;
  }

  private void show() {
    front.getChildren().setAll(model.decisions().openProperty().get() ? decisions.node() : preview);
  }

  private void showContext() {
    String node = model.strategies().nodeProperty().get();
    model.strategies().rowsProperty().get().stream()
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
  public void tick() {
    model.follow();
    bar.show();
  }

  @Override
  public void show(ConsoleSnapshot snapshot) {
    model.show(snapshot);
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
