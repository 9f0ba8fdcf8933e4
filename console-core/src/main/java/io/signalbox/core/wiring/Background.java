package io.signalbox.core.wiring;

import io.signalbox.core.alert.delivery.AlertDelivery;
import io.signalbox.core.background.Supervisor;
import io.signalbox.core.error.SignalboxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a window or host does by itself: monitors (one process at a time, by lease), drives open
 * requests, tells the store what it knows, takes over what other processes changed, sends rehearsal
 * traffic (by lease), forgets what is old. Each piece is a step of the supervisor; a step more is
 * one line in the constructor. All end with {@link #close}.
 */
public final class Background implements AutoCloseable {

  /** The lease of whoever checks health, and of all that one process does for all. */
  static final String MONITOR = "monitor";

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HALF_SECOND = Duration.ofMillis(500);

  /** Twice a second with a little to spare, so that a changed file shows within a second. */
  private static final Duration LOOK = Duration.ofMillis(450);

  /** How often to look whether deleting is due. */
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** How long closing waits for what is under way, all of it together. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Rehearsal reads under way at once; a slow provider must not pile them up. */
  private static final int REHEARSAL_AT_ONCE = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final Parts parts;
  private final Duty monitoring;
  private final Duty rehearsing;
  private final RehearsalTraffic rehearsal;
  private final TemplateBell bell;
  private final ExecutorService reads = Executors.newVirtualThreadPerTaskExecutor();
  private final RehearsalPace pace = new RehearsalPace();
  private final Semaphore underWay = new Semaphore(REHEARSAL_AT_ONCE);
  private long seenGeneration;
  private volatile boolean monitorsNow;
  private volatile boolean alone;
  private long refusedGeneration = -1;
  private boolean rehearsingNow;
  private Instant rehearsalLeaseAsked = Instant.EPOCH;

  /**
   * @param watch judges what is open, where this process has that duty
   * @param observes whether to take over only what files say and other processes did: no lease, no
   *     call of a provider, nothing written
   */
  public Background(Parts parts, RehearsalTraffic rehearsal, Runnable watch, boolean observes) {
    this.parts = parts;
    this.rehearsal = rehearsal;
    this.monitoring = new Duty(MONITOR, parts.owner(), parts.store().leases(), parts.time());
    this.rehearsing = new Duty("rehearsal", parts.owner(), parts.store().leases(), parts.time());
    this.bell = new TemplateBell(parts.configuration(), parts.templates());
    this.seenGeneration = parts.firstGeneration();
    Supervisor supervisor = parts.supervisor();
    supervisor.step("reading the configuration's files", LOOK, parts.configuration()::poll);
    supervisor.step("reading template files", LOOK, parts.templates()::poll);
    supervisor.pacedStep("hearing of changed template files", bell::listen);
    supervisor.step("taking over what other processes did", HALF_SECOND, this::takeOver);
    supervisor.step("taking over changed settings", HALF_SECOND, this::takeOverSettings);
    if (observes) {
      supervisor.step("reading what checks found", SECOND, parts.health()::refresh);
      supervisor.step("reading prices", MINUTE, parts.prices()::refresh);
      return;
    }
    supervisor.step("agreeing on who checks health", SECOND, this::agree);
    supervisor.step("checking health", SECOND, this::monitor);
    supervisor.step("watching for alerts", SECOND, watch);
    for (AlertDelivery.Way way : AlertDelivery.Way.values()) {
      supervisor.pacedStep(way.step(), () -> parts.delivery().deliver(way));
    }
    supervisor.step("driving requests", HALF_SECOND, parts.requests()::driveOpen);
    supervisor.step("watching machines", TEN_SECONDS, this::watchMachines);
    supervisor.step("asking for prices", TEN_SECONDS, this::price);
    supervisor.step("storing what was learnt", HALF_SECOND, parts.writeBehind()::write);
    supervisor.step("deleting what is old", MINUTE, this::forgetOld);
    supervisor.step(
        "checking the store", MINUTE, new StoreWatch(parts.store(), parts.time())::look);
    supervisor.pacedStep("sending rehearsal traffic", this::rehearse);
  }

  public void start() {
    parts.supervisor().start();
  }

  /** While the store cannot be asked nobody has the duty, and each process looks for itself. */
  private void agree() {
    try {
      monitorsNow = monitoring.held();
      alone = false;
      parts.alertDuty().tell(monitorsNow, false);
    } catch (SignalboxException e) {
      alone = true;
      parts.alertDuty().tell(false, true);
      throw new SignalboxException(
          e.code(),
          "Each process checks health for itself meanwhile, and tells no other: " + e.getMessage(),
          e);
    }
    parts.providers().operatorHolds().expire();
  }

  private void monitor() {
    if (alone) {
      parts.health().look();
    } else if (monitorsNow) {
      parts.health().tick();
    } else {
      parts.health().refresh();
    }
  }

  /** One process at a time asks; what it was told the others read. */
  private void price() {
    if (monitorsNow) {
      parts.priceQuestions().look();
    } else {
      parts.prices().refresh();
    }
  }

  /** One process at a time: the one that monitors. */
  private void watchMachines() {
    if (monitorsNow) {
      parts.requests().watchMachines();
    }
  }

  /** Takes over what other processes did by hand, and circuits. */
  public void takeOver() {
    parts.providers().refreshCircuits();
    parts.providers().operatorHolds().refresh();
  }

  /**
   * Takes over settings that other processes changed, and asks for it until they are in force.
   * Where the files are refused, that is when whoever reads them has accepted them again.
   */
  public void takeOverSettings() {
    long generation = parts.store().overrides().generation();
    boolean stillRefused =
        generation == refusedGeneration && !parts.configuration().lastRefusal().isEmpty();
    if (generation == seenGeneration || stillRefused) {
      return;
    }
    boolean accepted = parts.configuration().reload().accepted();
    parts.templates().refresh();
    if (accepted) {
      seenGeneration = generation;
    } else {
      refusedGeneration = generation;
    }
  }

  private void forgetOld() {
    parts.store().deleteExpired(parts.configuration().current().retention());
  }

  /**
   * Sends the reads that are due and tells when the next is; idle while there is no rate or another
   * process sends.
   */
  private Duration rehearse() {
    double rate = rehearsal.operationsPerSecond();
    if (rate <= 0 || !mayRehearse()) {
      return SECOND;
    }
    for (int due = pace.due(parts.time().nanos(), rate); due > 0 && underWay.tryAcquire(); due--) {
      reads.execute(() -> {
        try {
          rehearsal.send();
        } finally {
          underWay.release();
        }
      });
    }
    return pace.pause(parts.time().nanos());
  }

  private boolean mayRehearse() {
    Instant now = parts.time().now();
    if (Duration.between(rehearsalLeaseAsked, now).compareTo(SECOND) >= 0) {
      rehearsalLeaseAsked = now;
      rehearsingNow = rehearsing.held();
    }
    return rehearsingNow;
  }

  @Override
  public void close() {
    // What is under way is cut short, so that nothing touches a file after close.
    reads.shutdownNow();
    bell.close();
    List<String> left = parts.supervisor().stop(PATIENCE);
    if (!left.isEmpty()) {
      LOG.warn("Did not end within a second: {}", String.join(", ", left));
    }
    try {
      monitoring.release();
      rehearsing.release();
    } catch (RuntimeException e) {
      // They run out by themselves.
    }
  }
}
