package io.signalbox.core.config.table;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.health.HealthCheckMode;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.failover.FailoverMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** When a setting of health acts on nothing: one monitor judges each provider, by one setting. */
final class HealthIdles {

  static final Idle NEARER =
      Idle.overruled(
          "a setting nearer to every provider below; of intervals, a smaller one",
          HealthIdles::nearer);

  static final Idle NO_CHECKS =
      Idle.beside(
          "`health_check_mode` DISABLED or PASSIVE of every provider below",
          here ->
              ofAll(
                  here,
                  each -> !isActive(each.health().mode()),
                  "health_check_mode %s makes no checks"));

  static final Idle NEVER_EJECTS =
      Idle.beside(
          "`health_check_mode` DISABLED of every provider below",
          here ->
              ofAll(
                  here,
                  each -> each.health().mode() == HealthCheckMode.DISABLED,
                  "health_check_mode %s ejects nobody"));

  static final Idle CIRCUITS_COUNT =
      Idle.beside(
          "`health_check_mode` PASSIVE where a circuit guards every provider below",
          here ->
              ofAll(
                  here,
                  each ->
                      each.health().mode() == HealthCheckMode.PASSIVE
                          && isGuarded(here, each.name()),
                  "health_check_mode %s makes no checks, and failures of work count for the"
                      + " circuits"));

  private HealthIdles() {}

  private static boolean isActive(HealthCheckMode mode) {
    return mode == HealthCheckMode.ACTIVE || mode == HealthCheckMode.HYBRID;
  }

  private static Optional<String> ofAll(
      Situation here, Predicate<ProviderInstance> given, String text) {
    List<ProviderInstance> below = here.below();
    return !below.isEmpty() && below.stream().allMatch(given)
        ? Optional.of(text.formatted(below.getFirst().health().mode()))
        : Optional.empty();
  }

  static boolean isGuarded(Situation here, String provider) {
    var routing = here.whole().routing();
    return routing.guard() != null
        || routing.tree().reached().stream()
            .anyMatch(node ->
                node instanceof StrategyNode.Failover chain
                    && chain.settings().mode() == FailoverMode.CIRCUIT_BREAKER
                    && chain.members().contains(provider));
  }

  private static Optional<String> nearer(Situation here) {
    String own = written(here);
    List<ProviderInstance> below = here.below();
    if (below.isEmpty()
        || below.stream().anyMatch(each -> inForce(each.health(), here.key()).equals(own))) {
      return Optional.empty();
    }
    ProviderInstance first = below.getFirst();
    return Optional.of(
        "another setting wins; in force for "
            + first.name()
            + ": "
            + inForce(first.health(), here.key()));
  }

  private static String written(Situation here) {
    return here.number()
        .map(HealthIdles::plain)
        .orElse(String.valueOf(here.value().toValue()).trim().toUpperCase(Locale.ROOT));
  }

  private static String inForce(HealthSettings settings, String key) {
    return switch (key) {
      case "health_check_mode" -> settings.mode().name();
      case "unhealthy_threshold" -> plain(settings.unhealthyThreshold());
      case "recovery_threshold" -> plain(settings.recoveryThreshold());
      case "recovery_dwell_seconds" -> seconds(settings.recoveryDwell());
      default -> seconds(settings.interval());
    };
  }

  private static String seconds(Duration duration) {
    return plain(duration.toMillis() / 1_000.0);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
