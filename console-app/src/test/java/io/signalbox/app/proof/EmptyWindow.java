package io.signalbox.app.proof;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

/**
 * A window as large as the console's with two colours in it: what Java and JavaFX cost by
 * themselves. It stands until the process is ended.
 */
public final class EmptyWindow {

  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private EmptyWindow() {}

  public static void main(String[] args) {
    Platform.startup(() -> {
      Stage stage = new Stage();
      stage.setScene(
          new Scene(new HBox(filled(Color.DARKBLUE), filled(Color.DARKRED)), WIDTH, HEIGHT));
      stage.show();
    });
  }

  private static Region filled(Color colour) {
    Region region = new Region();
    region.setBackground(
        new Background(new BackgroundFill(colour, CornerRadii.EMPTY, Insets.EMPTY)));
    HBox.setHgrow(region, Priority.ALWAYS);
    return region;
  }
}
