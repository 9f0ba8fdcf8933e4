package io.signalbox.core.request.journal;

import io.signalbox.core.provider.MachineState;

/**
 * What a timeline says of a machine, or of several that have the same to tell.
 *
 * @param ofOne follows its id
 * @param ofMany follows how many they are
 */
record News(String ofOne, String ofMany) {

  static final News LATE = new News("appeared late", "appeared late");
  static final News WAITS = new News("waits for the decision", "wait for the decision");

  static News is(MachineState state) {
    return new News("is " + state.word(), "are " + state.word());
  }
}
