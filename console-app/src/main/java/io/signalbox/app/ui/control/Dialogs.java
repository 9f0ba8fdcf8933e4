package io.signalbox.app.ui.control;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Questions and short messages, over the window's content. Every question carries the environment's
 * edge and chip; Enter in a field never answers it. On the screen's thread only.
 */
public final class Dialogs {

  private static final Duration TOAST = Duration.seconds(8);

  /** Of its words at most, px: what is longer takes another line. */
  private static final double TOAST_WIDTH = 720;

  private static final List<EventType<MouseEvent>> CLICK =
      List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_CLICKED);

  private static final List<Integer> HOLDS = List.of(0, 15, 30, 60, 120, 480);

  private final StackPane host;
  private String environment = "";
  // Where the first press of a double click fell; null for none.
  private @Nullable Node pressed;

  /**
   * @param host shows its children over the window's content
   */
  public Dialogs(StackPane host) {
    this.host = host;
    host.setPickOnBounds(false);
    EventHandler<MouseEvent> second = this::keepSecond;
    host.sceneProperty()
        .addListener((property, old, scene) -> {
          for (EventType<MouseEvent> each : CLICK) {
            if (old != null) {
              old.removeEventFilter(each, second);
            }
            if (scene != null) {
              scene.addEventFilter(each, second);
            }
          }
        });
  }

  /** The second of a double click that ended a question is no press of what is below. */
  private void keepSecond(MouseEvent click) {
    Node target = click.getTarget() instanceof Node node ? node : null;
    if (click.getClickCount() > 1) {
      if (pressed != null && !Ui.isIn(pressed, target)) {
        click.consume();
      }
    } else if (click.getEventType() == MouseEvent.MOUSE_PRESSED) {
      pressed = scrims().filter(each -> Ui.isIn(each, target)).findFirst().orElse(null);
    }
  }

  public void setEnvironment(String name) {
    environment = name;
  }

  /** Asks; {@code answer} is called when the button was pressed, never on Escape or Cancel. */
  public void ask(Danger danger, Consumer<Danger.Answer> answer) {
    TextField reason = new TextField();
    reason.setPromptText("Why? It goes into the activity log");
    reason.setId("danger-reason");
    ComboBox<Integer> hold = new ComboBox<>();
    hold.getItems().setAll(HOLDS);
    hold.setConverter(Converters.of(Dialogs::holdText));
    hold.setValue(0);
    TextField typed = new TextField();
    typed.setPromptText("Type " + danger.typedName());
    typed.setId("danger-name");
    Button confirm = new Button(danger.action());
    confirm.setMinWidth(Region.USE_PREF_SIZE);
    confirm.setId("danger-confirm");
    boolean red = !danger.typedName().isEmpty();
    confirm.getStyleClass().add(red ? "danger" : "primary");
    StringBinding missing =
        Bindings.createStringBinding(
            () ->
                danger.asksReason() && reason.getText().isBlank()
                    ? "Give a reason first."
                    : red && !typed.getText().trim().equals(danger.typedName())
                        ? "Type " + danger.typedName() + " first."
                        : "",
            reason.textProperty(),
            typed.textProperty());
    confirm.disableProperty().bind(missing.isNotEmpty());
    confirm.accessibleHelpProperty().bind(missing);
    VBox body = Ui.column(12);
    body.getStyleClass().add("dialog-body");
    Label chip = Ui.label(environment, "env-chip");
    chip.setMinWidth(Region.USE_PREF_SIZE);
    // What is asked about is named at the title's end.
    body.getChildren().add(Ui.row(8, Ui.grow(Ui.wrapped(danger.title(), "screen-title")), chip));
    danger.facts().forEach(fact -> body.getChildren().add(Ui.wrapped(fact)));
    if (danger.asksReason()) {
      body.getChildren().add(field("Reason", reason));
    }
    if (danger.asksHold()) {
      body.getChildren().add(field("Until", hold));
    }
    if (red) {
      body.getChildren().add(field("To confirm, type " + danger.typedName(), typed));
    }
    StackPane scrim = new StackPane();
    Button cancel = Ui.button("Cancel", () -> host.getChildren().remove(scrim));
    cancel.setId("danger-cancel");
    confirm.setOnAction(event -> {
      host.getChildren().remove(scrim);
      answer.accept(new Danger.Answer(reason.getText().trim(), hold.getValue()));
    });
    // Its place is there whether it says something or not, so that no button moves.
    Label why = Ui.ends("", "small", "muted");
    why.textProperty().bind(missing);
    body.getChildren().add(Ui.row(8, Ui.grow(why), cancel, confirm));
    show(scrim, body);
    (danger.asksReason() ? reason : red ? typed : cancel).requestFocus();
  }

  /**
   * Shows any content over the window until Escape or the content's own {@code close} runs.
   *
   * @param classes of its card, for one that is of another width
   */
  public Runnable overlay(Node content, String... classes) {
    StackPane scrim = new StackPane();
    show(scrim, content, classes);
    return () -> host.getChildren().remove(scrim);
  }

  private void show(StackPane scrim, Node content, String... classes) {
    Region edge = new Region();
    edge.getStyleClass().add("env-edge");
    VBox card = new VBox(edge, content);
    VBox.setVgrow(content, Priority.ALWAYS);
    card.getStyleClass().add("dialog-card");
    card.setAccessibleRole(AccessibleRole.DIALOG);
    if (content.lookup(".screen-title") instanceof Label title) {
      card.accessibleTextProperty().bind(title.textProperty());
    }
    card.getStyleClass().addAll(classes);
    card.setMaxHeight(Region.USE_PREF_SIZE);
    card.setPrefWidth(480);
    // In a low window it stands clear of the edges all the same.
    StackPane.setMargin(card, new Insets(16));
    scrim.getStyleClass().add("scrim");
    scrim.getChildren().add(card);
    scrim.addEventHandler(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.ESCAPE) {
            host.getChildren().remove(scrim);
            key.consume();
          } else if (key.getCode() == KeyCode.SPACE || key.getCode() == KeyCode.ENTER) {
            // Keys meant for the dialog do not reach the window's shortcuts.
            key.consume();
          }
        });
    host.getChildren().add(scrim);
    // Not with the next frame: the second of a double click is no press of what is below.
    scrim.resize(host.getWidth(), host.getHeight());
    keepFocus(scrim);
  }

  /** Tab stays in the dialog, and its end gives the focus back to what had it. */
  private void keepFocus(StackPane scrim) {
    Scene scene = host.getScene();
    if (scene == null) {
      return;
    }
    Node before = scene.getFocusOwner();
    ChangeListener<Node> guard =
        (property, old, now) -> {
          if (isTop(scrim) && !Ui.isIn(scrim, now) && Ui.isIn(scrim, old)) {
            // Not at once: the scene is still telling both of the change.
            Platform.runLater(() -> {
              if (isTop(scrim)) {
                old.requestFocus();
              }
            });
          }
        };
    scene.focusOwnerProperty().addListener(guard);
    scrim
        .parentProperty()
        .addListener((property, old, parent) -> {
          if (parent == null) {
            scene.focusOwnerProperty().removeListener(guard);
            if (before != null && before.getScene() == scene) {
              before.requestFocus();
            }
          }
        });
  }

  private boolean isTop(StackPane scrim) {
    return scrims().reduce((under, over) -> over).filter(top -> top == scrim).isPresent();
  }

  private Stream<Node> scrims() {
    return host.getChildren().stream().filter(each -> each.getStyleClass().contains("scrim"));
  }

  private static VBox field(String name, Node input) {
    if (input instanceof Region region) {
      region.setMaxWidth(Double.MAX_VALUE);
    }
    return Ui.labelled(name, input);
  }

  private static String holdText(int minutes) {
    return minutes == 0
        ? "until I lift it"
        : minutes < 60 ? "for " + minutes + " min" : "for " + minutes / 60 + " h";
  }

  /** A short message with a way back, for what can be undone. */
  public void toast(String text, String undo, Runnable back) {
    Label words = Ui.wrapped(text);
    words.setMaxWidth(TOAST_WIDTH);
    Ui.announced(words, text);
    HBox toast = Ui.row(12, words);
    toast.getStyleClass().add("toast");
    toast.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    if (!undo.isEmpty()) {
      toast
          .getChildren()
          .add(
              Ui.button(
                  undo,
                  () -> {
                    host.getChildren().remove(toast);
                    back.run();
                  },
                  "ghost"));
    }
    StackPane.setAlignment(toast, Pos.BOTTOM_CENTER);
    StackPane.setMargin(toast, new Insets(0, 24, 24, 24));
    host.getChildren().removeIf(each -> each.getStyleClass().contains("toast"));
    host.getChildren().add(toast);
    PauseTransition wait = new PauseTransition(TOAST);
    wait.setOnFinished(event -> host.getChildren().remove(toast));
    wait.play();
  }

  /** Whether a question is open. */
  public boolean isOpen() {
    return scrims().findAny().isPresent();
  }
}
