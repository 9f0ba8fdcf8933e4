package io.signalbox.core;

import io.signalbox.core.routing.balancing.MemoryPicks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a window or server does by itself: monitors (one process at a time, by lease), drives open
 * requests, tells the store what it knows, takes over what other processes changed, sends rehearsal
 * traffic (by lease), forgets what is old. Each piece is one loop; all end with {@link #close}.
 */
final class Background implements AutoCloseable {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HALF_SECOND = Duration.ofMillis(500);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Rehearsal reads under way at once; a slow provider must not pile them up. */
  private static final int REHEARSAL_AT_ONCE = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final Parts parts;
  private final Lease monitoring;
  private final Lease rehearsing;
  private final RehearsalTraffic rehearsal;
  private final ExecutorService reads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore underWay = new Semaphore(REHEARSAL_AT_ONCE);
  private final List<Loop> loops = new ArrayList<>();
  private long seenGeneration;
  private boolean rehearsingNow;
  private Instant rehearsalLeaseAsked = Instant.EPOCH;

  Background(Parts parts, RehearsalTraffic rehearsal) {
    this.parts = parts;
    this.rehearsal = rehearsal;
    this.monitoring = new Lease("monitor", parts.owner, parts.store.requests(), parts.time);
    this.rehearsing = new Lease("rehearsal", parts.owner, parts.store.requests(), parts.time);
    this.seenGeneration = parts.store.overrides().generation();
  }

  void start() {
    parts.configuration.watch();
    parts.templates.watch();
    loop("monitor", SECOND, this::monitor);
    loop("requests", SECOND, parts.requests::driveOpen);
    loop("keep", SECOND, this::keep);
    loop("shared", HALF_SECOND, this::takeOver);
    loop("retention", HOUR, this::forgetOld);
    loop("rehearsal", Duration.ofMillis(20), this::rehearse);
  }

  private void loop(String name, Duration pause, Runnable step) {
    loops.add(new Loop(name, pause, parts.time, step));
  }

  void monitor() {
    if (monitoring.held()) {
      parts.health.tick();
    } else {
      parts.health.refresh();
    }
    parts.providers.operatorHolds().expire();
  }

  /** Tells the store what this process measured and saw. */
  void keep() {
    parts.metrics.flush();
    parts.recentEvents.flush();
    if (parts.picks instanceof MemoryPicks memory) {
      memory.flush();
    }
  }

  /** Takes over what other processes changed. */
  void takeOver() {
    parts.providers.operatorHolds().refresh();
    long generation = parts.store.overrides().generation();
    if (generation != seenGeneration) {
      seenGeneration = generation;
      parts.configuration.reload();
      parts.templates.refresh();
    }
  }

  private void forgetOld() {
    parts.metrics.deleteOld();
    parts.health.deleteOld();
    parts.store.deleteExpired();
  }

  /**
   * Sends the next read and waits for its turn; idle while there is no rate or another process
   * sends.
   */
  private void rehearse() {
    double rate = rehearsal.operationsPerSecond();
    if (rate <= 0 || !mayRehearse()) {
      pause(SECOND);
      return;
    }
    if (underWay.tryAcquire()) {
      reads.execute(() -> {
        try {
          rehearsal.send();
        } finally {
          underWay.release();
        }
      });
    }
    pause(Duration.ofNanos((long) (1e9 / rate)).minusMillis(20));
  }

  private boolean mayRehearse() {
    Instant now = parts.time.now();
    if (Duration.between(rehearsalLeaseAsked, now).compareTo(SECOND) >= 0) {
      rehearsalLeaseAsked = now;
      rehearsingNow = rehearsing.held();
    }
    return rehearsingNow;
  }

  private void pause(Duration duration) {
    try {
      parts.time.sleep(duration);
    } catch (InterruptedException e) {
      // The loop looks at it before its own pause.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    loops.forEach(Loop::close);
    // What is under way is cut short, so that nothing touches a file after close.
    reads.shutdownNow();
    try {
      if (!reads.awaitTermination(1, TimeUnit.SECONDS)) {
        LOG.warn("Rehearsal reads did not end within a second");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      monitoring.release();
      rehearsing.release();
    } catch (RuntimeException e) {
      // They run out by themselves.
    }
  }
}
