package io.signalbox.app.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Nodes of one kind that are kept and used again: what is not needed is hidden. On the screen's
 * thread only.
 */
final class Shelf<T extends Node> {

  private final Pane owner;
  private final Supplier<T> make;
  private final List<T> nodes = new ArrayList<>();
  private int used;

  Shelf(Pane owner, Supplier<T> make) {
    this.owner = owner;
    this.make = make;
  }

  /** Begins anew. */
  void begin() {
    used = 0;
  }

  T next() {
    if (used == nodes.size()) {
      T made = make.get();
      made.setManaged(false);
      nodes.add(made);
      owner.getChildren().add(made);
    }
    T node = nodes.get(used++);
    node.setVisible(true);
    return node;
  }

  /** Hides what was not used since {@link #begin}. */
  void end() {
    for (int i = used; i < nodes.size(); i++) {
      nodes.get(i).setVisible(false);
    }
  }
}
