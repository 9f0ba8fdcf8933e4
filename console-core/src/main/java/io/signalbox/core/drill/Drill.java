package io.signalbox.core.drill;

import io.signalbox.core.event.Event;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.routing.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One scenario played on stand-ins, on a clock of its own: the same plan and seed play the same.
 * One thread plays and closes it; views may be taken between plays by any.
 */
final class Drill implements AutoCloseable {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration RECENT = Duration.ofSeconds(10);
  private static final int HAPPENINGS = 500;

  private final String id;
  private final Scenario scenario;
  private final double speed;
  private final VirtualClock clock = new VirtualClock(START);
  private final DrillJournal journal;
  private final DrillWorld world;
  private final Deque<DrillView.Happening> happenings = new ArrayDeque<>();
  private final int length;
  private boolean stopped;

  Drill(
      String id,
      Scenario scenario,
      double speed,
      DrillPlan plan,
      ProviderFactory factory,
      Path folder,
      long seed) {
    this.id = id;
    this.scenario = scenario;
    this.speed = speed;
    int count = plan.providers().size();
    this.length = scenario.seconds(count);
    this.journal =
        new DrillJournal(
            plan.providers().stream().map(DrillPlan.StandInPlan::name).toList(),
            () -> (int) clock.elapsed().toSeconds());
    this.world =
        new DrillWorld(
            plan,
            factory,
            Gateway.inline(clock, UnaryOperator.identity()),
            folder,
            clock,
            clock,
            check -> clock.after(Duration.ZERO, check),
            seed,
            journal::called);
    world.onEvent(this::happened);
    DrillTraffic traffic = new DrillTraffic(world, journal);
    clock.after(Duration.ZERO, () -> everySecond(0));
    clock.after(Duration.ofMillis(7), () -> ask(traffic, 0, plan.operationsPerSecond()));
    clock.after(Duration.ofMillis(503), () -> launch(traffic));
  }

  private void happened(Event event) {
    synchronized (happenings) {
      if (happenings.size() == HAPPENINGS) {
        happenings.removeFirst();
      }
      happenings.add(
          new DrillView.Happening(
              Duration.between(START, event.at()),
              event.lane(),
              event.severity(),
              event.subject(),
              event.text()));
    }
  }

  /** Overlays the knobs of each second, and lets the monitor work. */
  private void everySecond(int second) {
    int count = journal.names().size();
    int busiest = busiest();
    for (int i = 0; i < count; i++) {
      Map<String, Object> now = knobs(i, second, busiest);
      if (second == 0 || !now.equals(knobs(i, second - 1, busiest))) {
        world.overlay(i, now);
      }
    }
    world.health.tick();
    if (second + 1 < length) {
      clock.after(Duration.ofSeconds(1), () -> everySecond(second + 1));
    }
  }

  /** Known for good from when the trouble begins. */
  private int busiest() {
    return journal.busiest(scenario.fromSecond(journal.names().size()));
  }

  private Map<String, Object> knobs(int position, int second, int busiest) {
    return scenario
        .at(position, second, journal.names().size(), busiest)
        .map(Trouble::knobs)
        .orElse(Map.of());
  }

  private void ask(DrillTraffic traffic, long number, double perSecond) {
    long next = (long) ((number + 1) * 1e9 / perSecond) - (long) (number * 1e9 / perSecond);
    if (clock.elapsed().toSeconds() < length) {
      clock.after(Duration.ofNanos(next), () -> ask(traffic, number + 1, perSecond));
      traffic.read(number);
    }
  }

  private void launch(DrillTraffic traffic) {
    if (clock.elapsed().toSeconds() < length - 30) {
      clock.after(Duration.ofSeconds(DrillTraffic.LAUNCH_SECONDS), () -> launch(traffic));
      traffic.launch();
    }
  }

  Duration length() {
    return Duration.ofSeconds(length);
  }

  Duration played() {
    Duration played = clock.elapsed();
    return played.compareTo(length()) > 0 ? length() : played;
  }

  boolean isOver() {
    return stopped || clock.elapsed().compareTo(length()) >= 0;
  }

  /**
   * Plays up to an instant; on a virtual thread, where handing the clock on is cheap. Returns when
   * that is played, interrupted or not: a clock that is being played must not be closed.
   */
  void playUntil(Duration until) {
    Thread player = Thread.startVirtualThread(() -> clock.playUntil(until));
    boolean interrupted = false;
    while (player.isAlive()) {
      try {
        player.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    stopped = true;
  }

  DrillReport report() {
    return DrillReports.of(scenario, journal, (int) played().toSeconds(), stopped && !isPlayed());
  }

  private boolean isPlayed() {
    return clock.elapsed().compareTo(length()) >= 0;
  }

  DrillView view() {
    int count = journal.names().size();
    int second = (int) played().toSeconds();
    DrillView.State state =
        isPlayed()
            ? DrillView.State.DONE
            : stopped ? DrillView.State.STOPPED : DrillView.State.RUNNING;
    List<DrillView.Happening> told;
    synchronized (happenings) {
      told = List.copyOf(happenings);
    }
    @Nullable DrillReport report = state == DrillView.State.RUNNING ? null : report();
    return new DrillView(
        id,
        scenario.view(count),
        state,
        played(),
        speed,
        Duration.ofSeconds(scenario.fromSecond(count)),
        Duration.ofSeconds(scenario.toSecond(count)),
        standIns(second),
        journal.points(second),
        told,
        report);
  }

  private List<DrillView.StandIn> standIns(int second) {
    Traffic traffic = world.context.traffic();
    int from = second - (int) RECENT.toSeconds();
    long all = journal.names().stream().mapToLong(name -> journal.calls(name, from, second)).sum();
    double seconds = Math.max(1, Math.min(second, RECENT.toSeconds()));
    int busiest = busiest();
    List<DrillView.StandIn> standIns = new ArrayList<>();
    for (int i = 0; i < journal.names().size(); i++) {
      String name = journal.names().get(i);
      long calls = journal.calls(name, from, second);
      WindowMetrics window = world.metrics.window(name, RECENT);
      Optional<Trouble> trouble = scenario.at(i, second, journal.names().size(), busiest);
      standIns.add(
          new DrillView.StandIn(
              name,
              isOver() ? "" : trouble.map(Trouble::word).orElse(""),
              world.health.view(name),
              traffic.circuit(name).orElse(null),
              all == 0 ? 0 : (double) calls / all,
              calls / seconds,
              window.errorRate(),
              window.p95Millis()));
    }
    return standIns;
  }

  @Override
  public void close() {
    clock.close();
    world.close();
  }
}
