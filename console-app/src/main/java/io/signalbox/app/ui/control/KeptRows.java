package io.signalbox.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Rows below each other whose nodes stay while what they show changes, so that tooltips, focus and
 * the pointer's place live through refreshes. On the screen's thread only.
 *
 * @param <R> a row's controls
 * @param <T> what a row shows
 */
public final class KeptRows<R, T> {

  private final Pane host;
  private final Supplier<R> maker;
  private final Function<R, Node> node;
  private final BiConsumer<R, T> show;
  private final List<R> rows = new ArrayList<>();

  /**
   * @param host has no other children
   * @param show puts an item into a row that may have shown another
   */
  public KeptRows(Pane host, Supplier<R> maker, Function<R, Node> node, BiConsumer<R, T> show) {
    this.host = host;
    this.maker = maker;
    this.node = node;
    this.show = show;
  }

  /** Shows these, in this order; the n-th row shows the n-th item. */
  public void show(List<? extends T> items) {
    while (rows.size() < items.size()) {
      R row = maker.get();
      rows.add(row);
      host.getChildren().add(node.apply(row));
    }
    while (rows.size() > items.size()) {
      rows.removeLast();
      host.getChildren().removeLast();
    }
    for (int i = 0; i < items.size(); i++) {
      show.accept(rows.get(i), items.get(i));
    }
  }
}
