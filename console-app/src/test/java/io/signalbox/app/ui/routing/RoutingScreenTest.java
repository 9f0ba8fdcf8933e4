package io.signalbox.app.ui.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.CssProblems;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.routing.applying.ApplyModel;
import io.signalbox.app.ui.routing.applying.HistoryList;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.app.ui.tracks.FakeTracks;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.Undo;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.PutBack;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingChangeSet;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.testing.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The screen as hands meet it: what is typed stays, and Apply asks before it acts. */
@OnScreen
class RoutingScreenTest {

  private static final String LIMIT = "#setting-max_response_time_ms";
  private final FxRobot robot = new FxRobot();
  private final ManualTime time = new ManualTime();
  private final RoutingFixture fixture = RoutingFixture.railway(time.now());
  private final List<String> visited = new ArrayList<>();
  private RoutingScreen screen;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      StackPane host = new StackPane();
      UiServices services = fixture.buses.services(time);
      Dialogs dialogs = new Dialogs(host);
      SwitchForm form = new SwitchForm(services, dialogs);
      screen =
          new RoutingScreen(
              services, dialogs, form, (place, subject) -> visited.add(place + " " + subject));
      Scene scene = new Scene(new StackPane(screen.node(), host), 1264, 849);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
      form.show(fixture.snapshot());
      screen.show(fixture.snapshot());
      screen.select("clouds");
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void whatIsTypedStaysAsItWasTypedWhateverIsRefreshed() {
    type("#weight-aws-us-east-1", "5.0");
    type(LIMIT, "50x");
    Node before = lookup(LIMIT);
    robot.interact(() -> screen.show(fixture.snapshot()));
    press("#strategy-west-line");
    press("#strategy-clouds");
    assertThat(this.<TextField>lookup("#weight-aws-us-east-1").getText()).isEqualTo("5.0");
    assertThat(this.<TextField>lookup(LIMIT).getText()).isEqualTo("50x");
    robot.interact(() -> screen.show(fixture.snapshot()));
    assertThat(before).as("another strategy was shown between").isNotSameAs(lookup(LIMIT));
    Node shown = lookup(LIMIT);
    robot.interact(() -> screen.show(fixture.snapshot()));
    assertThat(this.<Node>lookup(LIMIT)).isSameAs(shown);
    assertThat(this.<Button>lookup("#routing-apply").isDisabled()).isTrue();
  }

  @Test
  void aWayBackKeepsTheFocusAndItsChangeWhileSomebodyElseApplies() {
    UiServices services = fixture.buses.services(time);
    ApplyModel apply = new RoutingViewModel(services).apply();
    robot.interact(() -> {
      HistoryList list = new HistoryList(apply, services, new Dialogs(new StackPane()));
      stage.setScene(new Scene((Parent) list.node(), 600, 400));
      apply.refreshHistory();
    });
    press("#fold-revert-to-an-earlier-set");
    Button newest = reverts().getFirst();
    robot.interact(newest::requestFocus);
    RoutingChangeSet first = fixture.history.getFirst();
    fixture.history.addFirst(
        new RoutingChangeSet(
            900, time.now(), "ben", "", first.keys(), first.before(), first.after()));
    robot.interact(apply::refreshHistory);
    assertThat(reverts()).hasSize(3).element(1).isSameAs(newest);
    assertThat(stage.getScene().getFocusOwner()).isSameAs(newest);
  }

  private List<Button> reverts() {
    return stage.getScene().getRoot().lookupAll(".button").stream()
        .map(Button.class::cast)
        .filter(each -> each.getText().equals("Revert"))
        .toList();
  }

  @Test
  void applyAsksForTheReasonAndSendsOneChangeThatUndoTakesBack() {
    type("#weight-aws-us-east-1", "5");
    type(LIMIT, "5000");
    press("#routing-apply");
    Button confirm = lookup("#danger-confirm");
    assertThat(confirm.getText()).isEqualTo("Apply to clouds");
    assertThat(confirm.isDisabled()).as("production traffic moves").isTrue();
    type("#danger-reason", "INC-3117");
    assertThat(confirm.isDisabled()).as("the name is not typed yet").isTrue();
    type("#danger-name", "clouds");
    press("#danger-confirm");
    assertThat(fixture.buses.commands())
        .containsExactly(
            new RoutingCommand.ChangeSettings(
                Map.of(RoutingFixture.EAST, 5.0, RoutingFixture.LIMIT, 5000.0), "INC-3117"));
    Button undo = (Button) stage.getScene().getRoot().lookup(".toast .button");
    assertThat(undo.getText()).isEqualTo("Undo");
    fixture.buses.on(Query.ShowUndo.class, asked -> undo(asked.act()));
    fixture.buses.on(Query.Snapshot.class, asked -> fixture.snapshot());
    fixture.buses.on(Undo.class, asked -> undo(asked.act()));
    robot.interact(undo::fire);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(fixture.buses.commands()).last().isEqualTo(new Undo(1, ""));
  }

  private UndoPlan undo(long act) {
    return new UndoPlan(
        new AuditEntry(
            act,
            time.now(),
            "tester (window)",
            "ChangeSettings",
            "routing",
            AuditEntry.DONE,
            "INC-3117",
            "trace-1",
            Map.of(),
            Map.of()),
        "",
        "They are as configured again.",
        new PutBack.Settings(Map.of()),
        null);
  }

  @Test
  void nothingInTheBarThatAppliesMovesWhenARefusalIsLongOrCanBeForced() {
    type("#weight-aws-us-east-1", "5");
    robot.interact(() -> this.<TextField>lookup("#routing-reason").setText("INC-3117"));
    List<Bounds> before = placesInTheBar();
    fixture.buses.on(
        RoutingCommand.ChangeSettings.class,
        command -> {
          throw new SignalboxException(ErrorCode.LAST_WAY_OUT, "Nobody is left. ".repeat(30));
        });
    press("#routing-apply");
    type("#danger-name", "clouds");
    press("#danger-confirm");
    Button again = lookup("#routing-again");
    assertThat(again.isVisible()).as("the refusal can be overcome").isTrue();
    assertThat(again.isDisabled()).isFalse();
    assertThat(placesInTheBar()).isEqualTo(before);
  }

  private List<Bounds> placesInTheBar() {
    robot.interact(() -> stage.getScene().getRoot().layout());
    return Stream.of("#routing-reason", "#routing-again", "#routing-discard", "#routing-apply")
        .map(id -> {
          Node node = lookup(id);
          return node.localToScene(node.getLayoutBounds());
        })
        .toList();
  }

  @Test
  void pastOperationsAreOneKeyAwayAndTracksTheOther() {
    press("#why-chosen");
    assertThat(this.<TextField>lookup("#decision-search").isFocused()).isTrue();
    press("#decisions-back");
    assertThat(this.<Node>lookup("#weights")).isNotNull();
    robot.interact(() -> this.<Button>lookup(".routing-side .card-head .button").fire());
    assertThat(visited).containsExactly("TRACKS clouds");
  }

  @Test
  void everyMembersSwitchOpensTheOneForm() {
    fixture.buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.preview(asked.change()));
    MenuButton menu = lookup("#switch-aws-us-west-2");
    assertThat(menu).as("west is a member of west-line alone").isNull();
    press("#strategy-west-line");
    choose("#switch-aws-us-west-2", "switch-drain");
    assertThat(this.<Node>lookup("#switch-form")).isNotNull();
    Button confirm = lookup("#throw-confirm");
    assertThat(confirm.getText()).isEqualTo("Drain aws-us-west-2");
    press("#throw-discard");
    choose("#switch-sim-lab", "switch-make-active");
    assertThat(this.<Button>lookup("#throw-confirm").getText()).isEqualTo("Make sim-lab active");
    assertThat(fixture.buses.queries().getLast())
        .isEqualTo(
            new Query.PreviewSwitch(
                new SwitchChange(SwitchChange.Kind.MAKE_ACTIVE, "sim-lab", "west-line")));
    assertThat(fixture.buses.commands()).isEmpty();
  }

  /** Opens the menu of a member's row, which says what can be done just then. */
  private void choose(String menuId, String itemId) {
    MenuButton menu = lookup(menuId);
    robot.interact(menu::show);
    MenuItem item =
        menu.getItems().stream()
            .filter(each -> itemId.equals(each.getId()))
            .findFirst()
            .orElseThrow();
    assertThat(item.isDisable()).as(item.getText()).isFalse();
    assertThat(item.getText()).endsWith("…");
    robot.interact(() -> {
      menu.hide();
      item.fire();
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void noColourOfAMemberIsMissingBeforeItsPlaceIsKnown() {
    robot.interact(() -> {
      // As the list does with a row that is not filled yet.
      StackPane slider = new StackPane(styled("weight-fill"), styled("weight-knob"));
      Scene scene = new Scene(slider);
      Theme.DARK.apply(scene);
      assertThat(CssProblems.of(slider::applyCss)).noneMatch(each -> each.contains("-sb-series"));
    });
  }

  private static Region styled(String styleClass) {
    Region region = new Region();
    region.getStyleClass().add(styleClass);
    return region;
  }

  private void type(String id, String text) {
    robot.interact(() -> this.<TextField>lookup(id).setText(text));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void press(String id) {
    robot.interact(() -> this.<Button>lookup(id).fire());
    WaitForAsyncUtils.waitForFxEvents();
  }

  @SuppressWarnings("unchecked")
  private <T extends Node> T lookup(String selector) {
    stage.getScene().getRoot().applyCss();
    return (T) stage.getScene().getRoot().lookup(selector);
  }
}
