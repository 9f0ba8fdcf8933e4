package io.signalbox.app.ui.routing;

import io.signalbox.app.testing.Camera;
import io.signalbox.app.testing.Camera.Shot;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;

/** The Routing screen in the window with made-up answers. */
public final class RoutingPictures {

  private static final Instant NOW = Instant.parse("2026-06-16T14:42:18Z");
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;
  private final Camera camera;
  private int width = WIDTH;
  private int height = HEIGHT;

  private RoutingPictures(Camera camera) {
    this.camera = camera;
  }

  public static void take(Camera camera) {
    new RoutingPictures(camera).all();
  }

  private void all() {
    take(
        "edits",
        RoutingFixture::railway,
        "clouds",
        scene -> {
          edit(scene);
          scene.lookup("#setting-max_response_time_ms").requestFocus();
        });
    take("quiet", RoutingFixture::railway, "clouds", scene -> {});
    take(
        "policy-14",
        now -> RoutingFixture.policy(now, 14),
        "policy",
        scene -> text(scene, "#weight-provider-1", "4"));
    for (int many : new int[] {60, 500}) {
      take(
          "policy-" + many,
          now -> RoutingFixture.policy(now, many),
          "policy",
          scene -> text(scene, "#weight-provider-1", "4"));
    }
    width = 1024;
    height = 640;
    take("small-edits", RoutingFixture::railway, "clouds", RoutingPictures::edit);
    width = 1280;
    height = 720;
    take("middle-edits", RoutingFixture::railway, "clouds", RoutingPictures::edit);
    width = WIDTH;
    height = HEIGHT;
    take(
        "failover",
        RoutingFixture::railway,
        "main-line",
        scene -> {
          press(scene, "#fold-circuit");
          press(scene, "#fold-retries");
          text(scene, "#setting-max_retries", "5");
        });
    take(
        "composition",
        RoutingFixture::railway,
        "survey",
        scene -> {
          press(scene, "#fold-composition-rules");
          press(scene, "#fold-limits");
        });
    take(
        "problems",
        RoutingPictures::refusing,
        "clouds",
        scene -> {
          edit(scene);
          text(scene, "#setting-min_success_rate", "120");
          text(scene, "#weight-west-line", "-1");
        });
    take("empty", RoutingPictures::empty, "clouds", RoutingPictures::edit);
    take("random", RoutingPictures::random, "clouds", RoutingPictures::edit);
    take(
        "history",
        RoutingFixture::railway,
        "policy",
        scene -> press(scene, "#fold-revert-to-an-earlier-set"));
    take("why", RoutingFixture::railway, "aws-us-west-2", scene -> {});
    take("failure", RoutingPictures::failing, "clouds", scene -> {});
    take(
        "ask",
        RoutingFixture::railway,
        "clouds",
        scene -> {
          edit(scene);
          ((TextField) scene.lookup("#routing-reason")).setText("");
          press(scene, "#routing-apply");
        });
  }

  private static RoutingFixture refusing(Instant now) {
    RoutingFixture made = RoutingFixture.railway(now);
    made.problems.add("weights: every member of clouds would have weight 0");
    return made;
  }

  private static RoutingFixture empty(Instant now) {
    RoutingFixture made = RoutingFixture.railway(now);
    made.decisions.clear();
    made.history.clear();
    return made;
  }

  private static RoutingFixture random(Instant now) {
    RoutingFixture made = RoutingFixture.railway(now);
    made.turns = false;
    return made;
  }

  private static RoutingFixture failing(Instant now) {
    RoutingFixture made = RoutingFixture.railway(now);
    made.buses.on(
        Query.PreviewSettings.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is locked");
        });
    return made;
  }

  private static void edit(Scene scene) {
    text(scene, "#weight-aws-us-east-1", "5");
    text(scene, "#setting-max_response_time_ms", "5000");
    ((TextField) scene.lookup("#routing-reason"))
        .setText("Shift load off the slow region, INC-3117");
  }

  private static void text(Scene scene, String id, String text) {
    ((TextField) scene.lookup(id)).setText(text);
  }

  private static void press(Scene scene, String id) {
    ((Button) scene.lookup(id)).fire();
  }

  private void take(
      String name, Function<Instant, RoutingFixture> data, String node, Consumer<Scene> then) {
    RoutingFixture[] made = new RoutingFixture[1];
    camera.take(
        new Shot(
            "routing-" + name,
            width,
            height,
            () -> {
              made[0] = data.apply(NOW);
              return made[0].buses.services(new ManualTime(NOW));
            },
            shell -> {
              shell.go(Place.ROUTING, node);
              shell.show(made[0].snapshot());
            }),
        then);
  }
}
