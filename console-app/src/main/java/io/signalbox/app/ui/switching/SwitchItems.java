package io.signalbox.app.ui.switching;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.control.MenuItem;

/**
 * What can be thrown, as the items of a menu, each of which opens the one form. On the screen's
 * thread only.
 */
public final class SwitchItems {

  private final SwitchForm form;
  private final Function<SwitchAction, SwitchRequest> request;
  private final Map<SwitchAction, MenuItem> items = new EnumMap<>(SwitchAction.class);

  /**
   * @param actions what is offered, in this order of the enumeration
   * @param request what an action is done to just now
   */
  public SwitchItems(
      SwitchForm form, List<SwitchAction> actions, Function<SwitchAction, SwitchRequest> request) {
    this.form = form;
    this.request = request;
    for (SwitchAction action : actions) {
      MenuItem item = new MenuItem(action.act().label());
      item.setId("switch-" + action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> form.open(request.apply(action)));
      items.put(action, item);
    }
  }

  public List<MenuItem> nodes() {
    return List.copyOf(items.values());
  }

  /** A menu has no room for a tooltip, so that why not stands beside what cannot be done. */
  public void check() {
    items.forEach((action, item) -> {
      String refusal = form.refusal(request.apply(action));
      item.setDisable(!refusal.isEmpty());
      item.setText(refusal.isEmpty() ? action.act().label() : action.label() + ": " + refusal);
    });
  }
}
