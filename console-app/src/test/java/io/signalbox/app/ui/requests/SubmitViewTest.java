package io.signalbox.app.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.testing.ManualTime;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@OnScreen
class SubmitViewTest {

  private final FxRobot robot = new FxRobot();
  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private int maxCount = 5;
  private SubmitViewModel model;
  private SubmitView view;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    buses
        .on(Query.TemplatesVersion.class, query -> 1L)
        .on(
            Query.ListTemplates.class,
            query ->
                List.of(
                    new TemplateSummary(
                        "web", "web", "", "", "", 5, List.of("east"), List.of(), 1, 0, 0)))
        .on(Query.PreviewRequest.class, query -> dryRun());
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      model = new SubmitViewModel(buses.services(time), request -> {});
      view = new SubmitView(model);
      Scene scene = new Scene(new StackPane(view.node()), 860, 360);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void nothingInTheFormMovesWhenTheGreatestCountBecomesKnownOrAProviderIsPreferred() {
    List<Bounds> before = places();
    robot.interact(() -> model.show(Views.snapshot(time.now(), 0, "east")));
    assertThat(max()).isEqualTo("of 5");
    assertThat(places()).isEqualTo(before);
    maxCount = -1;
    robot.interact(() -> model.show(Views.snapshot(time.now(), 0, "east")));
    assertThat(max()).isEqualTo("no limit");
    assertThat(places()).isEqualTo(before);
    maxCount = 100_000;
    robot.interact(() -> model.preferenceProperty().set("east"));
    assertThat(max()).isEqualTo("of 100000");
    assertThat(places()).isEqualTo(before);
  }

  @Test
  void nothingInTheFormMovesWhileItIsSentRefusedAcceptedAndStartedAnew() {
    robot.interact(() -> model.show(Views.snapshot(time.now(), 0, "east")));
    List<Bounds> before = places();
    buses.on(
        RequestCommand.Submit.class,
        command -> {
          throw new SignalboxException(
              ErrorCode.STORE_UNAVAILABLE, "The store is busy. ".repeat(20));
        });
    robot.interact(() -> model.submit());
    assertThat(said()).startsWith("STORE_UNAVAILABLE");
    assertThat(places()).isEqualTo(before);
    buses.on(
        RequestCommand.Submit.class, command -> SubmitViewModelTest.accepted(time, "req-12345678"));
    robot.interact(() -> model.submit());
    assertThat(said()).isEqualTo("Accepted as req-12345678; start another to send again");
    assertThat(places()).isEqualTo(before);
    robot.interact(() -> model.startAnother());
    assertThat(places()).isEqualTo(before);
    robot.interact(() -> model.countProperty().set("no number"));
    assertThat(places()).isEqualTo(before);
  }

  @Test
  void submitFollowsTheLockThoughNothingElseChanges() {
    robot.interact(() -> model.show(Views.snapshot(time.now(), 0, "east")));
    Button submit = (Button) stage.getScene().lookup("#submit");
    buses.setReadOnly(true);
    robot.interact(() -> view.tick());
    assertThat(submit.isDisabled()).isTrue();
    assertThat(said()).isEqualTo("This window is read-only");
    buses.setReadOnly(false);
    robot.interact(() -> view.tick());
    assertThat(submit.isDisabled()).isFalse();
  }

  @Test
  void disabledSubmitSaysWhyBesideItAndIsNotBlue() {
    robot.interact(() -> model.show(Views.snapshot(time.now(), 0, "east")));
    buses.on(RequestCommand.Submit.class, command -> SubmitViewModelTest.accepted(time, "req-1"));
    Button submit = (Button) stage.getScene().lookup("#submit");
    assertThat(submit.getStyleClass()).contains("primary");
    robot.interact(submit::fire);
    assertThat(submit.isDisabled()).isTrue();
    assertThat(submit.getStyleClass()).doesNotContain("primary");
    robot.interact(() -> {
      submit.fire();
      submit.requestFocus();
    });
    robot.push(KeyCode.ENTER);
    assertThat(buses.commands()).hasSize(1);
  }

  private String said() {
    return ((Label) stage.getScene().lookup("#submit-said")).getText();
  }

  private String max() {
    return ((Label) stage.getScene().lookup("#submit-max")).getText();
  }

  private List<Bounds> places() {
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> {
      stage.getScene().getRoot().applyCss();
      stage.getScene().getRoot().layout();
    });
    return Stream.of(
            "#submit-template",
            "#submit-count",
            "#submit-prefer",
            "#submit-key",
            "#submit-said",
            "#submit-another",
            "#submit")
        .map(id -> {
          Node node = stage.getScene().lookup(id);
          return node.localToScene(node.getLayoutBounds());
        })
        .toList();
  }

  private DryRun dryRun() {
    return SubmitViewModelTest.dryRun(time, "east", maxCount);
  }
}
