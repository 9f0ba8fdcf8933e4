package io.signalbox.app.ui.tracks;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.switching.Shares;
import io.signalbox.app.ui.tracks.model.TrackWords;
import io.signalbox.app.ui.tracks.model.TracksViewModel;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** In px: of names, with what is left of those that stand deeper in the tree. */
  private static final double NAME = 240;

  private static final double LEAST = 124;

  private final TracksViewModel model;
  private final TreeTableView<Entry> table = new TreeTableView<>();
  private boolean showing;

  /**
   * A row.
   *
   * @param member null for the root
   */
  private record Entry(
      String path,
      TrackNode node,
      @Nullable TrackMember member,
      @Nullable ProviderView provider,
      String held) {

    /** Whether a row shows the same: the figures of what is below it are not its own. */
    boolean looksLike(Entry other) {
      return node.name().equals(other.node.name())
          && node.kind() == other.node.kind()
          && node.active().equals(other.node.active())
          && node.serves() == other.node.serves()
          && held.equals(other.held)
          && Objects.equals(provider, other.provider)
          && isSameLine(other.member);
    }

    private boolean isSameLine(@Nullable TrackMember other) {
      TrackMember own = member;
      return own == null || other == null
          ? own == other
          : own.role().equals(other.role())
              && own.share() == other.share()
              && own.operationsPerSecond() == other.operationsPerSecond()
              && own.open() == other.open()
              && own.closedReason().equals(other.closedReason())
              && Objects.equals(own.circuit(), other.circuit());
    }
  }

  TrackList(TracksViewModel model) {
    this.model = model;
    table.setId("track-list");
    table.setShowRoot(true);
    table.setFixedCellSize(36);
    table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    table.setAccessibleText("The routing tree");
    add("Switch or provider", NAME, each -> each.node().name(), null);
    add(
        "State",
        124,
        TrackList::word,
        each -> new Glyph(status(each).shape(), status(each).tone()));
    add("Role", 84, TrackList::role, null);
    add("Circuit or setting", 200, this::circuit, null);
    add(
        "Share",
        56,
        each -> each.member() == null ? "" : Shares.share(each.member().share()),
        null);
    add("ops/s", 64, this::rate, null);
    add("Held by operator", 206, Entry::held, null);
    model.snapshotProperty().addListener((property, old, view) -> show(view));
    table
        .sceneProperty()
        .addListener((property, old, scene) -> show(model.snapshotProperty().get()));
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

  TreeTableView<?> table() {
    return table;
  }

  private void add(
      String name,
      double width,
      Function<Entry, String> text,
      @Nullable Function<Entry, Node> graphic) {
    TreeTableColumn<Entry, Entry> column = new TreeTableColumn<>(name);
    column.setPrefWidth(width);
    // What an operator holds gives way: the panel tells it too. In sum less than there ever is.
    column.setMinWidth(Math.min(width, NAME == width ? NAME : LEAST));
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().getValue()));
    column.setCellFactory(owner ->
        new TreeTableCell<>() {
          {
            setWrapText(true);
          }

          @Override
          protected void updateItem(Entry item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : text.apply(item));
            setGraphic(empty || item == null || graphic == null ? null : graphic.apply(item));
          }
        });
    table.getColumns().add(column);
  }

  /** While the rows are not on the screen nothing is done for them. */
  private void show(@Nullable ConsoleSnapshot view) {
    if (view == null || table.getScene() == null) {
      return;
    }
    Map<String, ProviderView> providers = new HashMap<>();
    view.providers().forEach(each -> providers.put(each.name(), each));
    Map<String, List<Held>> held = new HashMap<>();
    view.held()
        .forEach(each -> held.computeIfAbsent(each.subject(), name -> new ArrayList<>()).add(each));
    showing = true;
    try {
      Entry root = entry(view.tracks().name(), view.tracks(), null, providers, held);
      TreeItem<Entry> item = table.getRoot();
      if (item == null || !item.getValue().path().equals(root.path())) {
        item = new TreeItem<>(root);
        item.setExpanded(true);
        table.setRoot(item);
      }
      update(item, root, providers, held);
    } finally {
      showing = false;
    }
    select();
  }

  private static Entry entry(
      String path,
      TrackNode node,
      @Nullable TrackMember member,
      Map<String, ProviderView> providers,
      Map<String, List<Held>> held) {
    return new Entry(
        path,
        node,
        member,
        providers.get(node.name()),
        TrackWords.held(held.getOrDefault(node.name(), List.of())));
  }

  /** Rows stay the same objects, so what is open and selected stays so. */
  private static void update(
      TreeItem<Entry> item,
      Entry entry,
      Map<String, ProviderView> providers,
      Map<String, List<Held>> held) {
    if (!entry.looksLike(item.getValue())) {
      item.setValue(entry);
    }
    Map<String, TreeItem<Entry>> known = new HashMap<>();
    item.getChildren().forEach(each -> known.put(each.getValue().path(), each));
    List<TreeItem<Entry>> wanted = new ArrayList<>();
    for (TrackMember member : entry.node().members()) {
      String path = entry.path() + "/" + member.to().name();
      Entry child = entry(path, member.to(), member, providers, held);
      TreeItem<Entry> row = known.get(path);
      if (row == null) {
        row = new TreeItem<>(child);
        row.setExpanded(true);
      }
      update(row, child, providers, held);
      wanted.add(row);
    }
    if (!item.getChildren().equals(wanted)) {
      item.getChildren().setAll(wanted);
    }
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
    TrackMember member = each.member();
    return member == null
        ? ""
        : member.role().isEmpty() && !Double.isNaN(member.effectiveWeight())
            ? "weight " + Units.number(member.effectiveWeight())
            : member.role();
  }

  private String circuit(Entry each) {
    TrackMember member = each.member();
    if (member == null) {
      return TrackWords.kind(each.node());
    }
    if (member.circuit() == null) {
      return each.node().kind() == TrackNode.Kind.PROVIDER
          ? member.closedReason()
          : TrackWords.kind(each.node());
    }
    return TrackWords.state(member.circuit().state())
        + ", "
        + TrackWords.detail(member.circuit(), model.now());
  }

  private String rate(Entry each) {
    TrackMember member = each.member();
    ConsoleSnapshot view = model.snapshotProperty().get();
    double rate =
        member != null
            ? member.operationsPerSecond()
            : view == null ? 0 : view.operationsPerSecond();
    return Units.number(rate);
  }
}
