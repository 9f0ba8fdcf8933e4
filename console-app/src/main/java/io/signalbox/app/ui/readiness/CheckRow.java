package io.signalbox.app.ui.readiness;

import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.readiness.ReadinessCheck;
import io.signalbox.core.readiness.ReadinessView;
import io.signalbox.core.readiness.ReadinessView.Progress;
import io.signalbox.core.readiness.ReadinessView.State;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One check: state and age, what was found, what can be done. Opens by click and by Enter. */
final class CheckRow {

  private static final double STATE_WIDTH = 92;
  private static final double HEIGHT = 70;

  /** What a row can do. */
  interface Acts {
    void open(ReadinessCheck check);

    void run(ReadinessCheck check);

    void cancel();

    void remedy(ReadinessView view);

    /** Why nothing can be run now; empty if it can. */
    String notStartable();
  }

  private final StatusLabel state = new StatusLabel();
  private final Label age = Ui.label("", "small", "muted");
  private final Label title = Ui.label("", "semi");
  private final Label about = Ui.label("", "small", "muted");
  private final Label first = Ui.wrapped("", "small");
  private final Label second = Ui.wrapped("", "small", "muted");
  private final ProgressBar progress = new ProgressBar();
  private final Button remedy;
  private final Button run;
  private final Button cancel;
  private final HBox node;
  private final Acts acts;
  private @Nullable ReadinessView shown;

  CheckRow(Acts acts) {
    this.acts = acts;
    remedy = Ui.button("", () -> told(acts::remedy), "compact", "row-act");
    run = Ui.button("Run", () -> told(view -> acts.run(view.check())), "compact", "row-act");
    cancel = Ui.button("Cancel", acts::cancel, "compact", "row-act");
    cancel.managedProperty().bind(cancel.visibleProperty());
    run.managedProperty().bind(run.visibleProperty());
    remedy.managedProperty().bind(remedy.visibleProperty());
    progress.setMaxWidth(320);
    progress.getStyleClass().add("check-progress");
    progress.managedProperty().bind(progress.visibleProperty());
    title.setMinWidth(Region.USE_PREF_SIZE);
    VBox left = Ui.column(4, state, Ui.pad(new VBox(age), 0, 0, 0, 20));
    left.setMinWidth(STATE_WIDTH);
    left.setMaxWidth(STATE_WIDTH);
    VBox middle = Ui.column(3, Ui.row(8, title, about), first, second, progress);
    middle.setMinWidth(0);
    HBox buttons = Ui.row(8, remedy, run, cancel);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    node = Ui.row(12, left, Ui.grow(middle), buttons);
    node.getStyleClass().add("check-row");
    node.setMinHeight(HEIGHT);
    node.setFocusTraversable(true);
    node.setAccessibleRole(AccessibleRole.BUTTON);
    node.setOnMouseClicked(click -> {
      node.requestFocus();
      told(view -> acts.open(view.check()));
    });
    node.addEventHandler(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.ENTER && key.getTarget() == node) {
            told(view -> acts.open(view.check()));
            key.consume();
          }
        });
  }

  private void told(Consumer<ReadinessView> act) {
    ReadinessView view = shown;
    if (view != null) {
      act.accept(view);
    }
  }

  Node node() {
    return node;
  }

  static String id(ReadinessCheck check) {
    return "check-" + check.word();
  }

  void show(ReadinessView view, boolean open, Instant now) {
    shown = view;
    boolean running = view.state() == State.RUNNING;
    node.setId(id(view.check()));
    state.show(ReadinessWords.status(view.state()));
    age.setText(ReadinessWords.age(view, now));
    title.setText(view.check().title());
    about.setText(view.check().about());
    first.setText(ReadinessWords.first(view));
    second.setText(ReadinessWords.second(view));
    Progress far = view.progress();
    progress.setVisible(running);
    progress.setProgress(far == null ? 0 : (double) far.done() / far.total());
    boolean lost = running ? run.isFocused() : cancel.isFocused();
    run.setVisible(!running);
    run.setText(view.state() == State.FAILED ? "Run again" : "Run");
    run.setId("run-" + view.check().word());
    cancel.setVisible(running);
    cancel.setId("cancel-" + view.check().word());
    if (lost) {
      (running ? cancel : run).requestFocus();
    }
    remedy.setVisible(!running);
    remedy.setText("Open " + place(view));
    Ui.enable(run, acts.notStartable());
    Ui.mark(node, List.of("selected"), open ? "selected" : "");
    node.setAccessibleText(
        view.check().title()
            + ", "
            + view.state().word()
            + " "
            + age.getText()
            + ". "
            + first.getText());
  }

  private static String place(ReadinessView view) {
    return ReadinessWords.remedy(view).title();
  }
}
