package io.signalbox.app.ui.readiness;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.KeptRows;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.readiness.ReadinessCheck;
import io.signalbox.core.readiness.ReadinessReport;
import io.signalbox.core.readiness.ReadinessReport.Batch;
import io.signalbox.core.readiness.ReadinessRun;
import io.signalbox.core.readiness.ReadinessView;
import io.signalbox.core.readiness.ReadinessView.State;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * Readiness: the deployment checklist, each check with its evidence, its age and its remedy. On the
 * screen's thread only.
 */
public final class ReadinessScreen implements Screen {

  /** A running check makes no events, so the screen has its own beat meanwhile. */
  private static final Duration BEAT = Duration.millis(250);

  private static final double PANEL = 360;

  /** Where there is less room the panel stands in place of the list. */
  private static final double LEAST_BESIDE = 860;

  private final ReadinessViewModel model;
  private final Navigator navigator;
  private final HBox root = new HBox(12);
  private final VBox left = Ui.column(12);
  private final CheckPanel panel;
  private final Label headline = Ui.label("The checklist is being read", "screen-title");
  private final Map<State, StatusLabel> counts = new EnumMap<>(State.class);
  private final HBox counted = Ui.row(16);
  private final ProgressBar progress = new ProgressBar(0);
  private final Label running = Ui.label("", "small", "muted");
  private final Button runAll;
  private final Button cancel;
  private final VBox list = Ui.column(0);
  private final KeptRows<CheckRow, ReadinessView> rows;
  private final Timeline beat;

  public ReadinessScreen(UiServices services, Navigator navigator) {
    this.model = new ReadinessViewModel(services);
    this.navigator = navigator;
    Acts acts = new Acts();
    this.panel = new CheckPanel(acts, this::close);
    this.rows =
        new KeptRows<>(
            list,
            () -> new CheckRow(acts),
            CheckRow::node,
            (row, view) ->
                row.show(view, view.check() == model.selectedProperty().get(), model.now()));
    runAll = Ui.button(Act.RUN_CHECKS, model::runAll, "primary");
    cancel = Ui.button(Act.CANCEL_CHECKS, model::cancel);
    Button copy = Ui.button(Act.COPY_CHECKS, () -> Ui.copy(model.copyJson()));
    left.getChildren().addAll(message(), head(copy), Ui.grow(list()));
    left.setMinWidth(0);
    panel.node().setMinWidth(PANEL);
    HBox.setHgrow(left, Priority.ALWAYS);
    root.getChildren().add(left);
    beat = new Timeline(new KeyFrame(BEAT, event -> model.refresh()));
    beat.setCycleCount(Animation.INDEFINITE);
    model.reportProperty().addListener((property, old, now) -> show());
    model.selectedProperty().addListener((property, old, now) -> show());
    root.widthProperty().addListener((property, old, now) -> place());
    root.sceneProperty().addListener((property, old, scene) -> pace());
    Ui.onEscape(root, () -> model.selectedProperty().get() != null, this::close);
  }

  /** Who closes a check is back on its row, where it was opened. */
  private void close() {
    ReadinessCheck open = model.selectedProperty().get();
    model.select(null);
    Node row = open == null ? null : list.lookup("#" + CheckRow.id(open));
    if (row != null) {
      row.requestFocus();
    }
  }

  /** What failed, above everything; no room is taken where nothing did. */
  private Node message() {
    Label error = Ui.wrapped("", "bad");
    error.textProperty().bind(model.errorProperty());
    Label refused = Ui.wrapped("", "bad");
    refused.textProperty().bind(model.refusedProperty());
    for (Label each : new Label[] {error, refused}) {
      each.managedProperty().bind(each.textProperty().isNotEmpty());
    }
    VBox box = Ui.column(4, error, refused);
    box.managedProperty()
        .bind(error.textProperty().isNotEmpty().or(refused.textProperty().isNotEmpty()));
    return box;
  }

  private Node head(Button copy) {
    for (State state : State.values()) {
      StatusLabel label = new StatusLabel();
      label.managedProperty().bind(label.visibleProperty());
      counts.put(state, label);
      counted.getChildren().add(label);
    }
    headline.setMinWidth(Region.USE_PREF_SIZE);
    progress.setMinWidth(40);
    progress.getStyleClass().add("check-progress");
    running.setMinWidth(Region.USE_PREF_SIZE);
    VBox head =
        Ui.column(
            10,
            Ui.row(16, headline, counted),
            Ui.row(12, Ui.grow(progress), running, cancel, copy, runAll));
    head.getStyleClass().add("card");
    return Ui.pad(head, 12, 12, 12, 12);
  }

  private Node list() {
    ScrollPane scroll = new Scroll(list);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("bare");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    HBox names =
        Ui.row(
            12,
            fixed("State, age", 92),
            Ui.grow(Ui.label("Check and its evidence", "small", "muted")),
            Ui.label("Remedy", "small", "muted"));
    names.getStyleClass().add("check-names");
    VBox card = new VBox(names, Ui.grow(scroll));
    card.getStyleClass().add("card");
    return card;
  }

  private static Label fixed(String text, double width) {
    Label label = Ui.label(text, "small", "muted");
    label.setMinWidth(width);
    return label;
  }

  private void show() {
    ReadinessReport report = model.reportProperty().get();
    pace();
    if (report == null) {
      return;
    }
    headline.setText(ReadinessWords.headline(report));
    counts.forEach((state, label) -> {
      long count = report.count(state);
      label.setVisible(count > 0);
      Status status = ReadinessWords.status(state);
      label.show(
          new Status(
              status.shape(), count + " " + state.word().toLowerCase(Locale.ROOT), status.tone()));
    });
    Batch batch = report.batch();
    progress.setProgress(batch == null ? 0 : (double) batch.ended() / batch.total());
    running.setText(
        batch == null
            ? "Nothing runs"
            : (batch.cancelling() ? "Cancelling: " : "Running: ")
                + (batch.ended() + 1)
                + " of "
                + batch.total()
                + ", "
                + ReadinessWords.length(batch.runningFor(model.now())));
    Ui.enable(cancel, batch == null ? "No check runs" : "");
    Ui.enable(runAll, model.notStartable());
    rows.show(report.checks());
    place();
    model.open().ifPresent(view -> panel.show(view, model.notStartable(), model.now()));
  }

  private void place() {
    boolean open = model.selectedProperty().get() != null;
    boolean narrow = root.getWidth() > 0 && root.getWidth() < LEAST_BESIDE;
    panel.node().setMaxWidth(narrow ? Double.MAX_VALUE : PANEL);
    HBox.setHgrow(panel.node(), narrow ? Priority.ALWAYS : Priority.NEVER);
    List<Node> wanted =
        !open ? List.of(left) : narrow ? List.of(panel.node()) : List.of(left, panel.node());
    if (!root.getChildren().equals(wanted)) {
      root.getChildren().setAll(wanted);
    }
  }

  /** Beats only while checks run and this screen is the one in front. */
  private void pace() {
    if (model.isRunning() && root.getScene() != null) {
      beat.play();
    } else {
      beat.stop();
    }
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(ConsoleSnapshot snapshot) {
    model.refresh();
  }

  @Override
  public void tick() {
    show();
  }

  /** Opens a check by its word, such as {@code circuit-breaker}. */
  @Override
  public void select(String subject) {
    ReadinessCheck.named(subject).ifPresent(model::select);
  }

  @Override
  public ObservableValue<String> context() {
    return model.contextProperty();
  }

  /** What rows and panel do. */
  private final class Acts implements CheckRow.Acts {
    @Override
    public void open(ReadinessCheck check) {
      model.select(check == model.selectedProperty().get() ? null : check);
      if (left.getScene() == null) {
        // The list gave way to it in a narrow window.
        panel.focus();
      }
    }

    @Override
    public void run(ReadinessCheck check) {
      model.run(check);
    }

    @Override
    public void cancel() {
      model.cancel();
    }

    @Override
    public void remedy(ReadinessView view) {
      ReadinessRun last = view.last();
      navigator.go(
          ReadinessWords.remedy(view), last == null ? "" : last.finding().remedy().subject());
    }

    @Override
    public String notStartable() {
      return model.notStartable();
    }
  }
}
