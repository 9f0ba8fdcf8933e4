package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.error.Counted;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the window shows around its screens. On the screen's thread only. */
public final class ShellViewModel {

  private final UiServices services;
  private final ReadOnlyStringWrapper environment = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper footer = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper held = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper firing = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper readOnly = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Map<Place, Badge>> badges =
      new ReadOnlyObjectWrapper<>(Map.of());

  /** A number beside a place. {@code tone}: bad, warn or empty. */
  public record Badge(int count, String tone) {}

  public ShellViewModel(UiServices services) {
    this.services = services;
    readOnly.set(services.commands().readOnly());
  }

  /** Shows what all screens share. */
  public void show(ConsoleSnapshot view) {
    environment.set(view.environment().toUpperCase(Locale.ROOT));
    footer.set(view.overrides() == 0 ? "No overrides" : Counted.of(view.overrides(), "override"));
    held.set(held(view.held()));
    firing.set((int) view.alerts().stream().filter(each -> fires(each, view)).count());
    Map<Place, Badge> counted = new EnumMap<>(Place.class);
    count(counted, Place.PROVIDERS, view, "provider");
    count(counted, Place.TEMPLATES, view, "template");
    if (view.requestsOpen() > 0) {
      counted.put(Place.REQUESTS, new Badge(view.requestsOpen(), ""));
    }
    if (!counted.equals(badges.get())) {
      badges.set(Map.copyOf(counted));
    }
    tick();
  }

  /** A second has passed: another window may have locked or unlocked, also while this is paused. */
  void tick() {
    readOnly.set(services.commands().readOnly());
  }

  /** What is held counted by its words, as every screen and command has them. */
  private static String held(List<Held> all) {
    Map<String, Integer> counted = new LinkedHashMap<>();
    for (Held each : all) {
      counted.merge(
          each.kind() == Held.Kind.SWITCH ? "on one member" : each.words(), 1, Integer::sum);
    }
    return counted.entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  /** What was acknowledged or muted asks nobody to come. */
  private static boolean fires(Alert alert, ConsoleSnapshot view) {
    return alert.state(view.at()) == Alert.State.FIRING;
  }

  private static void count(
      Map<Place, Badge> counted, Place place, ConsoleSnapshot view, String kind) {
    int alerts = 0;
    boolean bad = false;
    for (Alert alert : view.alerts()) {
      if (alert.kind().equals(kind)
          && alert.severity() != AlertSeverity.INFORMATION
          && fires(alert, view)) {
        alerts++;
        bad |= alert.severity() == AlertSeverity.CRITICAL;
      }
    }
    if (alerts > 0) {
      counted.put(place, new Badge(alerts, bad ? "bad" : "warn"));
    }
  }

  /** Locks or unlocks what changes anything, in this window and the others of the program. */
  public void toggleReadOnly() {
    services.commands().setReadOnly(!services.commands().readOnly());
    readOnly.set(services.commands().readOnly());
  }

  public String actor() {
    return services.actor();
  }

  /** Upper case; {@code PRODUCTION} and {@code STAGING} have colours of their own. */
  public ReadOnlyStringProperty environmentProperty() {
    return environment.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty footerProperty() {
    return footer.getReadOnlyProperty();
  }

  /** {@code 1 forced open, 2 drained}; empty where an operator holds nothing. */
  public ReadOnlyStringProperty heldProperty() {
    return held.getReadOnlyProperty();
  }

  /** How many alerts fire, for the bell. */
  public ReadOnlyIntegerProperty firingProperty() {
    return firing.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty readOnlyProperty() {
    return readOnly.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Map<Place, Badge>> badgesProperty() {
    return badges.getReadOnlyProperty();
  }
}
