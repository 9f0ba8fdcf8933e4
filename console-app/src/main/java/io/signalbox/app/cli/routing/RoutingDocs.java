package io.signalbox.app.cli.routing;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.HeldDocs;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.routing.SelectionCriteria;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.snapshot.TrackNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routing as a document and as text. */
public final class RoutingDocs {

  private RoutingDocs() {}

  static Map<String, @Nullable Object> document(RoutingView view) {
    Activation activation = view.activation();
    return Doc.start()
        .put("policy", view.settings().policy().name())
        .put("selection_strategy", view.settings().customStrategy())
        .put("criteria", criteria(view.settings().criteria()))
        .put("default_provider_instance", view.settings().defaultInstance())
        .put("default_provider_type", view.settings().defaultType())
        .put("max_connections_per_strategy", connections(view.settings().maxConnections()))
        .put("weights", view.weights())
        .put("shares", view.shares())
        .put("next_picks", view.nextPicks())
        .put("active", activation == null ? null : activation.provider())
        .put("held_by_operator", HeldDocs.documents(view.held()))
        .put("tree", TrackDocs.tree(view.tree()))
        .put("circuits", view.circuits().stream().map(TrackDocs::circuit).toList())
        .map();
  }

  /** In a tree each balancer has its own limit: there is none over all then. */
  private static @Nullable Integer connections(int limit) {
    return limit == Integer.MAX_VALUE ? null : limit;
  }

  public static Map<String, @Nullable Object> criteria(SelectionCriteria criteria) {
    return Doc.start()
        .put("required_capabilities", criteria.requiredCapabilities())
        .put("min_success_rate", criteria.minSuccessRate())
        .put("max_response_time_ms", criteria.maxResponseTimeMillis())
        .put("require_healthy", criteria.requireHealthy())
        .put("exclude_strategies", criteria.excludeStrategies())
        .put("prefer_strategies", criteria.preferStrategies())
        .put("custom_filter", criteria.customFilter())
        .map();
  }

  static String text(RoutingView view) {
    StringBuilder text = new StringBuilder();
    text.append("Policy: ").append(view.settings().policy());
    if (view.settings().customStrategy() != null) {
      text.append(" (").append(view.settings().customStrategy()).append(')');
    }
    text.append('\n');
    text.append('\n');
    if (view.tree().kind() == TrackNode.Kind.POLICY) {
      text.append(shares(view.shares(), view.weights()));
    } else {
      text.append(TrackDocs.text(view.tree())).append('\n');
      text.append(shares(view.shares(), Map.of()));
    }
    if (!view.nextPicks().isEmpty()) {
      text.append("\nNext picks: ").append(String.join(" ", view.nextPicks())).append('\n');
    }
    part(text, TrackDocs.circuits(view.circuits()));
    part(text, HeldDocs.table(view.held()));
    return text.toString();
  }

  private static void part(StringBuilder text, String table) {
    if (!table.isEmpty()) {
      text.append('\n').append(table);
    }
  }

  static String shares(Map<String, Double> shares, Map<String, Double> weights) {
    Table table =
        weights.isEmpty()
            ? Table.of("PROVIDER", ">SHARE %")
            : Table.of("PROVIDER", ">SHARE %", ">WEIGHT");
    shares.forEach((name, share) -> {
      if (weights.isEmpty()) {
        table.row(name, Texts.share(share));
      } else {
        table.row(name, Texts.share(share), Texts.number(weights.getOrDefault(name, 0.0)));
      }
    });
    return table.render("No provider takes work.");
  }

  /** Shares before and after side by side, one line for each provider. */
  static String shares(
      Map<String, Double> before, Map<String, Double> after, String was, String is) {
    Table table = Table.of("PROVIDER", ">" + was, ">" + is);
    Map<String, Double> all = new LinkedHashMap<>(before);
    all.putAll(after);
    all.keySet()
        .forEach(name ->
            table.row(
                name,
                Texts.share(before.getOrDefault(name, 0.0)),
                Texts.share(after.getOrDefault(name, 0.0))));
    return table.render("No provider takes work.");
  }
}
