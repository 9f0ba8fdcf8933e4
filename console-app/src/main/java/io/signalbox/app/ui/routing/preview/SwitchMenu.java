package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.SwitchForm;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/** What can be thrown at a member of the selected strategy, each through the one form. */
final class SwitchMenu {

  private final SwitchForm form;
  private final Supplier<String> strategy;
  private final MenuButton button = new MenuButton();
  private final Map<SwitchAction, MenuItem> items = new EnumMap<>(SwitchAction.class);
  private String member = "";

  /**
   * @param strategy the selected one; empty for policy and criteria
   */
  SwitchMenu(SwitchForm form, Supplier<String> strategy) {
    this.form = form;
    this.strategy = strategy;
    button.getStyleClass().add("row-menu");
    for (SwitchAction action : SwitchAction.AT_SWITCHES) {
      MenuItem item = new MenuItem(action.label() + "…");
      item.setId("switch-" + action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> form.open(action, strategy.get(), member, "Routing"));
      items.put(action, item);
      button.getItems().add(item);
    }
    button.setOnShowing(event -> check());
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

  /** A menu has no room for a tooltip, so that why not stands beside what cannot be done. */
  private void check() {
    items.forEach((action, item) -> {
      String refusal = form.refusal(action, strategy.get(), member);
      item.setDisable(!refusal.isEmpty());
      item.setText(action.label() + (refusal.isEmpty() ? "…" : ": " + refusal));
    });
  }
}
