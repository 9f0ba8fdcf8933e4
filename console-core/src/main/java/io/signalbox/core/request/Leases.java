package io.signalbox.core.request;

import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which process, and which thread of it, works on a request: a lease of 10 s in the store, renewed
 * every 3 s while the work goes on. Thread-safe.
 */
final class Leases implements AutoCloseable {

  static final Duration LENGTH = Duration.ofSeconds(10);
  private static final Duration RENEW = Duration.ofSeconds(3);

  private final RequestRepository repository;
  private final String owner;
  private final TimeSource time;
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  // Guarded by this.
  private @Nullable Thread renewer;

  Leases(RequestRepository repository, String owner, TimeSource time) {
    this.repository = repository;
    this.owner = owner;
    this.time = time;
  }

  /** Takes the lease; null while another process, or another thread of this one, has it. */
  @Nullable Held take(String name) {
    if (!held.add(name)) {
      return null;
    }
    boolean taken = false;
    try {
      taken = renew(name);
      if (taken) {
        startRenewing();
        return new Held(name);
      }
      return null;
    } finally {
      if (!taken) {
        held.remove(name);
      }
    }
  }

  /** Renews within the caller's transaction; false when another process has taken it meanwhile. */
  boolean renew(String name) {
    return repository.lease(name, owner, time.now(), LENGTH);
  }

  private synchronized void startRenewing() {
    if (renewer == null) {
      renewer = Thread.ofVirtual().name("request-leases").start(this::renewLoop);
    }
  }

  /**
   * Waits in real time, not in the injected one: a lease protects against other processes, whose
   * clocks run whether this one's stands or not.
   */
  private void renewLoop() {
    try {
      while (true) {
        Thread.sleep(RENEW);
        for (String name : held) {
          renewQuietly(name);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renewQuietly(String name) {
    try {
      renew(name);
    } catch (RuntimeException e) {
      // The next write of the work renews it too, and fails loudly if the store is gone.
    }
  }

  @Override
  public synchronized void close() {
    if (renewer != null) {
      renewer.interrupt();
    }
  }

  /** A lease in hand. */
  final class Held implements AutoCloseable {
    private final String name;

    private Held(String name) {
      this.name = name;
    }

    /** Gives it back; when the store does not take that, it runs out by itself. */
    @Override
    public void close() {
      held.remove(name);
      try {
        repository.releaseLease(name, owner);
      } catch (RuntimeException e) {
        // Runs out within 10 s.
      }
    }
  }
}
