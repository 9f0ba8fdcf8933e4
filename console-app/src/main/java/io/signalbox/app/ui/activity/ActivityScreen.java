package io.signalbox.app.ui.activity;

import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.KeptTable;
import io.signalbox.app.ui.switching.UndoActs;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.time.DateTimeException;
import java.time.Instant;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Activity: the filter, the list, and one entry in full beside it. */
public final class ActivityScreen implements Screen {

  private static final double WIDE = 1_200;

  private final ActivityViewModel model;
  private final TimeSource time;
  private final ActivityToolbar toolbar;
  // The time that days are told by; ticks.
  private final ReadOnlyObjectWrapper<Instant> now;
  private final BorderPane root = new BorderPane();
  private final ActivityList list;
  private final ActivityPanel panel;

  public ActivityScreen(UiServices services, UndoActs undo) {
    this.model = new ActivityViewModel(services);
    this.time = services.time();
    this.now = new ReadOnlyObjectWrapper<>(time.now());
    this.toolbar = new ActivityToolbar(model, new ActivityExport(services));
    this.panel = new ActivityPanel(model, undo, now, this::close);
    this.list = new ActivityList(model, now);
    KeptTable.keepWidths(services.preferences(), "activity", list.node(), list.node().getColumns());
    VBox card = new VBox(Ui.grow(list.node()), foot());
    card.getStyleClass().add("card");
    VBox.setVgrow(card, Priority.ALWAYS);
    VBox main = Ui.column(12, toolbar.node(), card);
    main.setMinWidth(0);
    root.setCenter(main);
    root.widthProperty()
        .addListener((property, old, width) -> panel.setNarrow(width.doubleValue() < WIDE));
    BorderPane.setMargin(panel.node(), new Insets(-16, -16, -16, 16));
    model
        .selectedProperty()
        .addListener((property, old, entry) -> root.setRight(entry == null ? null : panel.node()));
    Ui.onEscape(root, () -> model.selectedProperty().get() != null, this::close);
    undo.onDone(() -> {
      model.refresh();
      model.open().ask();
    });
  }

  /** Who closes the open entry is back in the list, where it was opened. */
  private void close() {
    model.selectedProperty().set(null);
    list.node().requestFocus();
  }

  /** What the icons mean, what went wrong, and how much is listed: one line, always there. */
  private HBox foot() {
    HBox keys = Ui.row(14);
    for (ActivityKind each : ActivityKind.values()) {
      Label key = Ui.label(kind(each), "small", "muted");
      key.setGraphic(ActivityIcon.of(each));
      key.setMinWidth(0);
      keys.getChildren().add(key);
    }
    Label error = Ui.label("", "small", "bad");
    error.textProperty().bind(model.errorProperty());
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(model.errorProperty());
    error.setTooltip(whole);
    Label counted = Ui.label("", "small", "muted");
    counted.setMinWidth(Region.USE_PREF_SIZE);
    InvalidationListener count = changed -> counted.setText(counted());
    model.rows().addListener(count);
    model.countProperty().addListener(count);
    count.invalidated(model.rows());
    HBox foot = Ui.row(8, keys, Ui.grow(error), counted);
    foot.setMinHeight(34);
    foot.setStyle("-fx-border-color: -sb-border-muted transparent transparent transparent;");
    return Ui.pad(foot, 0, 12, 0, 12);
  }

  private String counted() {
    int listed = model.rows().size();
    long of = Math.max(listed, model.countProperty().get());
    String all = Units.number(of);
    if (listed >= ActivityViewModel.MOST && model.hasMore()) {
      return Units.number(listed) + " newest of " + all + "; say more to find older ones";
    }
    return listed == of ? all + " in all" : "1 to " + Units.number(listed) + " of " + all;
  }

  static String kind(ActivityKind kind) {
    return switch (kind) {
      case ACT -> "act";
      case OPERATION -> "operation";
      case AUTOMATIC -> "automatic";
    };
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(ConsoleSnapshot snapshot) {
    now.set(time.now());
    toolbar.take(snapshot.providers().stream().map(ProviderView::name).toList());
    model.show(snapshot);
  }

  @Override
  public void tick() {
    now.set(time.now());
  }

  /** Shows what changed around an instant, or what is about a name. */
  @Override
  public void select(String subject) {
    try {
      model.filters().around(Instant.parse(subject));
    } catch (DateTimeException e) {
      model.filters().aboutProperty().set(subject);
    }
  }

  @Override
  public ObservableValue<String> context() {
    return new ReadOnlyStringWrapper("").getReadOnlyProperty();
  }
}
