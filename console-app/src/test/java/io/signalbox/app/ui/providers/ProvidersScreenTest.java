package io.signalbox.app.ui.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** What stands on Providers belongs to who is named above it, and to now. */
@OnScreen
class ProvidersScreenTest {

  private final ManualTime time = new ManualTime();
  private final FxRobot robot = new FxRobot();
  private final FakeBuses buses = new FakeBuses();
  private final FakeBuses.Pending pending = new FakeBuses.Pending();

  @Test
  void nothingOfTheOneBeforeStandsBelowTheNameOfAnother() throws Exception {
    FxToolkit.registerPrimaryStage();
    buses
        .on(Query.ShowProvider.class, query -> detail(query.name()))
        .on(Query.HealthHistory.class, query -> List.of())
        .on(Query.Series.class, query -> Map.of());
    robot.interact(() -> {
      UiServices services = buses.services(time, pending);
      Dialogs dialogs = new Dialogs(new StackPane());
      ProvidersScreen screen =
          new ProvidersScreen(services, dialogs, new SwitchForm(services, dialogs));
      screen.show(Views.snapshot(time.now(), 0, "east", "west"));
      Parent root = (Parent) screen.node();
      new Scene(root, 1264, 780);
      root.applyCss();
      root.layout();
      pending.runAll();
      assertThat(isSeen(root, "HEALTH_CHECK")).isTrue();
      screen.select("west");
      assertThat(isSeen(screen.node(), "west")).isTrue();
      assertThat(isSeen(screen.node(), "HEALTH_CHECK")).as("not answered yet").isFalse();
      assertThat(isSeen(screen.node(), "Recent errors")).isFalse();
      pending.runAll();
      assertThat(isSeen(screen.node(), "HEALTH_CHECK")).isTrue();
    });
  }

  @Test
  void aTimeThatHasPassedIsNotToldAsTheOneToComeBackAt() {
    ProviderView ejected = ejected();
    assertThat(ProviderRow.work(ejected, time.now())).startsWith("ejected until ");
    time.advance(Duration.ofMinutes(10));
    assertThat(ProviderRow.work(ejected, time.now())).isEqualTo("until checks pass");
  }

  private ProviderView ejected() {
    return new ProviderView(
        "west",
        "aws",
        "simulated (aws)",
        true,
        true,
        "",
        false,
        new HealthView(
            "west",
            HealthState.UNHEALTHY,
            time.now(),
            time.now(),
            "down",
            true,
            time.now().plusSeconds(60),
            "monitor",
            3),
        null,
        false,
        0,
        1,
        1,
        0,
        100,
        WindowMetrics.NONE,
        0,
        null);
  }

  private ProviderDetail detail(String name) {
    ProviderView view = Views.provider(name, 0, time.now());
    return Views.detail(view);
  }

  private static boolean isSeen(Node node, String text) {
    return node.isVisible()
        && (node instanceof Label label && label.getText().equals(text)
            || node instanceof Parent parent
                && parent.getChildrenUnmodifiable().stream().anyMatch(each -> isSeen(each, text)));
  }
}
