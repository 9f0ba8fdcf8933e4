package io.signalbox.core.testing;

import io.signalbox.core.background.KeptBehind;
import java.util.List;

/** Writes what is kept behind at once, as a round of the background work would. */
public final class Written {

  private Written() {}

  public static void now(List<KeptBehind> kept) {
    kept.forEach(Written::now);
  }

  public static void now(KeptBehind kept) {
    kept.take()
        .ifPresent(batch -> {
          batch.write();
          batch.written();
        });
  }
}
