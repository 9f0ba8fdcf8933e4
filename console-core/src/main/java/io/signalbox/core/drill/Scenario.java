package io.signalbox.core.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The troubles that can be rehearsed. */
enum Scenario {
  BLACK_HOLE(
      "Black hole",
      "The busiest provider takes calls and never answers, for a minute. Calls hang until their"
          + " deadline before anything can be noticed.") {
    @Override
    List<Trouble> troubles(int providers) {
      return List.of(
          Trouble.of(
              "never answers",
              30,
              90,
              Trouble.BUSIEST,
              "outage",
              true,
              "outage_kind",
              "black_hole"));
    }
  },
  SLOW_NODE(
      "One slow node",
      "The busiest provider takes three seconds for each call, for a minute, and fails none."
          + " Success stays whole while latency does not.") {
    @Override
    List<Trouble> troubles(int providers) {
      return List.of(
          Trouble.of(
              "slow",
              30,
              90,
              Trouble.BUSIEST,
              "latency.kind",
              "fixed",
              "latency.mean_ms",
              3_000.0));
    }
  },
  FAST_ERRORS(
      "Fast errors",
      "The busiest provider fails every call within a millisecond, for a minute. Whoever goes by"
          + " latency or connections sends it more.") {
    @Override
    List<Trouble> troubles(int providers) {
      return List.of(
          Trouble.of(
              "fails at once",
              30,
              90,
              Trouble.BUSIEST,
              "latency.kind",
              "fixed",
              "latency.mean_ms",
              1.0,
              "errors.transient_percent",
              100.0));
    }
  },
  FLAPPING(
      "Flapping",
      "The busiest provider goes down and comes back every fifteen seconds, three times. Failing"
          + " back too early loses calls each time.") {
    @Override
    List<Trouble> troubles(int providers) {
      List<Trouble> troubles = new ArrayList<>();
      for (int at = 30; at < 120; at += 30) {
        troubles.add(Trouble.of("down", at, at + 15, Trouble.BUSIEST, "outage", true));
      }
      return troubles;
    }
  },
  RECOVERY_STAMPEDE(
      "Recovery stampede",
      "The busiest provider is down for half a minute and then takes only two calls a second for"
          + " another. Sending everything back at once fails it again.") {
    @Override
    List<Trouble> troubles(int providers) {
      return List.of(
          Trouble.of("down", 30, 60, Trouble.BUSIEST, "outage", true),
          Trouble.of("recovering", 60, 90, Trouble.BUSIEST, "throttle.operations_per_second", 2.0));
    }
  },
  CAPACITY_DROUGHT(
      "Capacity drought",
      "The busiest provider has no machines left for a minute and answers everything else."
          + " Launches must go on elsewhere, and its health must not suffer.") {
    @Override
    List<Trouble> troubles(int providers) {
      return List.of(
          Trouble.of("no capacity", 30, 90, Trouble.BUSIEST, "errors.capacity_percent", 100.0));
    }
  },
  THROTTLED(
      "One throttled",
      "The busiest provider takes four calls a second for a minute and refuses the others, asking"
          + " for a second's pause.") {
    @Override
    List<Trouble> troubles(int providers) {
      return List.of(
          Trouble.of("throttled", 30, 90, Trouble.BUSIEST, "throttle.operations_per_second", 4.0));
    }
  },
  EXPIRED_CREDENTIALS(
      "Expired credentials",
      "The busiest provider refuses every call for a minute: its credentials have expired. One"
          + " such answer is enough to leave it.") {
    @Override
    List<Trouble> troubles(int providers) {
      return List.of(
          Trouble.of(
              "credentials expired", 30, 90, Trouble.BUSIEST, "errors.provider_percent", 100.0));
    }
  },
  ALL_DOWN(
      "All down",
      "Every provider is down for half a minute. Reads are answered with the last known result"
          + " where there is one, and everything comes back by itself.") {
    @Override
    List<Trouble> troubles(int providers) {
      return List.of(Trouble.of("down", 30, 60, Trouble.ALL, "outage", true));
    }
  },
  ROLLING_OUTAGE(
      "Rolling outage across regions",
      "One provider after another is down for twenty seconds, in configured order. There is always"
          + " somewhere to go.") {
    @Override
    List<Trouble> troubles(int providers) {
      List<Trouble> troubles = new ArrayList<>();
      for (int i = 0; i < Math.min(providers, 6); i++) {
        troubles.add(Trouble.of("down", 30 + 20 * i, 50 + 20 * i, i, "outage", true));
      }
      return troubles;
    }
  };

  /** After the trouble, so that coming back can be seen. */
  private static final int AFTER = 90;

  private final String title;
  private final String description;

  Scenario(String title, String description) {
    this.title = title;
    this.description = description;
  }

  abstract List<Trouble> troubles(int providers);

  /** What it is called on the command line: {@code black-hole}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Scenario> named(String word) {
    for (Scenario each : values()) {
      if (each.word().equals(word.trim().toLowerCase(Locale.ROOT).replace('_', '-'))) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  int fromSecond(int providers) {
    return troubles(providers).stream().mapToInt(Trouble::fromSecond).min().orElse(0);
  }

  int toSecond(int providers) {
    return troubles(providers).stream().mapToInt(Trouble::toSecond).max().orElse(0);
  }

  int seconds(int providers) {
    return toSecond(providers) + AFTER;
  }

  /**
   * What befalls a stand-in in a second; empty for nothing.
   *
   * @param busiest the position of the one that was called most before the trouble
   */
  Optional<Trouble> at(int position, int second, int providers, int busiest) {
    return troubles(providers).stream()
        .filter(each -> each.befalls(position, second, busiest))
        .findFirst();
  }

  /** Whether a stand-in is befallen at any time. */
  boolean befalls(int position, int providers, int busiest) {
    return troubles(providers).stream().anyMatch(each -> each.befalls(position, busiest));
  }

  ScenarioView view(int providers) {
    return new ScenarioView(word(), title, description, Duration.ofSeconds(seconds(providers)));
  }
}
