package io.signalbox.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.ui.UiLauncher;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.store.MigratedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.robot.BaseRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The real window on the real core, with a copy of the sample configuration. */
public final class SampleWindow implements AutoCloseable {

  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private final FxRobot robot = new FxRobot();
  private final BaseRobot base = robot.robotContext().getBaseRobot();
  private final ExecutorService asks = Executors.newVirtualThreadPerTaskExecutor();
  private final Signalbox signalbox;
  private final Feed feed;
  private final Drafts drafts;
  private final Stage stage;

  private SampleWindow(Signalbox signalbox, Path folder) throws Exception {
    this.signalbox = signalbox;
    this.feed = new Feed(signalbox.snapshots(), signalbox.events(), Platform::runLater);
    this.drafts =
        Drafts.open(
            folder.resolve("state"),
            folder.resolve("config"),
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS, asks));
    UiServices services =
        UiLauncher.services(signalbox, asks, Platform::runLater, TimeSource.system(), drafts);
    this.stage = WaitForAsyncUtils.asyncFx(() -> show(services, feed)).get();
    feed.start();
  }

  private static Stage show(UiServices services, Feed feed) {
    ShellView shell = new ShellView(services, feed, Theme.DARK);
    Scene scene = new Scene(shell, WIDTH, HEIGHT);
    Theme.DARK.apply(scene);
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
    return stage;
  }

  /** Opens the sample as it is. */
  public static SampleWindow open(Path folder) throws Exception {
    return open(folder, "development");
  }

  /** Opens the sample as that environment's. */
  public static SampleWindow open(Path folder, String environment) throws Exception {
    FxToolkit.registerPrimaryStage();
    Path config = SampleFolder.copyTo(folder.resolve("config"));
    Path file = config.resolve("config.json");
    String sample = Files.readString(file);
    assertThat(sample).contains("\"environment\": \"development\"");
    Files.writeString(
        file,
        sample.replace(
            "\"environment\": \"development\"", "\"environment\": \"" + environment + "\""));
    return again(folder);
  }

  /** Opens what was open there before, as it was left. */
  public static SampleWindow again(Path folder) throws Exception {
    return new SampleWindow(
        Signalbox.open(
            SignalboxOptions.of(folder.resolve("config"))
                .stateFolder(MigratedStore.in(folder.resolve("state")))
                .background(true)
                .seed(7)
                .build()),
        folder);
  }

  @Override
  public void close() {
    interact(stage::hide);
    feed.close();
    drafts.close();
    // Questions under way end before the core does.
    asks.close();
    signalbox.close();
  }

  /** The core's own answer, past the window. */
  public <R> R ask(Query<R> query) {
    return signalbox.queries().ask(query);
  }

  /** What somebody else does, past the window. */
  public <R> R act(Command<R> command) {
    return signalbox.commands().execute(command, new Caller("ben (command line)", "trace", false));
  }

  public void go(Place place, String subject) {
    interact(() -> ((ShellView) stage.getScene().getRoot()).go(place, subject));
  }

  public void interact(Runnable action) {
    robot.interact(action);
  }

  public void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(2, TimeUnit.MINUTES, condition);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Fires a button, wherever it is. */
  public void press(String id) {
    interact(() -> ((Button) lookup(id)).fire());
  }

  /** Puts a text into a field, wherever it is. */
  public void type(String id, String text) {
    interact(() -> ((TextField) lookup(id)).setText(text));
  }

  /** Clicks with the pointer, once it can act and the pointer reaches it. */
  public void click(Node node) throws Exception {
    until(() -> isReached(node));
    robot.clickOn(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Clicks where the pointer is, whatever is there by now. */
  public void clickAgain() {
    robot.clickOn(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Clicks twice where the pointer is, as fast as it goes. */
  public void doubleClick() {
    robot.doubleClickOn(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Clicks with the pointer what has that id. */
  public void click(String id) throws Exception {
    until(() -> exists(id));
    click(this.<Node>lookup(id));
  }

  /** Clicks into a field and writes over what it says, key by key. */
  public void write(String id, String text) throws Exception {
    click(id);
    robot.push(KeyCode.SHORTCUT, KeyCode.A);
    // Without a wait after each key, as the robot's own writing has it.
    text.chars()
        .forEach(each ->
            base.typeKeyboard(stage.getScene(), KeyCode.UNDEFINED, Character.toString(each)));
    until(() -> this.<TextField>lookup(id).getText().equals(text));
  }

  /** The first node of that style class of which it is true; waited for. */
  public Node find(String styleClass, Predicate<Node> wanted) throws Exception {
    until(() -> all(styleClass).anyMatch(wanted));
    return all(styleClass).filter(wanted).findFirst().orElseThrow();
  }

  private Stream<Node> all(String styleClass) {
    return stage.getScene().getRoot().lookupAll(styleClass).stream();
  }

  /** Every button there is now, seen or not. */
  public List<ButtonBase> buttons() throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () -> {
              List<ButtonBase> found = new ArrayList<>();
              stage.getScene().getRoot().applyCss();
              collect(stage.getScene().getRoot(), found);
              return found;
            })
        .get();
  }

  private static void collect(Parent parent, List<ButtonBase> found) {
    for (Node each : parent.getChildrenUnmodifiable()) {
      if (each instanceof ButtonBase button) {
        found.add(button);
      } else if (each instanceof Parent inner) {
        collect(inner, found);
      }
    }
  }

  /** What has the keyboard. */
  public @Nullable Node focused() {
    return stage.getScene().getFocusOwner();
  }

  /** Presses keys together. */
  public void push(KeyCode... keys) {
    robot.push(keys);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Moves the pointer there; whether it is then over the node, and not over what covers it. */
  private boolean isReached(Node node) throws Exception {
    if (node.getScene() == null || node.isDisabled()) {
      return false;
    }
    Bounds at = WaitForAsyncUtils.asyncFx(() -> node.localToScreen(node.getLayoutBounds())).get();
    base.moveMouse(new Point2D(at.getCenterX(), at.getCenterY()));
    WaitForAsyncUtils.waitForFxEvents();
    return node.isHover();
  }

  public boolean exists(String id) {
    return stage.getScene().getRoot().lookup(id) != null;
  }

  public boolean shows(String styleClass, String text) {
    return all(styleClass)
        .anyMatch(node -> node instanceof Label label && label.getText().equals(text));
  }

  @SuppressWarnings("unchecked")
  public <T extends Node> T lookup(String id) {
    Node node = stage.getScene().getRoot().lookup(id);
    assertThat(node).as(id).isNotNull();
    return (T) node;
  }
}
