package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.strategies.Strategies;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.snapshot.ProviderView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Members of the selected strategy, as they are and as they would be. On the screen's thread. */
public final class MembersModel {

  private final RoutingEdits edits;
  private final Strategies strategies;
  private final PreviewModel preview;
  private final ReadOnlyObjectWrapper<List<MemberRow>> rows =
      new ReadOnlyObjectWrapper<>(List.of());
  private Map<String, ProviderView> providers = Map.of();
  private List<ProviderView> shown = List.of();

  public MembersModel(RoutingEdits edits, Strategies strategies, PreviewModel preview) {
    this.edits = edits;
    this.strategies = strategies;
    this.preview = preview;
    strategies.nodeProperty().addListener((property, old, next) -> show());
    strategies.treeProperty().addListener((property, old, next) -> show());
    edits.versionProperty().addListener((property, old, next) -> show());
    preview.previewProperty().addListener((property, old, next) -> show());
  }

  /** Takes over the providers as they are, in configured order. */
  public void show(List<ProviderView> newest) {
    if (newest == shown) {
      return;
    }
    shown = newest;
    Map<String, ProviderView> named = new LinkedHashMap<>();
    newest.forEach(each -> named.put(each.name(), each));
    providers = named;
    show();
  }

  private void show() {
    if (strategies.treeProperty().get() == null) {
      return;
    }
    SettingsPreview told = preview.previewProperty().get();
    List<MemberRow> next =
        MemberRows.of(
            strategies.selected(), providers, edits.of(strategies.nodeProperty().get()), told);
    if (!next.equals(rows.get())) {
      rows.set(next);
    }
  }

  /** The place of a provider in the configuration, for its colour; -1 for no provider. */
  public int order(String provider) {
    ProviderView view = providers.get(provider);
    return view == null ? -1 : view.order();
  }

  public ReadOnlyObjectProperty<List<MemberRow>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }
}
