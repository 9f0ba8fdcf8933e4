package io.signalbox.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.SampleFolder;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.template.TemplateFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Whole paths through the window on the real core, with a copy of the sample configuration. */
class OperatorPathsTest {

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final ExecutorService asks = Executors.newVirtualThreadPerTaskExecutor();
  private Signalbox signalbox;
  private Feed feed;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    Path config = SampleFolder.copyTo(folder.resolve("config"));
    signalbox =
        Signalbox.open(
            new SignalboxOptions(
                config,
                null,
                Map.of("LOG_SILENT", "1"),
                folder.resolve("state"),
                TimeSource.system(),
                true,
                false,
                7));
    feed = new Feed(signalbox.events(), Platform::runLater);
    UiServices services =
        UiLauncher.services(signalbox, asks, Platform::runLater, TimeSource.system());
    robot.interact(() -> {
      ShellView shell = new ShellView(services, feed, Theme.DARK);
      Scene scene = new Scene(shell, 1440, 900);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
      shell.refresh();
    });
    feed.start();
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
    feed.close();
    // Questions under way end before the core does.
    asks.close();
    signalbox.close();
  }

  @Test
  void operatorSwitchesTheActiveProviderAndBack() throws Exception {
    go(Place.PROVIDERS, "aws-us-west-2");
    until(() -> shows(".screen-title", "aws-us-west-2"));
    press("#action-make-active");
    until(() -> exists("#danger-confirm"));
    Button confirm = lookup("#danger-confirm");
    assertThat(confirm.getText()).isEqualTo("Make aws-us-west-2 active");
    assertThat(confirm.isDisabled()).isTrue();
    type("#danger-reason", "east is slow");
    assertThat(confirm.isDisabled()).as("the name is not typed yet").isTrue();
    type("#danger-name", "aws-us-west-2");
    press("#danger-confirm");
    until(() -> routing().activation() != null);
    assertThat(routing().activation())
        .satisfies(active -> {
          assertThat(active.provider()).isEqualTo("aws-us-west-2");
          assertThat(active.why()).isEqualTo("east is slow");
        });
    assertThat(routing().shares()).containsEntry("aws-us-west-2", 1.0);
    until(() -> exists("#action-return-to-automatic"));
    press("#action-return-to-automatic");
    until(() -> routing().activation() == null);
  }

  @Test
  void operatorFindsWhyAFieldHasItsValue() throws Exception {
    go(Place.TEMPLATES, "web-server");
    ListView<?> list = lookup("#templates");
    until(() -> String.valueOf(list.getSelectionModel().getSelectedItem()).contains("web-server"));
    ComboBox<String> provider = lookup("#template-provider");
    until(() -> provider.getItems().contains("aws-us-east-1"));
    robot.interact(() -> provider.setValue("aws-us-east-1"));
    until(() -> exists("#source-max_instances") && exists("#source-image_id"));
    var resolved = signalbox.queries().ask(new Query.ShowTemplate("web-server", "aws-us-east-1"));
    var place = resolved.fields().get("max_instances").inForce().location();
    until(() ->
        lookup("#source-max_instances")
            .getAccessibleText()
            .equals("max_instances is set in " + place));
    Label chip = lookup("#source-instance_type");
    var opened = resolved.fields().get("instance_type").inForce().location().file();
    ComboBox<TemplateFile> layer = lookup("#layer");
    until(() -> layer.getValue() != null && !layer.getValue().name().equals(opened));
    robot.interact(() -> chip.getOnMouseClicked().handle(null));
    until(() -> layer.getValue() != null && layer.getValue().name().equals(opened));
  }

  @Test
  void operatorSubmitsARequestAndReturnsItsMachines() throws Exception {
    go(Place.REQUESTS, "");
    ComboBox<String> template = lookup("#submit-template");
    until(() -> template.getItems().contains("web-server"));
    robot.interact(() -> template.setValue("web-server"));
    type("#submit-count", "2");
    Button submit = lookup("#submit");
    until(() -> submit.getText().equals("Submit 2 machines") && !submit.isDisabled());
    press("#submit");
    until(() -> requests(RequestKind.ACQUIRE).size() == 1);
    String id = requests(RequestKind.ACQUIRE).getFirst().requestId();
    until(() -> request(id).state() == RequestState.COMPLETE);
    assertThat(request(id).machines())
        .hasSize(2)
        .allMatch(machine -> machine.state() == MachineState.RUNNING);
    Button giveBack = lookup("#return-machines");
    until(() -> giveBack.getText().equals("Return 2 machines") && !giveBack.isDisabled());
    press("#return-machines");
    until(() -> exists("#danger-confirm"));
    press("#danger-confirm");
    until(() -> requests(RequestKind.RETURN).size() == 1);
    String back = requests(RequestKind.RETURN).getFirst().requestId();
    until(() -> request(back).state() == RequestState.COMPLETE);
    assertThat(signalbox.queries().ask(new Query.ListMachines(null, false, 10))).isEmpty();
  }

  private void go(Place place, String subject) {
    robot.interact(() -> ((ShellView) stage.getScene().getRoot()).go(place, subject));
  }

  private RoutingView routing() {
    return signalbox.queries().ask(new Query.ShowRouting());
  }

  private List<MachineRequest> requests(RequestKind kind) {
    return signalbox.queries().ask(new Query.ListRequests(null, Instant.EPOCH, 20)).stream()
        .filter(each -> each.kind() == kind)
        .toList();
  }

  private MachineRequest request(String id) {
    return signalbox.queries().ask(new Query.ShowRequest(id));
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void press(String id) {
    robot.interact(() -> ((Button) lookup(id)).fire());
  }

  private void type(String id, String text) {
    robot.interact(() -> ((TextField) lookup(id)).setText(text));
  }

  private boolean exists(String id) {
    return stage.getScene().getRoot().lookup(id) != null;
  }

  private boolean shows(String styleClass, String text) {
    return stage.getScene().getRoot().lookupAll(styleClass).stream()
        .anyMatch(node -> node instanceof Label label && label.getText().equals(text));
  }

  @SuppressWarnings("unchecked")
  private <T extends Node> T lookup(String id) {
    Node node = stage.getScene().getRoot().lookup(id);
    assertThat(node).as(id).isNotNull();
    return (T) node;
  }
}
