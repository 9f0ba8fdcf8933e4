package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.snapshot.ProviderView;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** A provider's name, whose ends tell it from others where it is cut, in its colour. */
final class NameCell extends HBox {

  private static final List<String> COLOURS = List.of("s1", "s2", "s3", "s4", "s5");

  private final Region key = Series.key(0);
  private final Label name = Ui.ends("");

  NameCell() {
    super(6);
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(key, name);
  }

  void show(ProviderView view) {
    Ui.mark(key, COLOURS, Series.styleClass(view.order()));
    name.setText(view.name());
  }
}
