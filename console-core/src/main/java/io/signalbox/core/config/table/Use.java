package io.signalbox.core.config.table;

import java.util.List;

/**
 * What a setting is for.
 *
 * @param readBy whoever acts by it, as the guide calls it
 * @param idle when it acts on nothing, in the order they are told
 */
public record Use(String readBy, List<Idle> idle) {

  public Use {
    idle = List.copyOf(idle);
  }

  static Use by(String reader, Idle... idle) {
    return new Use(reader, List.of(idle));
  }
}
