package io.signalbox.app.ui.tour;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Ui;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The tour on screen: a line that offers it, above the screen in front, and a card with a step over
 * the window's lower right, beside which everything can be used. On the screen's thread only.
 */
public final class TourView {

  private static final double WIDE = 340;
  private static final String BUTTON = "tour-button";

  private final TourViewModel model;
  private final HBox offer;
  private final VBox card;
  private final Label number = Ui.label("", "small", "muted");
  private final Label title = Ui.wrapped("", "semi");
  private final Label text = Ui.wrapped("");
  private final Button back;
  private final Button next;

  public TourView(TourViewModel model) {
    this.model = model;
    back = Ui.button("Back", model::back, BUTTON);
    back.setId("tour-back");
    next = Ui.button("Next", model::next, BUTTON, "primary");
    next.setId("tour-next");
    this.offer = offer();
    this.card = card();
    offer.visibleProperty().bind(model.offeredProperty());
    offer.managedProperty().bind(offer.visibleProperty());
    model.stepProperty().addListener((property, old, step) -> show(step));
    show(null);
  }

  private HBox offer() {
    Button take = Ui.button(Act.TOUR.label(), model::start, "compact", "primary");
    take.setId("tour-start");
    Button decline = Ui.button("No, thanks", model::close, BUTTON, "compact", "ghost");
    decline.setId("tour-decline");
    Label words = Ui.ends("New here? Five steps show what is done where.");
    HBox line = Ui.row(12, words, Ui.spacer(), take, decline);
    line.setId("tour-offer");
    line.getStyleClass().add("tour-offer");
    Ui.announced(words, words.getText());
    return line;
  }

  private VBox card() {
    Button skip = Ui.button("Close", model::close, BUTTON, "ghost", "compact");
    skip.setId("tour-close");
    skip.setAccessibleText("Close the tour");
    VBox made =
        Ui.column(
            8,
            Ui.row(8, Ui.label("Tour", "small", "semi"), number, Ui.spacer(), skip),
            title,
            text,
            Ui.row(8, Ui.spacer(), back, next));
    made.setId("tour");
    made.getStyleClass().addAll("dialog-card", "tour-card");
    made.setMinWidth(WIDE);
    made.setMaxSize(WIDE, Region.USE_PREF_SIZE);
    made.setAccessibleRole(AccessibleRole.DIALOG);
    StackPane.setAlignment(made, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(made, new Insets(0, 24, 24, 0));
    // Before the keys of the window, which leave Enter and Escape to what has the focus.
    made.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    return made;
  }

  private void pressed(KeyEvent key) {
    if (key.getCode() == KeyCode.ESCAPE) {
      key.consume();
      model.close();
    } else if (key.getCode() == KeyCode.ENTER && key.getTarget() instanceof ButtonBase button) {
      key.consume();
      button.fire();
    }
  }

  private void show(@Nullable TourStep step) {
    card.setVisible(step != null);
    card.setManaged(step != null);
    if (step == null) {
      return;
    }
    number.setText(step.number());
    title.setText(step.title());
    text.setText(step.text());
    Ui.enable(back, step.isFirst() ? "This is the first step" : "");
    next.setText(step.isLast() ? "Done" : "Next");
    Ui.announced(card, "Tour, " + step.number() + ": " + step.title() + ". " + step.text());
    next.requestFocus();
  }

  /** The line that offers it; takes no room while it does not. */
  public Node offering() {
    return offer;
  }

  /** The card, for the layer over the window's content. */
  public Node node() {
    return card;
  }
}
