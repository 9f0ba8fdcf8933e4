package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.switching.SwitchItems;
import io.signalbox.app.ui.switching.SwitchRequest;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;

/** What can be thrown at a member of the selected strategy, each through the one form. */
final class SwitchMenu {

  private final MenuButton button = new MenuButton();
  private String member = "";

  /**
   * @param strategy the selected one; empty for policy and criteria
   */
  SwitchMenu(SwitchForm form, Supplier<String> strategy) {
    SwitchItems items =
        new SwitchItems(
            form,
            SwitchAction.AT_SWITCHES,
            action -> SwitchRequest.member(action, strategy.get(), member, "Routing"));
    button.getStyleClass().add("row-menu");
    button.getItems().setAll(items.nodes());
    button.setOnShowing(event -> items.check());
  }

  Node node() {
    return button;
  }

  void show(String name) {
    if (!member.equals(name)) {
      member = name;
      button.setId("switch-" + name);
      button.setAccessibleText("Throw a switch: " + name);
    }
  }
}
