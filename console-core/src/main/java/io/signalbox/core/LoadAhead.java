package io.signalbox.core;

import io.signalbox.core.background.Threads;
import io.signalbox.core.json.Json;
import io.signalbox.core.store.Store;
import java.math.BigDecimal;

/** For a process that opens a folder at once and is to answer soon. */
public final class LoadAhead {

  private LoadAhead() {}

  /**
   * Begins to load what an opening will need, on a thread of its own, and returns at once: what
   * takes long to load and depends on nothing that is read or opened before.
   *
   * @param templates whether template files will be read
   */
  public static void begin(boolean templates) {
    Threads.PLATFORM
        .builder()
        .name("signalbox: loading")
        .start(() -> {
          Store.load();
          // What answers are written with.
          Json.write(0.5);
          if (templates) {
            // Their parser has it, and it makes powers of five of up to 4,700 words first.
            BigDecimal.ONE.signum();
          }
        });
  }
}
