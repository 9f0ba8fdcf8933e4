package io.signalbox.app.ui.drill;

import io.signalbox.app.testing.Camera;
import io.signalbox.app.testing.Camera.Shot;
import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.core.command.DrillCommand;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import org.jspecify.annotations.Nullable;

/** The Drill screen with made-up drills. */
public final class DrillPictures {

  private DrillPictures() {}

  public static void take(Camera camera) {
    camera.take(shot("before", null));
    camera.take(shot("running", Drills.running("d1", 120, 5)));
    camera.take(shot("running-12", Drills.running("d1", 120, 12)));
    camera.take(shot("running-early", Drills.running("d1", 7, 2)));
    camera.take(shot("running-12-end", Drills.running("d1", 120, 12)), DrillPictures::toTheEnd);
    camera.take(shot("done", Drills.done("d1", 5)));
    camera.take(shot("done-12-end", Drills.done("d1", 12)), DrillPictures::toTheEnd);
    camera.take(shot("refused", null), scene -> ((Button) scene.lookup("#start-drill")).fire());
  }

  private static Shot shot(String name, @Nullable DrillView drill) {
    ManualTime time = new ManualTime();
    return Shot.of(
        "drill-" + name,
        () -> buses(drill).services(time),
        shell -> {
          shell.go(Place.DRILL, "");
          shell.show(Views.snapshot(time.now(), 312, Drills.names(5).toArray(String[]::new)));
        });
  }

  private static void toTheEnd(Scene scene) {
    scene.getRoot().lookupAll(".scroll-pane").stream()
        .map(ScrollPane.class::cast)
        .forEach(each -> each.setVvalue(1));
  }

  private static FakeBuses buses(@Nullable DrillView drill) {
    return new FakeBuses()
        .on(Query.Series.class, query -> Map.of())
        .on(Query.Events.class, query -> List.of())
        .on(Query.DrillScenarios.class, query -> Drills.scenarios())
        .on(Query.CurrentDrill.class, query -> Optional.ofNullable(drill))
        .on(
            DrillCommand.StartDrill.class,
            command -> {
              throw new SignalboxException(
                  ErrorCode.INVALID_STATE,
                  "The drill flapping runs in this process since 14:31:07; stop it first");
            });
  }
}
