package io.signalbox.core.provider.aws.client;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What few need: it is made when it is first asked for. Thread-safe. */
final class Once<C> {

  private final Supplier<C> making;
  // Guarded by this; making makes no call.
  private @Nullable C made;

  Once(Supplier<C> making) {
    this.making = making;
  }

  synchronized C get() {
    C known = made;
    if (known == null) {
      known = making.get();
      made = known;
    }
    return known;
  }
}
