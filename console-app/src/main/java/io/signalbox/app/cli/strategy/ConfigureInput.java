package io.signalbox.app.cli.strategy;

import io.signalbox.app.cli.routing.RoutingSettingVerbs;
import io.signalbox.app.cli.routing.SettingInput;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.Keys;
import io.signalbox.core.query.RoutingSetting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code configureProviderStrategy} is given as one change of routing's settings. What
 * the guide names once is set at every strategy that has it.
 */
final class ConfigureInput {

  static final List<String> KNOWN =
      List.of(
          "default_selection_policy",
          "selection_policy",
          "selection_strategy",
          "selection_criteria",
          "fallback_strategies",
          "health_check_interval",
          "circuit_breaker_config",
          "circuit_breaker",
          "failover_options",
          "load_balancing",
          "weights",
          "reason");

  /** The guide's names of the chain's own settings. */
  private static final Map<String, String> CIRCUIT =
      Map.of(
          "failure_threshold", "circuit_breaker_threshold",
          "recovery_timeout", "circuit_breaker_timeout_seconds");

  private static final String ROUTING = "routing.";

  private final List<RoutingSetting> fields;
  private final SettingInput settings;
  private final Map<String, @Nullable Object> changes = new LinkedHashMap<>();

  ConfigureInput(List<RoutingSetting> fields) {
    this.fields = fields;
    this.settings = new SettingInput(fields);
  }

  /** The change; INVALID_INPUT naming the key that cannot be set. */
  Map<String, @Nullable Object> changes(Map<String, @Nullable Object> input) {
    input.forEach(this::read);
    if (changes.isEmpty()) {
      throw Inputs.invalid("Name at least one setting, of " + KNOWN, "input", "");
    }
    return changes;
  }

  private void read(String key, @Nullable Object value) {
    switch (key) {
      case "reason" -> {}
      case "default_selection_policy", "selection_policy" -> {
        Object policy = value == null ? null : RoutingSettingVerbs.policy(value.toString()).name();
        put(RoutingSettingVerbs.POLICY, policy);
      }
      case "selection_criteria" ->
          Keys.snake(JsonInput.asObject(value, key)).forEach(this::criterion);
      case "health_check_interval", "health_check_interval_seconds" ->
          each(key, "health_check_interval_seconds", value, node -> true);
      case "circuit_breaker_config", "circuit_breaker" ->
          Keys.snake(JsonInput.asObject(value, key))
              .forEach((name, each) -> circuit(key, name, each));
      case "failover_options" ->
          Keys.snake(JsonInput.asObject(value, key))
              .forEach((name, each) ->
                  each(
                      key + "." + name,
                      CIRCUIT.getOrDefault(name, name),
                      each,
                      node -> has(node, "circuit_breaker_threshold")));
      case "load_balancing" -> balancing(key, Keys.snake(JsonInput.asObject(value, key)));
      case "weights", "load_balancing_weights" -> weights(key, JsonInput.asObject(value, key));
      default -> put(direct(key), value);
    }
  }

  private void criterion(String name, @Nullable Object value) {
    String key = "selection_criteria." + name;
    if (settings.find(key) == null) {
      throw Inputs.invalid(
          "There is no criterion '" + name + "', expected one of " + CriteriaInput.KEYS, key, name);
    }
    put(ROUTING + key, value);
  }

  private void circuit(String section, String name, @Nullable Object value) {
    RoutingSetting own = settings.find(section + "." + name);
    RoutingSetting whole = own != null ? own : settings.find("circuit_breaker." + name);
    if (whole != null) {
      put(whole.key(), value);
      return;
    }
    each(
        section + "." + name,
        CIRCUIT.getOrDefault(name, name),
        value,
        node -> has(node, "circuit_breaker_threshold"));
  }

  private void balancing(String section, Map<String, @Nullable Object> given) {
    given.forEach((name, value) -> {
      if (name.equals("weights")) {
        weights(section + ".weights", JsonInput.asObject(value, name));
      } else {
        each(section + "." + name, name, value, node -> has(node, "algorithm"));
      }
    });
  }

  private void weights(String key, Map<String, @Nullable Object> given) {
    Map<String, Double> weights = new LinkedHashMap<>();
    given.forEach((member, value) -> {
      if (!(value instanceof Number number)) {
        throw Inputs.invalid(
            "The weight of " + member + " is " + value + ", expected a number of 0 or more",
            key + "." + member,
            "" + value);
      }
      weights.put(member, number.doubleValue());
    });
    settings.weights(weights, null).forEach(this::put);
  }

  /** Sets the same at every strategy that has it, and where routing itself has it, there only. */
  private void each(String named, String leaf, @Nullable Object value, Predicate<String> of) {
    RoutingSetting whole = settings.find(named);
    List<RoutingSetting> places = new ArrayList<>();
    if (whole != null) {
      places.add(whole);
    } else {
      fields.stream()
          .filter(each -> !each.node().isEmpty() && each.field().name().equals(leaf))
          .filter(each -> of.test(each.node()))
          .forEach(places::add);
    }
    if (places.isEmpty()) {
      throw cannot(named);
    }
    places.forEach(each -> put(each.key(), value));
  }

  private boolean has(String node, String leaf) {
    return fields.stream()
        .anyMatch(each -> each.node().equals(node) && each.field().name().equals(leaf));
  }

  private String direct(String key) {
    RoutingSetting found = settings.find(key);
    if (found == null) {
      throw cannot(key);
    }
    return found.key();
  }

  private static RuntimeException cannot(String key) {
    return Inputs.invalid(
        "'"
            + key
            + "' cannot be set while running here: no strategy has it; it is set in the"
            + " configuration file, and 'routing settings' lists what can be set",
        key,
        key);
  }

  private void put(String key, @Nullable Object value) {
    if (changes.containsKey(key)) {
      throw Inputs.invalid("'" + key + "' is given twice", key, key);
    }
    changes.put(key, value);
  }
}
