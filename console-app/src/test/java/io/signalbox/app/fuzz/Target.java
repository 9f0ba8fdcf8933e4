package io.signalbox.app.fuzz;

import java.io.IOException;

/**
 * Something that reads what others wrote. Whatever it is given it reads or refuses; it never throws
 * anything but an AssertionError, which says what it should not have done.
 */
interface Target {

  /** Names its seeds' folder, and its row of a table. */
  String name();

  /** Of a hundred inputs. */
  int share();

  /** Whether the input was taken; refused otherwise. */
  boolean takes(Input input) throws IOException;
}
