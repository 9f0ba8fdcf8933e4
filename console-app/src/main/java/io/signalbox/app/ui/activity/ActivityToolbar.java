package io.signalbox.app.ui.activity;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.ChipMenu;
import io.signalbox.app.ui.control.LookBack;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.activity.ActivityKind;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** What is listed, as chips, and the export of it. On the screen's thread only. */
final class ActivityToolbar {

  private final ActivityViewModel model;
  private final ActivityExport export;
  private final TextField filter = new TextField();
  private final Button moment = Ui.button("", this::forgetMoment, "chip", "on");
  private final Button exporting = Ui.button(Act.ACTIVITY_EXPORT, this::chooseFormat, "compact");
  private final ContextMenu formats = new ContextMenu();
  private final ProgressBar bar = new ProgressBar(0);
  private final Label told = Ui.ends("", "small", "muted");
  private final HBox progress;
  private final HBox node;
  private List<String> providers = List.of();

  ActivityToolbar(ActivityViewModel model, ActivityExport export) {
    this.model = model;
    this.export = export;
    filter.setId("activity-filter");
    Ui.knownByPrompt(filter);
    filter.setPromptText("Filter activity");
    filter.setPrefWidth(180);
    filter.setMinWidth(120);
    filter.textProperty().bindBidirectional(model.filters().textProperty());
    ActivityFilters filters = model.filters();
    ChipMenu range =
        ChipMenu.one(
            List.of(LookBack.values()), LookBack::label, LookBack.DAY, filters.rangeProperty());
    moment.setId("activity-moment");
    range.visibleProperty().bind(filters.momentProperty().isNull());
    range.managedProperty().bind(range.visibleProperty());
    moment.visibleProperty().bind(filters.momentProperty().isNotNull());
    moment.managedProperty().bind(moment.visibleProperty());
    FlowPane chips =
        new FlowPane(
            6,
            6,
            range,
            moment,
            ChipMenu.named("about", () -> providers.iterator(), filters.aboutProperty()),
            ChipMenu.several(
                "kind",
                List.of(ActivityKind.values()),
                ActivityScreen::kind,
                filters.kindsProperty()),
            ChipMenu.named(
                "by", () -> model.namesProperty().get().iterator(), filters.whoProperty()),
            ChipMenu.several(
                "outcome",
                List.of(ActivityFilters.Result.values()),
                ActivityFilters.Result::label,
                filters.resultsProperty()));
    chips.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    chips.setMinWidth(120);
    chips.setPrefWrapLength(520);
    bar.setPrefWidth(90);
    told.setMinWidth(0);
    Button cancel = Ui.button(Act.ACTIVITY_EXPORT_CANCEL, export::cancel, "compact");
    progress = Ui.row(8, bar, told, cancel);
    bar.managedProperty().bind(bar.visibleProperty());
    cancel.visibleProperty().bind(bar.visibleProperty());
    cancel.managedProperty().bind(bar.visibleProperty());
    StackPane aside = new StackPane(progress);
    aside.setMinWidth(0);
    node = Ui.row(8, filter, Ui.grow(chips), aside, exporting);
    for (ActivityExport.Format each : ActivityExport.Format.values()) {
      formats.getItems().add(item("As " + each + "…", () -> save(each)));
    }
    filters.momentProperty().addListener((property, old, at) -> showMoment());
    model.countProperty().addListener((property, old, count) -> showCount(count.longValue()));
    export.stateProperty().addListener((property, old, state) -> show(state));
    showMoment();
    show(ActivityExport.State.NONE);
    model.askNames();
  }

  Node node() {
    return node;
  }

  /** The names that entries can be about. */
  void take(List<String> names) {
    providers = names;
  }

  private static MenuItem item(String words, Runnable chosen) {
    MenuItem item = new MenuItem(words);
    item.setOnAction(event -> chosen.run());
    return item;
  }

  private void forgetMoment() {
    model.filters().momentProperty().set(null);
  }

  private void chooseFormat() {
    formats.show(exporting, Side.BOTTOM, 0, 2);
  }

  private void showMoment() {
    Instant at = model.filters().momentProperty().get();
    if (at != null) {
      moment.setText("around " + Units.clock(at) + ", " + Units.day(at) + " ± 10 min ×");
      moment.setAccessibleText("Listed " + moment.getText() + ": press to list all times");
    }
  }

  private void showCount(long count) {
    filter.setPromptText(count < 0 ? "Filter activity" : "Filter " + Units.number(count));
    model.askNames();
  }

  private void show(ActivityExport.State state) {
    bar.setVisible(state.running());
    bar.setProgress(
        state.of() > 0
            ? Math.min(1, (double) state.written() / state.of())
            : ProgressBar.INDETERMINATE_PROGRESS);
    told.setText(
        state.running()
            ? Units.number(state.written())
                + (state.of() > 0 ? " of " + Units.number(state.of()) : "")
            : state.words());
    Ui.mark(told, List.of("muted", "bad"), state.good() ? "muted" : "bad");
    Ui.enable(exporting, state.running() ? "An export is under way." : "");
  }

  private void save(ActivityExport.Format format) {
    String end = format.name().toLowerCase(Locale.ROOT);
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Export activity");
    chooser.setInitialFileName("activity." + end);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(format.name(), "*." + end));
    @Nullable File chosen = chooser.showSaveDialog(exporting.getScene().getWindow());
    if (chosen != null) {
      export(chosen.toPath(), format);
    }
  }

  private void export(Path file, ActivityExport.Format format) {
    export.start(file, format, model.exported(), model.countProperty().get());
  }
}
