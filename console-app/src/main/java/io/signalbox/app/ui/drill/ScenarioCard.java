package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.drill.ScenarioView;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** One scenario to choose: its name, its length and what breaks. */
final class ScenarioCard extends VBox {

  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  private boolean selected;

  ScenarioCard(ScenarioView scenario, Runnable choose) {
    super(3);
    Label length = Ui.label(DrillWords.length(scenario.length()), "small", "muted");
    length.setMinWidth(USE_PREF_SIZE);
    Label title = Ui.label(scenario.title(), "semi");
    getChildren()
        .addAll(
            Ui.row(8, title, Ui.spacer(), length),
            Ui.wrapped(scenario.description(), "small", "muted"));
    getStyleClass().add("scenario-card");
    setId("scenario-" + scenario.name());
    setAccessibleRole(AccessibleRole.RADIO_BUTTON);
    setAccessibleText(
        scenario.title()
            + ", "
            + DrillWords.length(scenario.length())
            + " played. "
            + scenario.description());
    setOnMouseClicked(click -> {
      choose.run();
      requestFocus();
    });
  }

  void setSelected(boolean on) {
    selected = on;
    pseudoClassStateChanged(SELECTED, on);
    notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED);
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return attribute == AccessibleAttribute.SELECTED
        ? (Object) selected
        : super.queryAccessibleAttribute(attribute, parameters);
  }
}
