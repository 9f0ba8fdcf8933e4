package io.signalbox.core.routing.engine;

import io.signalbox.core.background.Together;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.candidate.ProviderHandle;
import io.signalbox.core.routing.candidate.RoutingRuntime;
import io.signalbox.core.routing.choosing.RoutingState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The state that counts, and every edit of it: providers that come, change and go, other settings,
 * what an operator did. Thread-safe.
 */
final class ProviderRegistry {

  private final RoutingRuntime runtime;
  private final AtomicReference<RoutingState> state;
  private final Object inForce = new Object();
  private final ReentrantLock beginning = new ReentrantLock();
  // What brings the providers in at the first look at them; null once it has, or is about to.
  private volatile @Nullable Runnable begin;

  ProviderRegistry(RoutingRuntime runtime) {
    this.runtime = runtime;
    this.state = new AtomicReference<>(RoutingState.empty(runtime));
  }

  /** Has the providers brought in by whoever looks at them first, or edits what is held of them. */
  void beginWith(Runnable install) {
    begin = install;
  }

  private void begun() {
    if (begin == null && !beginning.isLocked()) {
      return;
    }
    // Held while it runs: nobody else sees half of the providers; it comes here itself.
    beginning.lock();
    try {
      Runnable install = begin;
      begin = null;
      if (install != null) {
        install.run();
      }
    } catch (RuntimeException e) {
      // Half of the providers must not pass for all of them.
      begin =
          () -> {
            throw e;
          };
      throw e;
    } finally {
      beginning.unlock();
    }
  }

  RoutingState state() {
    begun();
    return state.get();
  }

  RoutingSnapshot snapshot() {
    return state().snapshot();
  }

  void register(ProviderRegistration registration) {
    swap(now -> {
      if (now.table().position(registration.name()) >= 0) {
        throw new SignalboxException(
            ErrorCode.INVALID_STATE,
            "Provider instance '" + registration.name() + "' is registered already");
      }
      List<ProviderRegistration> providers = new ArrayList<>(now.snapshot().providers());
      List<ProviderHandle> handles = new ArrayList<>(now.table().handles());
      providers.add(registration);
      handles.add(ProviderHandle.of(registration, runtime));
      return now.with(providers, handles);
    });
  }

  void replace(ProviderRegistration registration) {
    RoutingState before =
        swap(now -> {
          int position = now.table().require(registration.name());
          List<ProviderRegistration> providers = new ArrayList<>(now.snapshot().providers());
          List<ProviderHandle> handles = new ArrayList<>(now.table().handles());
          providers.set(position, registration);
          ProviderHandle old = handles.get(position);
          if (old.strategy() != registration.strategy()) {
            handles.set(position, old.with(registration.strategy()));
          }
          return now.with(providers, handles);
        });
    ProviderHandle old = handle(before, registration.name());
    if (old.strategy() != registration.strategy()) {
      old.retire();
    }
  }

  void unregister(String name) {
    RoutingState before =
        swap(now -> {
          int position = now.table().require(name);
          List<ProviderRegistration> providers = new ArrayList<>(now.snapshot().providers());
          List<ProviderHandle> handles = new ArrayList<>(now.table().handles());
          providers.remove(position);
          handles.remove(position);
          return now.with(providers, handles);
        });
    handle(before, name).retire();
  }

  private static ProviderHandle handle(RoutingState state, String name) {
    return state.table().handle(state.table().position(name));
  }

  void setSettings(RoutingSettings settings) {
    swap(now -> now.with(settings));
  }

  /** Puts another snapshot of the same providers in force; the same one changes nothing. */
  void edit(UnaryOperator<RoutingSnapshot> edit) {
    begun();
    swap(now -> {
      RoutingSnapshot other = edit.apply(now.snapshot());
      // Numbers first: what compares all of it is linked when it is first used.
      boolean same =
          other.heldVersion() == now.snapshot().heldVersion() && other.equals(now.snapshot());
      return same ? now : now.with(other);
    });
  }

  private RoutingState swap(UnaryOperator<RoutingState> edit) {
    while (true) {
      RoutingState before = state.get();
      RoutingState after = edit.apply(before);
      if (state.compareAndSet(before, after)) {
        synchronized (inForce) {
          // Whichever edit comes here last reads the state that counts.
          state.get().putInForce();
        }
        return before;
      }
    }
  }

  /** Retires every provider, all at the same time; calls in flight finish. */
  void close() {
    List<ProviderHandle> handles = state.getAndSet(RoutingState.empty(runtime)).table().handles();
    Together.run(handles.stream().<Runnable>map(handle -> handle::retire).toList());
  }
}
