package io.signalbox.app.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Dialogs;
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
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@OnScreen
class RequestDetailViewTest {

  private final FxRobot robot = new FxRobot();
  private final ManualTime time = new ManualTime();
  private final MachineRequest request = SubmitViewModelTest.accepted(time, "req-1");
  private final AtomicReference<RequestCost> cost = new AtomicReference<>();
  private final AtomicReference<RequestDetailView> view = new AtomicReference<>();

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  private void show(RequestCost costs) {
    cost.set(costs);
    robot.interact(() -> {
      RequestsViewModel model =
          new RequestsViewModel(
              new FakeBuses()
                  .on(Query.TemplatesVersion.class, query -> 1L)
                  .on(Query.ListTemplates.class, query -> List.of())
                  .on(
                      Query.FindRequests.class,
                      query -> new RequestSearch.Found(List.of(request), 1, 1, List.of()))
                  .on(Query.ShowRequest.class, query -> request)
                  .on(Query.RequestTimeline.class, query -> List.of())
                  .on(Query.CallsOfRequest.class, query -> List.of())
                  .on(Query.CostOfRequest.class, query -> cost.get())
                  .services(time));
      view.set(
          new RequestDetailView(
              model.selected(),
              new Dialogs(new StackPane()),
              (place, subject) -> {},
              new SimpleObjectProperty<>(time.now())));
      model.show(Views.snapshot(time.now(), 0));
    });
  }

  @Test
  void whatItNeedsIsNoWiderThanThePanelOfANarrowWindow() {
    show(new RequestCost(HourlyCost.NONE, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, Map.of()));
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
