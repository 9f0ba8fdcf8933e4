package io.signalbox.app.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCost;
import io.signalbox.core.request.RequestSearch;
import io.signalbox.core.testing.ManualTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@OnScreen
class RequestDetailViewTest {

  private static final RequestCost NOTHING =
      new RequestCost(HourlyCost.NONE, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, Map.of());

  private final FxRobot robot = new FxRobot();
  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private final MachineRequest request = SubmitViewModelTest.accepted(time, "req-1");
  private final MachineRequest other = SubmitViewModelTest.accepted(time, "req-2");
  private final AtomicReference<RequestCost> cost = new AtomicReference<>();
  private final AtomicReference<RequestDetailView> view = new AtomicReference<>();
  private final StackPane dialogs = new StackPane();
  private final ObjectProperty<Instant> now = new SimpleObjectProperty<>(time.now());
  private RequestsViewModel model;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  private void show(RequestCost costs) {
    cost.set(costs);
    robot.interact(() -> {
      model =
          new RequestsViewModel(
              buses
                  .on(Query.TemplatesVersion.class, query -> 1L)
                  .on(Query.ListTemplates.class, query -> List.of())
                  .on(
                      Query.FindRequests.class,
                      query -> new RequestSearch.Found(List.of(request, other), 2, 2, List.of()))
                  .on(
                      Query.ShowRequest.class,
                      query -> query.requestId().equals("req-1") ? request : other)
                  .on(Query.RequestTimeline.class, query -> List.of())
                  .on(Query.CallsOfRequest.class, query -> List.of())
                  .on(Query.CostOfRequest.class, query -> cost.get())
                  .services(time));
      view.set(
          new RequestDetailView(
              model.selected(), new Dialogs(dialogs), (place, subject) -> {}, now));
      model.show(Views.snapshot(time.now(), 0));
    });
  }

  @Test
  void whatItNeedsIsNoWiderThanThePanelOfANarrowWindow() {
    show(NOTHING);
    for (boolean narrow : new boolean[] {true, false}) {
      robot.interact(() -> view.get().setNarrow(narrow));
      StackPane box = (StackPane) view.get().node();
      Node whole = box.getChildren().getLast();
      assertThat(whole.minWidth(-1)).as("narrow: " + narrow).isLessThanOrEqualTo(box.getMaxWidth());
    }
  }

  @Test
  void thePriceAtSubmitStandsBesideThatOfNowAndWhatIsUnknownIsCalledSo() {
    PriceEstimate rate =
        new PriceEstimate(
            new BigDecimal("0.233"), PriceBasis.SPOT_HISTORY, Instant.EPOCH, Instant.EPOCH, "");
    show(
        new RequestCost(
            new HourlyCost(new BigDecimal("2.38"), 19, 0),
            new BigDecimal("3.961"),
            new BigDecimal("0.9243"),
            17,
            2,
            Map.of("east", rate)));
    assertThat(texts())
        .contains(
            "2.38 USD an hour", "0.9243 USD so far, 3.96 USD an hour now, 2 of unknown price");
    PriceEstimate unknown = PriceEstimate.unknown("nobody knows", Instant.EPOCH);
    show(
        new RequestCost(
            new HourlyCost(BigDecimal.ZERO, 0, 3),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            0,
            3,
            Map.of("east", unknown)));
    assertThat(texts()).filteredOn("unknown"::equals).hasSize(2);
  }

  @Test
  void theRequestThatWasAskedAboutIsCancelledThoughAnotherIsSelectedBeforeTheAnswer() {
    show(NOTHING);
    buses.on(RequestCommand.Cancel.class, command -> request);
    robot.interact(() -> {
      cancel().fire();
      // As an accepted request does, which is selected when its answer comes.
      model.select("req-2");
      ((TextField) dialogs.lookup("#danger-reason")).setText("not needed");
      ((Button) dialogs.lookup("#danger-confirm")).fire();
    });
    assertThat(buses.commands()).containsExactly(new RequestCommand.Cancel("req-1", "not needed"));
  }

  @Test
  void theButtonsFollowTheLockThoughNothingHappensToTheRequest() {
    show(NOTHING);
    buses.setReadOnly(true);
    robot.interact(() -> now.set(time.now().plusSeconds(1)));
    assertThat(cancel().isDisabled()).isTrue();
    assertThat(cancel().getAccessibleHelp()).contains("read-only");
    buses.setReadOnly(false);
    robot.interact(() -> now.set(time.now().plusSeconds(2)));
    assertThat(cancel().isDisabled()).isFalse();
  }

  private Button cancel() {
    return (Button) view.get().node().lookup("#" + Act.CANCEL_REQUEST.id());
  }

  private List<String> texts() {
    return nodes(view.get().node())
        .filter(Label.class::isInstance)
        .map(each -> ((Label) each).getText())
        .toList();
  }

  private static Stream<Node> nodes(Node node) {
    return node instanceof Parent parent
        ? Stream.concat(
            Stream.of(node),
            parent.getChildrenUnmodifiable().stream().flatMap(RequestDetailViewTest::nodes))
        : Stream.of(node);
  }
}
