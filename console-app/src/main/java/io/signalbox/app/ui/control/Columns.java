package io.signalbox.app.ui.control;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** Columns of tables whose rows stay the same objects while their values change. Stateless. */
public final class Columns {

  /** What borders and the scroll bar of many rows take. */
  private static final double AROUND = 14;

  private Columns() {}

  /** A column of texts, sorted by {@code order}. */
  public static <R, V> TableColumn<R, V> text(
      String name,
      double width,
      boolean right,
      Function<R, ObservableValue<V>> value,
      Function<V, String> text,
      @Nullable Comparator<V> order) {
    return node(name, width, right, value, text, order, each -> null);
  }

  /** A column whose cells may have a node before their text; null for none. */
  public static <R, V> TableColumn<R, V> node(
      String name,
      double width,
      boolean right,
      Function<R, ObservableValue<V>> value,
      Function<V, String> text,
      @Nullable Comparator<V> order,
      Function<V, @Nullable Node> graphic) {
    TableColumn<R, V> column = new TableColumn<>(name);
    column.setPrefWidth(width);
    column.setReorderable(false);
    if (right) {
      column.getStyleClass().add("right");
    }
    column.setSortable(order != null);
    if (order != null) {
      column.setComparator(order);
    }
    column.setCellValueFactory(row -> value.apply(row.getValue()));
    column.setCellFactory(owner ->
        new TableCell<>() {
          {
            if (right) {
              getStyleClass().add("right");
            }
          }

          @Override
          protected void updateItem(V item, boolean empty) {
            super.updateItem(item, empty);
            boolean blank = empty || item == null;
            setText(blank ? null : text.apply(item));
            setGraphic(blank ? null : graphic.apply(item));
          }
        });
    return column;
  }

  /**
   * A column whose cells keep their node. It gives way to others last.
   *
   * @param make a cell's node
   * @param show writes a value into it
   */
  public static <R, V, N extends Node> TableColumn<R, V> kept(
      String name,
      double width,
      Function<R, ObservableValue<V>> value,
      Comparator<V> order,
      Supplier<N> make,
      BiConsumer<N, V> show) {
    TableColumn<R, V> column = new TableColumn<>(name);
    column.setPrefWidth(width);
    column.setMinWidth(width);
    column.setReorderable(false);
    column.setComparator(order);
    column.setCellValueFactory(row -> value.apply(row.getValue()));
    column.setCellFactory(owner ->
        new TableCell<>() {
          private final N node = make.get();

          @Override
          protected void updateItem(V item, boolean empty) {
            super.updateItem(item, empty);
            boolean blank = empty || item == null;
            if (!blank) {
              show.accept(node, item);
            }
            setGraphic(blank ? null : node);
          }
        });
    return column;
  }

  /**
   * Shows as many columns as the table has room for, each at least as wide as its minimum: those
   * that are in none of the groups always, then one group after the other.
   */
  public static <R> void fit(TableView<R> table, List<List<TableColumn<R, ?>>> groups) {
    double left = table.getWidth() - AROUND;
    for (TableColumn<R, ?> column : table.getColumns()) {
      if (groups.stream().noneMatch(group -> group.contains(column))) {
        left -= column.getMinWidth();
      }
    }
    for (List<TableColumn<R, ?>> group : groups) {
      left -= group.stream().mapToDouble(TableColumn::getMinWidth).sum();
      boolean fits = left >= 0;
      group.forEach(column -> column.setVisible(fits));
    }
  }
}
