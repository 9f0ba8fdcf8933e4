package io.signalbox.app.cli.strategy;

import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Keys;
import io.signalbox.core.routing.SelectionCriteria;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selection criteria as they are given in JSON. */
final class CriteriaInput {

  static final List<String> KEYS =
      List.of(
          "required_capabilities",
          "min_success_rate",
          "max_response_time_ms",
          "require_healthy",
          "exclude_strategies",
          "prefer_strategies",
          "custom_filter");

  private CriteriaInput() {}

  /** What is not given is as it is by default. */
  static SelectionCriteria read(Map<String, @Nullable Object> given) {
    Map<String, @Nullable Object> input = Keys.snake(given);
    for (String key : input.keySet()) {
      if (!KEYS.contains(key)) {
        throw Inputs.invalid(
            "There is no criterion '" + key + "', expected one of " + KEYS, key, key);
      }
    }
    Double success = number(input, "min_success_rate", 0, 100);
    Object healthy = input.get("require_healthy");
    return new SelectionCriteria(
        list(input, "required_capabilities"),
        success == null ? 0 : success,
        number(input, "max_response_time_ms", 1, Double.MAX_VALUE),
        healthy == null || StrategyVerbs.flag(input, "require_healthy"),
        list(input, "exclude_strategies"),
        list(input, "prefer_strategies"),
        input.get("custom_filter") == null ? null : String.valueOf(input.get("custom_filter")));
  }

  private static List<String> list(Map<String, @Nullable Object> input, String key) {
    return switch (input.get(key)) {
      case null -> List.of();
      case String one -> List.of(one);
      case List<?> list when list.stream().allMatch(String.class::isInstance) ->
          list.stream().map(Object::toString).toList();
      case Object other -> throw StrategyVerbs.wrong(key, other, "a list of texts");
    };
  }

  private static @Nullable Double number(
      Map<String, @Nullable Object> input, String key, double least, double max) {
    Object value = input.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Number n && n.doubleValue() >= least && n.doubleValue() <= max) {
      return n.doubleValue();
    }
    String range =
        max == Double.MAX_VALUE
            ? "a number of at least " + (long) least
            : "a number from " + (long) least + " to " + (long) max;
    throw StrategyVerbs.wrong(key, value, range);
  }
}
