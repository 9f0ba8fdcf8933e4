package io.signalbox.app.ui.tracks;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.switching.Shares;
import io.signalbox.app.ui.switching.Trees;
import io.signalbox.app.ui.tracks.model.TrackWords;
import io.signalbox.app.ui.tracks.model.TracksViewModel;
import io.signalbox.core.query.TracksView;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import org.jspecify.annotations.Nullable;

/** The same tree as rows of words, for the keyboard and for screen readers. */
final class TrackList {

  private final TracksViewModel model;
  private final TreeTableView<Entry> table = new TreeTableView<>();
  private boolean showing;

  /**
   * A row.
   *
   * @param leg null for the root
   */
  private record Entry(
      String path, TrackNode node, @Nullable TrackMember leg, @Nullable ProviderView provider) {}

  TrackList(TracksViewModel model) {
    this.model = model;
    table.setId("track-list");
    table.setShowRoot(true);
    table.setFixedCellSize(32);
    table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    table.setAccessibleText("The routing tree");
    add("Switch or provider", 180, each -> each.node().name(), null);
    add(
        "State",
        124,
        TrackList::word,
        each -> new Glyph(status(each).shape(), status(each).tone()));
    add("Role", 84, TrackList::role, null);
    add("Circuit or setting", 200, this::circuit, null);
    add("Share", 56, each -> each.leg() == null ? "" : Shares.share(each.leg().share()), null);
    add("ops/s", 64, this::rate, null);
    add("By hand", 206, TrackList::hand, null);
    model.tracksProperty().addListener((property, old, view) -> show(view));
    model.selectionProperty().addListener((property, old, now) -> select());
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, old, item) -> {
          if (item != null && !showing) {
            model.select(item.getValue().node().name());
          }
        });
  }

  Node node() {
    return table;
  }

  private void add(
      String name,
      double width,
      Function<Entry, String> text,
      @Nullable Function<Entry, Node> graphic) {
    TreeTableColumn<Entry, Entry> column = new TreeTableColumn<>(name);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().getValue()));
    column.setCellFactory(owner ->
        new TreeTableCell<>() {
          @Override
          protected void updateItem(Entry item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : text.apply(item));
            setGraphic(empty || item == null || graphic == null ? null : graphic.apply(item));
          }
        });
    table.getColumns().add(column);
  }

  private void show(TracksView view) {
    showing = true;
    try {
      Entry root = new Entry(view.root().name(), view.root(), null, null);
      TreeItem<Entry> item = table.getRoot();
      if (item == null || !item.getValue().path().equals(root.path())) {
        item = new TreeItem<>(root);
        item.setExpanded(true);
        table.setRoot(item);
      }
      update(item, root, view);
    } finally {
      showing = false;
    }
    select();
  }

  /** Rows stay the same objects, so what is open and selected stays so. */
  private static void update(TreeItem<Entry> item, Entry entry, TracksView view) {
    if (!entry.equals(item.getValue())) {
      item.setValue(entry);
    }
    int at = 0;
    for (TrackMember leg : entry.node().members()) {
      Entry child =
          new Entry(
              entry.path() + "/" + leg.to().name(),
              leg.to(),
              leg,
              Trees.provider(view, leg.to().name()));
      TreeItem<Entry> known = null;
      for (TreeItem<Entry> each : item.getChildren()) {
        if (each.getValue().path().equals(child.path())) {
          known = each;
        }
      }
      if (known == null) {
        known = new TreeItem<>(child);
        known.setExpanded(true);
        item.getChildren().add(Math.min(at, item.getChildren().size()), known);
      }
      update(known, child, view);
      at++;
    }
    item.getChildren()
        .removeIf(each ->
            entry.node().members().stream()
                .noneMatch(
                    leg -> each.getValue().path().equals(entry.path() + "/" + leg.to().name())));
  }

  private void select() {
    TracksViewModel.Selection selected = model.selectionProperty().get();
    TreeItem<Entry> now = table.getSelectionModel().getSelectedItem();
    if (selected == null
        || table.getRoot() == null
        || now != null && now.getValue().node().name().equals(selected.name())) {
      return;
    }
    TreeItem<Entry> found = find(table.getRoot(), selected.name());
    showing = true;
    if (found == null) {
      table.getSelectionModel().clearSelection();
    } else {
      table.getSelectionModel().select(found);
    }
    showing = false;
  }

  private static @Nullable TreeItem<Entry> find(TreeItem<Entry> item, String name) {
    if (item.getValue().node().name().equals(name)) {
      return item;
    }
    for (TreeItem<Entry> each : item.getChildren()) {
      TreeItem<Entry> found = find(each, name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Status status(Entry each) {
    ProviderView provider = each.provider();
    return provider != null
        ? Status.of(provider)
        : each.node().serves()
            ? new Status(Glyph.Shape.CHECK, "Can serve", "ok")
            : new Status(Glyph.Shape.CROSS, "Cannot serve", "bad");
  }

  private static String word(Entry each) {
    return status(each).word();
  }

  private static String role(Entry each) {
    TrackMember leg = each.leg();
    return leg == null
        ? ""
        : leg.role().isEmpty() && !Double.isNaN(leg.effectiveWeight())
            ? "weight " + Units.number(leg.effectiveWeight())
            : leg.role();
  }

  private String circuit(Entry each) {
    TrackMember leg = each.leg();
    if (leg == null) {
      return TrackWords.kind(each.node());
    }
    if (leg.circuit() == null) {
      return each.node().kind() == TrackNode.Kind.PROVIDER
          ? leg.closedReason()
          : TrackWords.kind(each.node());
    }
    return TrackWords.state(leg.circuit().state())
        + ", "
        + TrackWords.detail(leg.circuit(), model.now());
  }

  private String rate(Entry each) {
    TrackMember leg = each.leg();
    TracksView view = model.tracksProperty().get();
    double rate =
        leg != null ? leg.operationsPerSecond() : view == null ? 0 : view.operationsPerSecond();
    return Units.number(rate);
  }

  private static String hand(Entry each) {
    if (each.node().hold() != null) {
      return each.node().hold().member() + ", " + TrackWords.held(each.node().hold());
    }
    TrackMember leg = each.leg();
    if (leg != null) {
      String by = TrackWords.operatorHold(leg, each.provider());
      if (by != null) {
        return by;
      }
      if (leg.circuit() != null && leg.circuit().forced() != null) {
        return TrackWords.detail(leg.circuit(), leg.circuit().since());
      }
    }
    return "";
  }
}
