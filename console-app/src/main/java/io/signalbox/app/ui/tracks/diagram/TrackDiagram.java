package io.signalbox.app.ui.tracks.diagram;

import io.signalbox.app.ui.tracks.layout.TrackPicture;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/**
 * Draws a {@link TrackPicture}. What stays from one picture to the next stays the same node, so
 * that focus, hover and the flow go on. On the screen's thread only.
 */
final class TrackDiagram extends Pane {

  private final Group lines = new Group();
  private final Pane parts = new Pane();
  private final Group over = new Group();
  private final Scale scale = new Scale(1, 1);
  private final Map<String, LineShape> lineOf = new HashMap<>();
  private final Map<String, PlateShape> plateOf = new HashMap<>();
  private final Map<String, PlatformShape> platformOf = new HashMap<>();
  private final Map<String, ChipShape> chipOf = new HashMap<>();
  private final Map<String, NoteShape> noteOf = new HashMap<>();
  private final Map<String, WordsShape> wordsOf = new HashMap<>();
  private final Rectangle requests = new Rectangle();
  private final Consumer<String> openSwitch;
  private final BiConsumer<TrackPicture.Ending, String> openPlatform;
  private final Runnable enter;
  private final FlowClock flow;
  private final Map<Node, Object> drawn = new HashMap<>();
  private String selected = "";

  /** What a node was last shown with. */
  private record Shown(Object part, boolean selected) {}

  TrackDiagram(
      Consumer<String> openSwitch,
      BiConsumer<TrackPicture.Ending, String> openPlatform,
      Runnable enter) {
    this.enter = enter;
    this.openSwitch = openSwitch;
    this.openPlatform = openPlatform;
    this.flow = new FlowClock(this, lineOf.values());
    getStyleClass().add("tracks");
    requests.getStyleClass().add("track-plate");
    requests.setArcWidth(12);
    requests.setArcHeight(12);
    lines.setMouseTransparent(true);
    over.setMouseTransparent(true);
    parts.setPickOnBounds(false);
    parts.getChildren().add(requests);
    // Positions are the picture's: an automatic layout would move them.
    lines.setAutoSizeChildren(false);
    getTransforms().add(scale);
    getChildren().addAll(lines, parts, over);
  }

  void show(TrackPicture picture, String selectedKey, double zoom) {
    selected = selectedKey;
    scale.setX(zoom);
    scale.setY(zoom);
    setMinSize(picture.width(), picture.height());
    setPrefSize(picture.width(), picture.height());
    setMaxSize(picture.width(), picture.height());
    requests.setX(picture.requests().x());
    requests.setY(picture.requests().y());
    requests.setWidth(picture.requests().width());
    requests.setHeight(picture.requests().height());
    sync(lineOf, picture.lines(), TrackPicture.Line::key, each -> new LineShape(), lines);
    List<Node> order = new ArrayList<>();
    for (TrackPicture.Line line : picture.lines()) {
      LineShape shape = lineOf.get(line.key());
      if (shape != null) {
        if (isNew(shape, line, false)) {
          shape.show(line);
        }
        order.add(shape);
      }
    }
    if (!lines.getChildren().equals(order)) {
      lines.getChildren().setAll(order);
    }
    sync(
        plateOf,
        picture.plates(),
        TrackPicture.Plate::key,
        plate -> new PlateShape(() -> openSwitch.accept(plate.name()), enter),
        null);
    sync(
        platformOf,
        picture.platforms(),
        TrackPicture.Platform::key,
        each ->
            new PlatformShape(
                () -> openPlatform.accept(each.ending(), each.subject()),
                each.ending() == TrackPicture.Ending.PROVIDER ? enter : () -> {}),
        null);
    sync(chipOf, picture.chips(), TrackPicture.Chip::key, each -> new ChipShape(), over);
    sync(noteOf, picture.notes(), TrackPicture.Note::key, each -> new NoteShape(), over);
    sync(wordsOf, picture.words(), Words::key, each -> new WordsShape(), over);
    arrange(picture);
    picture.plates().forEach(each -> show(plateOf.get(each.key()), each));
    picture.platforms().forEach(each -> show(platformOf.get(each.key()), each));
    picture.chips().forEach(each -> touch(chipOf.get(each.key()), each, shape -> shape.show(each)));
    picture.notes().forEach(each -> touch(noteOf.get(each.key()), each, shape -> shape.show(each)));
    picture
        .words()
        .forEach(each -> touch(wordsOf.get(each.key()), each, shape -> shape.show(each)));
  }

  private <N extends Node> void touch(@Nullable N shape, Object part, Consumer<N> show) {
    if (shape != null && isNew(shape, part, false)) {
      show.accept(shape);
    }
  }

  /** Whether the node shows something else, so that a refresh costs what changed. */
  private boolean isNew(Node shape, Object part, boolean chosen) {
    Shown next = new Shown(part, chosen);
    return !next.equals(drawn.put(shape, next));
  }

  private void show(@Nullable PlateShape shape, TrackPicture.Plate plate) {
    boolean chosen = plate.key().equals(selected);
    if (shape != null && isNew(shape, plate, chosen)) {
      shape.show(plate, chosen);
    }
  }

  private void show(@Nullable PlatformShape shape, TrackPicture.Platform platform) {
    boolean chosen = platform.key().equals(selected);
    if (shape != null && isNew(shape, platform, chosen)) {
      shape.show(platform, chosen);
    }
  }

  /** Tab goes from switch to switch, then from provider to provider. */
  private void arrange(TrackPicture picture) {
    List<Node> wanted = new ArrayList<>();
    wanted.add(requests);
    picture.plates().forEach(each -> wanted.add(plateOf.get(each.key())));
    picture.platforms().forEach(each -> wanted.add(platformOf.get(each.key())));
    if (!parts.getChildren().equals(wanted)) {
      parts.getChildren().retainAll(wanted);
      for (int i = 0; i < wanted.size(); i++) {
        Node node = wanted.get(i);
        if (i >= parts.getChildren().size() || parts.getChildren().get(i) != node) {
          parts.getChildren().remove(node);
          parts.getChildren().add(i, node);
        }
      }
    }
  }

  private <T, N extends Node> void sync(
      Map<String, N> known,
      List<T> wanted,
      Function<T, String> key,
      Function<T, N> make,
      @Nullable Group parent) {
    Set<String> keys = new HashSet<>();
    for (T each : wanted) {
      String name = key.apply(each);
      keys.add(name);
      if (!known.containsKey(name)) {
        N node = make.apply(each);
        known.put(name, node);
        if (parent != null) {
          parent.getChildren().add(node);
        }
      }
    }
    known
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !keys.contains(entry.getKey());
          if (gone) {
            drawn.remove(entry.getValue());
          }
          if (gone && parent != null) {
            parent.getChildren().remove(entry.getValue());
          }
          return gone;
        });
  }

  FlowClock flow() {
    return flow;
  }

  /** The height a switch stands at; NaN if it is not drawn. */
  double middleOf(String key) {
    PlateShape plate = plateOf.get(key);
    return plate == null ? Double.NaN : plate.getLayoutY() + plate.getHeight() / 2;
  }

  double zoom() {
    return scale.getX();
  }

  /** A text at its place; a preview in its box. */
  private static final class WordsShape extends StackPane {
    private final Text text = new Text();

    WordsShape() {
      getChildren().add(text);
      setManaged(false);
    }

    void show(Words words) {
      if (!text.getText().equals(words.text())) {
        text.setText(words.text());
      }
      String look = "look-" + words.look().name().toLowerCase(Locale.ROOT);
      if (!text.getStyleClass().contains(look)) {
        text.getStyleClass().setAll("track-text", look);
      }
      boolean boxed = words.look() == TrackPicture.Look.PREVIEW;
      if (boxed != getStyleClass().contains("track-preview")) {
        getStyleClass().setAll(boxed ? List.of("track-preview") : List.of());
      }
      TrackPicture.Box box = words.box();
      resizeRelocate(box.x(), box.y(), box.width(), box.height());
    }
  }
}
