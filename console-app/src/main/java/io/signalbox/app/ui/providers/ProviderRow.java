package io.signalbox.app.ui.providers;

import io.signalbox.core.snapshot.ProviderView;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * One row of the table. The row stays the same object for as long as its provider is configured, so
 * that selection, scroll and sort survive every refresh. On the screen's thread only.
 */
final class ProviderRow {

  private final String name;
  private final ReadOnlyObjectWrapper<ProviderView> view;

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
}
