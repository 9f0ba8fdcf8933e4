package io.signalbox.app.cli.routing;

import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.query.RoutingSetting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which settings of routing are meant, and to what they are set. */
public final class SettingInput {

  private static final String ROUTING = "routing.";
  private static final String STRATEGIES = "strategies.";

  private final List<RoutingSetting> fields;

  public SettingInput(List<RoutingSetting> fields) {
    this.fields = fields;
  }

  /**
   * {@code KEY=VALUE} words and keys to reset as one change; an empty value takes an override back.
   *
   * @param prefix laid before every key; empty for none
   */
  Map<String, @Nullable Object> changes(
      @Nullable List<String> words, @Nullable List<String> reset, String prefix) {
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    Inputs.pairs(Objects.requireNonNullElse(words, List.of()))
        .forEach((name, value) -> {
          RoutingSetting setting = field(prefix + name);
          put(changes, setting.key(), value.isEmpty() ? null : typed(setting.field(), value));
        });
    for (String name : Objects.requireNonNullElse(reset, List.<String>of())) {
      // An override may outlive its setting: the core knows which there are.
      RoutingSetting setting = find(prefix + name);
      put(changes, setting == null ? prefix + name : setting.key(), null);
    }
    if (changes.isEmpty()) {
      throw Inputs.invalid("Name at least one setting, as KEY=VALUE or --reset KEY", "KEY", "");
    }
    return changes;
  }

  private static void put(Map<String, @Nullable Object> changes, String key, @Nullable Object to) {
    if (changes.containsKey(key)) {
      throw Inputs.invalid("'" + key + "' is named twice", "KEY", key);
    }
    changes.put(key, to);
  }

  /** The setting of a key, with or without its {@code routing.} and {@code strategies.}. */
  RoutingSetting field(String name) {
    RoutingSetting found = find(name);
    if (found == null) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "There is no setting '" + name + "' of routing; 'routing settings' lists those there are",
          Map.of("field", name, "allowed", fields.stream().map(RoutingSetting::key).toList()));
    }
    return found;
  }

  public @Nullable RoutingSetting find(String name) {
    return Stream.of(name, ROUTING + name, ROUTING + STRATEGIES + name)
        .flatMap(key -> fields.stream().filter(each -> each.key().equals(key)))
        .findFirst()
        .orElse(null);
  }

  /** Refuses a name that is no strategy's. */
  void strategy(String node) {
    List<String> nodes = fields.stream().map(RoutingSetting::node).distinct().toList();
    if (!node.isEmpty() && !nodes.contains(node)) {
      throw Inputs.invalid(
          "There is no strategy '"
              + node
              + "', expected one of "
              + nodes.stream().filter(each -> !each.isEmpty()).toList(),
          "STRATEGY",
          node);
    }
  }

  /** The one strategy a change is about; empty for none or several. */
  String node(Map<String, @Nullable Object> changes) {
    List<String> nodes =
        fields.stream()
            .filter(each -> changes.containsKey(each.key()))
            .map(RoutingSetting::node)
            .distinct()
            .toList();
    return nodes.size() == 1 ? nodes.getFirst() : "";
  }

  /**
   * Weights as settings: of strategies where they spread calls over the members, else of the
   * providers themselves.
   *
   * @param node the strategy meant; null where a member has one only
   */
  public Map<String, @Nullable Object> weights(Map<String, Double> weights, @Nullable String node) {
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    weights.forEach((member, weight) -> changes.put(weightOf(member, node), weight));
    return changes;
  }

  /** Whether any of the members is weighed at a strategy rather than by itself. */
  boolean areWeighedAtStrategies(Iterable<String> members) {
    for (String member : members) {
      if (weightsOf(member, null).stream().anyMatch(each -> !isOwn(each, member))) {
        return true;
      }
    }
    return false;
  }

  /** Refuses a member whose weight would change nothing beside those that do. */
  void requireWeighed(Iterable<String> members) {
    for (String member : members) {
      if (weightsOf(member, null).isEmpty()) {
        List<String> weighed =
            fields.stream()
                .map(RoutingSetting::key)
                .filter(key -> key.contains(".weights."))
                .map(key -> key.substring(key.indexOf(".weights.") + ".weights.".length()))
                .distinct()
                .toList();
        throw Inputs.invalid(
            "'" + member + "' is not weighed by the routing tree, expected one of " + weighed,
            member,
            member);
      }
    }
  }

  private String weightOf(String member, @Nullable String node) {
    List<RoutingSetting> places = weightsOf(member, node);
    if (places.size() > 1) {
      throw Inputs.invalid(
          member
              + " is weighed at "
              + String.join(" and at ", places.stream().map(RoutingSetting::node).toList())
              + "; say which with --node",
          "--node",
          member);
    }
    if (places.isEmpty() && node != null) {
      throw Inputs.invalid("'" + member + "' has no weight at '" + node + "'", "--node", node);
    }
    return places.isEmpty() ? ownWeight(member) : places.getFirst().key();
  }

  /** The weights a member has, one for each strategy that spreads calls over it. */
  private List<RoutingSetting> weightsOf(String member, @Nullable String node) {
    return fields.stream()
        .filter(each -> node == null || each.node().equals(node))
        .filter(each -> each.key().endsWith(".weights." + member) || isOwn(each, member))
        .toList();
  }

  private static boolean isOwn(RoutingSetting setting, String member) {
    return setting.key().equals(ownWeight(member));
  }

  private static String ownWeight(String member) {
    return "providers." + member + ".weight";
  }

  /** What is typed, in the declared type; what cannot be read is left for the core to refuse. */
  static Object typed(ConfigField field, String text) {
    if (text.startsWith("[") || text.startsWith("{")) {
      return Objects.requireNonNullElse(JsonInput.text(text, field.name()), "");
    }
    try {
      return switch (field.kind()) {
        case INTEGER -> Long.parseLong(text);
        case NUMBER -> Double.parseDouble(text);
        case BOOLEAN ->
            text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                ? Boolean.parseBoolean(text)
                : text;
        case TEXT_LIST -> List.of(text.split("\\s*,\\s*"));
        case TEXT, MAP -> choice(field, text);
      };
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** Choices are read in any case. */
  private static String choice(ConfigField field, String text) {
    String word = text.replace('-', '_');
    return field.allowed().stream()
        .filter(each -> each.equalsIgnoreCase(word))
        .findFirst()
        .orElse(text);
  }
}
