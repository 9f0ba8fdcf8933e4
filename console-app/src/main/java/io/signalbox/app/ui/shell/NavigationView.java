package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.Ui;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Group;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;

/** The left navigation. */
final class NavigationView extends VBox {

  private final Map<Place, Button> items = new EnumMap<>(Place.class);
  private final Map<Place, Region> marks = new EnumMap<>(Place.class);
  private final Map<Place, Label> counts = new EnumMap<>(Place.class);

  NavigationView(ShellViewModel model, Consumer<Place> go, Runnable keyboardMap) {
    getStyleClass().add("nav");
    VBox list = Ui.column(2);
    Ui.pad(list, 8, 8, 8, 0);
    for (Place place : Place.values()) {
      if (place.isListed()) {
        list.getChildren().add(item(place, go));
      }
    }
    Region rest = Ui.grow(new Region());
    VBox foot = Ui.column(4);
    foot.getStyleClass().add("nav-foot");
    Button keys = Ui.button("Keyboard map", keyboardMap, "ghost", "compact");
    keys.setStyle("-fx-text-fill: -sb-muted; -fx-padding: 0;");
    Label footer = Ui.label("", "small", "muted");
    footer.textProperty().bind(model.footerProperty());
    foot.getChildren()
        .addAll(
            held(model, () -> go.accept(Place.OVERVIEW)),
            Ui.row(6, Ui.label("?", "kbd"), keys),
            Ui.label(model.actor(), "small", "muted"),
            footer);
    getChildren().addAll(brand(), list, rest, foot);
    model.badgesProperty().addListener((property, old, badges) -> show(badges));
  }

  /** What is held, on every screen: a hold that is out of sight is a hold that is forgotten. */
  private static VBox held(ShellViewModel model, Runnable open) {
    Button words = Ui.button("", open, "ghost", "nav-held");
    words.setId("nav-held");
    words.setWrapText(true);
    words.setMinWidth(0);
    words.textProperty().bind(model.heldProperty());
    words
        .accessibleTextProperty()
        .bind(model.heldProperty().map(each -> "Held by operator: " + each));
    VBox box = Ui.column(0, Ui.label("Held by operator", "small", "muted"), words);
    box.visibleProperty().bind(model.heldProperty().isNotEmpty());
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  /** The program's name, at the top of the window. */
  static Label brand() {
    Label brand = Ui.label("Signalbox", "brand");
    brand.setGraphic(mark());
    return brand;
  }

  private static Group mark() {
    SVGPath track = new SVGPath();
    track.setContent("M2 15h18M5 15c5 0 6-9 11-9h4");
    track.getStyleClass().add("brand-mark");
    return new Group(track);
  }

  private HBox item(Place place, Consumer<Place> go) {
    Button button = new Button(place.title());
    button.getStyleClass().add("nav-item");
    button.setId("nav-" + place.title().toLowerCase(Locale.ROOT));
    button.setGraphic(place.icon().node());
    button.setOnAction(event -> go.accept(place));
    button.setAccessibleText(place.title());
    Region mark = new Region();
    mark.getStyleClass().add("nav-mark");
    Label count = Ui.label("", "count");
    count.setVisible(false);
    count.setMouseTransparent(true);
    items.put(place, button);
    marks.put(place, mark);
    counts.put(place, count);
    HBox row = Ui.row(5, mark, Ui.grow(button), count);
    count.setTranslateX(-36);
    HBox.setMargin(count, new javafx.geometry.Insets(0, -28, 0, 0));
    return row;
  }

  void select(Place shown) {
    // What is opened from the first place is a part of it.
    Place selected = shown.isListed() ? shown : Place.OVERVIEW;
    items.forEach((place, button) ->
        Ui.mark(button, List.of("selected"), place == selected ? "selected" : ""));
    marks.forEach(
        (place, mark) -> Ui.mark(mark, List.of("selected"), place == selected ? "selected" : ""));
  }

  private void show(Map<Place, ShellViewModel.Badge> badges) {
    counts.forEach((place, label) -> {
      ShellViewModel.Badge badge = badges.get(place);
      label.setVisible(badge != null);
      if (badge != null) {
        label.setText(String.valueOf(badge.count()));
        Ui.mark(label, List.of("warn", "bad"), badge.tone());
      }
    });
  }
}
