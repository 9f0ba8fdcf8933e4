package io.signalbox.app.ui.tracks;

import io.signalbox.app.testing.Camera;
import io.signalbox.app.testing.Camera.Shot;
import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.core.event.Event;
import io.signalbox.core.query.EventView;
import io.signalbox.core.query.Query;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.testing.ManualTime;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The Tracks screen with made-up trees. */
public final class TracksPictures {

  /** The smallest window there is. */
  private static final int SMALL_WIDTH = 1024;

  private static final int SMALL_HEIGHT = 640;

  private TracksPictures() {}

  /** Those that the guides show. */
  public static void takeForGuides(Camera camera) {
    camera.take(
        shot("preview", FakeTracks.sample(), "west-line"),
        scene -> {
          press(scene, "#throw-make-active");
          type(scene, "#throw-reason", "p95 over 1.5 s for 9 min, INC-3117");
          type(scene, "#throw-name", "azure-east-us");
        });
    camera.take(shot("two-providers", FakeTracks.two(), ""));
    camera.take(shot("twelve-providers", FakeTracks.nested(12), ""));
    camera.take(shot("sixty-providers", FakeTracks.nested(60), ""));
  }

  public static void take(Camera camera) {
    camera.take(shot("sample", FakeTracks.sample(), ""));
    camera.take(
        shot("held", FakeTracks.sampleHeld(), ""), scene -> press(scene, "#throw-automatic"));
    camera.take(
        shot("opened", FakeTracks.nested(60), ""),
        scene ->
            scene.getRoot().lookupAll(".several").stream()
                .findFirst()
                .ifPresent(node -> node.fireEvent(enter())));
    camera.take(shot("policy", FakeTracks.policy(9), ""));
    camera.take(shot("active", FakeTracks.activated(FakeTracks.sample(), "sim-lab"), "sim-lab"));
    Shot usual = shot("small", FakeTracks.sample(), "west-line");
    camera.take(
        new Shot(usual.name(), SMALL_WIDTH, SMALL_HEIGHT, usual.services(), usual.open()),
        scene -> press(scene, "#throw-make-active"));
    camera.take(shot("list", FakeTracks.sampleHeld(), ""), scene -> toggle(scene, "List"));
    camera.take(
        shot("focus", FakeTracks.sample(), ""),
        scene -> scene.lookup(".track-node").requestFocus());
  }

  private static Shot shot(String name, ConsoleSnapshot tracks, String selected) {
    FakeBuses buses = new FakeBuses();
    buses.on(Query.Events.class, asked -> events());
    buses.on(
        Query.PreviewSwitch.class,
        asked ->
            asked.change().kind() == SwitchChange.Kind.AUTOMATIC
                ? FakeTracks.same(asked.change())
                : FakeTracks.preview(asked.change()));
    return Shot.of(
        "tracks-" + name,
        () -> buses.services(new ManualTime(FakeTracks.AT)),
        shell -> {
          shell.go(Place.TRACKS, selected);
          shell.show(tracks);
        });
  }

  private static KeyEvent enter() {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false);
  }

  private static List<EventView> events() {
    return List.of(
        event(
            50,
            Event.Lane.BY_HAND,
            Event.Severity.WARNING,
            "k8s-onprem",
            "k8s-onprem maintenance, night-operator"),
        event(36, Event.Lane.CIRCUIT, Event.Severity.ERROR, "sim-lab", "sim-lab OPEN"),
        event(20, Event.Lane.CIRCUIT, Event.Severity.WARNING, "sim-lab", "sim-lab HALF-OPEN"),
        event(
            9,
            Event.Lane.HEALTH,
            Event.Severity.WARNING,
            "aws-us-west-2",
            "aws-us-west-2 degraded"));
  }

  private static EventView event(
      int minutesAgo, Event.Lane lane, Event.Severity severity, String subject, String text) {
    return new EventView(
        FakeTracks.AT.minusSeconds(minutesAgo * 60L), lane, severity, subject, text, "");
  }

  private static void press(Scene scene, String id) {
    ((Button) scene.getRoot().lookup(id)).fire();
  }

  private static void type(Scene scene, String id, String text) {
    ((TextField) scene.getRoot().lookup(id)).setText(text);
  }

  private static void toggle(Scene scene, String word) {
    for (Node node : scene.getRoot().lookupAll(".toggle-button")) {
      if (node instanceof ToggleButton button && button.getText().equals(word)) {
        button.fire();
      }
    }
  }
}
