package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.control.Units;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * One row of the table. The row stays the same object for as long as its provider is configured, so
 * that selection, scroll and sort survive every refresh. On the screen's thread only.
 */
final class ProviderRow {

  private final String name;
  private final ReadOnlyObjectWrapper<ProviderView> view;
  private final ReadOnlyStringWrapper checked = new ReadOnlyStringWrapper("");

  ProviderRow(ProviderView view) {
    this.name = view.name();
    this.view = new ReadOnlyObjectWrapper<>(view);
  }

  String name() {
    return name;
  }

  ProviderView view() {
    return view.get();
  }

  ReadOnlyObjectProperty<ProviderView> viewProperty() {
    return view.getReadOnlyProperty();
  }

  void update(ProviderView newest) {
    view.set(newest);
  }

  /** How long ago it was checked: an age goes on though the view stays. */
  ReadOnlyStringProperty checkedProperty() {
    return checked.getReadOnlyProperty();
  }

  void tick(Instant now) {
    checked.set(Units.age(view().health().checkedAt(), now));
  }

  /** What becomes of new work; an ejected one comes back at its time and after good checks. */
  static String work(ProviderView view, Instant now) {
    if (view.active()) {
      return "all traffic";
    }
    if (view.takesWork()) {
      return "takes work";
    }
    if (!view.usable()) {
      return "not usable";
    }
    Instant back = view.health().backAt();
    if (!view.health().ejected() || back == null) {
      return "takes none";
    }
    return back.isAfter(now) ? "ejected until " + Units.minute(back) : "until checks pass";
  }
}
