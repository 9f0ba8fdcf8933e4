package io.signalbox.core.config.table;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.routing.RoutingSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One setting as it stands in a file, with all that stands around it. Immutable.
 *
 * @param here the section the setting stands in
 * @param declared its declaration
 * @param path of the section, with dots; empty at the top
 */
public record Situation(
    Whole whole, ObjectNode here, Decl.Section declared, String path, String key) {

  /**
   * A whole configuration, read without an error.
   *
   * @param provider the section of providers, under either name
   * @param environment reads a variable; a null result where it is not set
   */
  public record Whole(
      ObjectNode root,
      ObjectNode provider,
      List<ProviderInstance> providers,
      RoutingSettings routing,
      Map<String, ProviderFactory> factories,
      UnaryOperator<@Nullable String> environment) {

    public List<String> names() {
      return providers.stream().map(ProviderInstance::name).toList();
    }

    /** A section of the providers' section, such as {@code strategy}. */
    Optional<ObjectNode> section(String name) {
      return object(provider, name);
    }

    /** The strategies as they are written, flat ones too, by name. */
    Map<String, ObjectNode> strategies() {
      Map<String, ObjectNode> found = new LinkedHashMap<>();
      for (String flat : List.of(FlatStrategies.FALLBACK, FlatStrategies.BALANCING)) {
        section(flat).ifPresent(node -> found.put(flat, node));
      }
      section("routing")
          .flatMap(routing -> object(routing, "strategies"))
          .ifPresent(named ->
              named
                  .fields()
                  .forEach((name, field) -> {
                    if (field.value() instanceof ObjectNode node) {
                      found.put(name, node);
                    }
                  }));
      return found;
    }
  }

  static Optional<ObjectNode> object(ObjectNode node, String key) {
    return node.get(key).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /** The strategy, section or provider the setting belongs to. */
  String owner() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  SourceNode value() {
    return here.get(key).orElse(here);
  }

  /** A word of the same section, in capitals; its default where it is not written. */
  String word(String other) {
    Object written = here.get(other).map(SourceNode::toValue).orElse(null);
    if (written == null && declared.keys().get(other) instanceof Decl.Leaf leaf) {
      written = leaf.field().defaultValue();
    }
    return String.valueOf(written).trim().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** The number a setting is written as; empty where it is none. */
  Optional<Double> number() {
    Object written = value().toValue();
    try {
      return written == null
          ? Optional.empty()
          : Optional.of(Double.parseDouble(written.toString().trim()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The providers whose work the section's strategy is asked for; all where it is none. */
  List<ProviderInstance> below() {
    String own = owner();
    if (path.endsWith("health_check")) {
      String name = path.substring(0, path.lastIndexOf('.'));
      return whole.providers().stream()
          .filter(each -> name.endsWith("." + each.name()))
          .limit(1)
          .toList();
    }
    boolean isStrategy = path.contains(".strategies.") || own.equals(FlatStrategies.FALLBACK);
    if (!isStrategy) {
      return whole.providers();
    }
    List<ProviderInstance> found = new ArrayList<>();
    var names = whole.routing().tree().providers(own);
    whole.providers().stream().filter(each -> names.contains(each.name())).forEach(found::add);
    return found;
  }
}
