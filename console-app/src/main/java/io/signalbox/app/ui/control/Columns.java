package io.signalbox.app.ui.control;

import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** Columns of tables whose rows stay the same objects while their values change. Stateless. */
public final class Columns {

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
}
