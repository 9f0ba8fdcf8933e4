package io.signalbox.core.config.reading;

import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.RoutingDeclarations;
import io.signalbox.core.health.HealthSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What strategies say about the health of the providers below them: a balancer all of it, a chain
 * the interval. One monitor judges a provider, so that the smallest interval counts, and of the
 * other keys those of the strategy that stands last. Used once, by one thread.
 */
final class TreeHealth {

  private final SectionReader sections;
  private final ObjectNode provider;
  private final Map<String, SourceNode.Field> strategies;

  TreeHealth(SectionReader sections, ObjectNode provider) {
    this.sections = sections;
    this.provider = provider;
    this.strategies =
        provider.get("routing").orElse(null) instanceof ObjectNode routing
                && routing.get("strategies").orElse(null) instanceof ObjectNode named
            ? named.fields()
            : Map.of();
  }

  /** How a provider is judged, its own settings aside. */
  HealthSettings of(String name, HealthSettings base) {
    HealthSettings settings = base;
    if (provider.get("fallback").orElse(null) instanceof ObjectNode chain
        && (text(chain, "primary").equals(name) || texts(chain, "fallbacks").contains(name))) {
      settings = interval(chain, settings);
    }
    for (Map.Entry<String, SourceNode.Field> each : strategies.entrySet()) {
      if (each.getValue().value() instanceof ObjectNode node
          && leadsTo(each.getKey(), name, new HashSet<>())) {
        settings =
            text(node, "kind").equalsIgnoreCase("balance")
                ? HealthReader.over(sections, node, RoutingDeclarations.BALANCE_NODE, settings)
                : text(node, "kind").equalsIgnoreCase("failover")
                    ? interval(node, settings)
                    : settings;
      }
    }
    return settings;
  }

  /** A chain's dwell time is the chain's; only its interval is the monitor's. */
  private HealthSettings interval(ObjectNode node, HealthSettings base) {
    HealthSettings read =
        HealthReader.over(sections, node, RoutingDeclarations.FAILOVER_NODE, base);
    return new HealthSettings(
        base.mode(),
        read.interval(),
        base.unhealthyThreshold(),
        base.recoveryThreshold(),
        base.recoveryDwell());
  }

  private boolean leadsTo(String member, String name, Set<String> seen) {
    if (member.equals(name)) {
      return true;
    }
    SourceNode.@Nullable Field field = strategies.get(member);
    if (field == null || !(field.value() instanceof ObjectNode node) || !seen.add(member)) {
      return false;
    }
    return texts(node, "members").stream().anyMatch(each -> leadsTo(each, name, seen));
  }

  private static String text(ObjectNode node, String key) {
    return String.valueOf(node.get(key).map(SourceNode::toValue).orElse(""));
  }

  private static List<String> texts(ObjectNode node, String key) {
    List<String> texts = new ArrayList<>();
    if (node.get(key).orElse(null) instanceof ArrayNode array) {
      array.items().forEach(item -> texts.add(String.valueOf(item.toValue())));
    }
    return texts;
  }
}
