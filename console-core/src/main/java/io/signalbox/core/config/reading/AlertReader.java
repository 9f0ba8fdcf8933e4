package io.signalbox.core.config.reading;

import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertRule.Comparison;
import io.signalbox.core.alert.AlertSettings;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.alert.BuiltInRules;
import io.signalbox.core.config.Nearest;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.AlertDeclarations;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rules of alerts, and who is told of them. Used once, by one thread. */
final class AlertReader {

  private static final double ALL_OF_IT = 100;
  private static final int MOST_PORT = 65_535;

  /** What stands before the host of an address, whether the rest of it can be read or not. */
  private static final Pattern USER_INFO = Pattern.compile("(?i)\\s*https?://[^/?#]*@");

  private final SectionReader sections;
  private final Findings findings;

  AlertReader(SectionReader sections, Findings findings) {
    this.sections = sections;
    this.findings = findings;
  }

  /**
   * @param providers names of those that are configured
   */
  AlertSettings read(ObjectNode root, Set<String> providers) {
    ObjectNode alerts = ConfigurationReader.object(root, "alerts");
    if (alerts == null) {
      return AlertSettings.DEFAULT;
    }
    Map<String, AlertRule> rules = new LinkedHashMap<>();
    ObjectNode written = ConfigurationReader.object(alerts, "rules");
    if (written != null) {
      written
          .fields()
          .forEach((name, field) -> {
            AlertRule rule =
                field.value() instanceof ObjectNode node ? rule(name, node, providers) : null;
            if (rule != null) {
              rules.put(name, rule);
            }
          });
    }
    boolean desktop =
        Boolean.TRUE.equals(sections.value(alerts, AlertDeclarations.ALERTS, "desktop"));
    return new AlertSettings(rules, webhook(alerts), command(alerts), desktop);
  }

  private @Nullable AlertRule rule(String name, ObjectNode node, Set<String> providers) {
    String path = "alerts.rules." + name;
    if (!name.matches(AlertRule.NAME)) {
      findings.error(
          "BAD_NAME",
          node,
          path,
          "is no name of a rule; expected lower case letters, digits and underscores, a letter"
              + " first, at most 64",
          "Name it like slow_west");
      return null;
    }
    AlertRule base = BuiltInRules.ALL.get(name);
    String said = word(node, "metric");
    if (said == null && base == null) {
      findings.error(
          "MISSING_KEY",
          node,
          path + ".metric",
          "is missing, and no built-in rule has this name",
          Nearest.of(name, BuiltInRules.ALL.keySet())
              .map(near -> "Did you mean the rule '" + near + "'?")
              .orElse("Name what it looks at"));
      return null;
    }
    if (said != null && base != null && !said.equals(base.metric().name())) {
      findings.error(
          "BAD_VALUE",
          node.get("metric").orElse(node),
          path + ".metric",
          "is another than the built-in rule's of this name, " + base.metric().key(),
          "Name the rule otherwise");
      return null;
    }
    AlertMetric metric = base != null ? base.metric() : AlertMetric.valueOf(String.valueOf(said));
    Object threshold = value(node, "threshold");
    if (threshold == null && base == null && metric.sort() != AlertMetric.Sort.STATE) {
      findings.error(
          "MISSING_KEY", node, path + ".threshold", "is missing", "Say from where on it is bad");
      return null;
    }
    checkRange(metric, threshold, node, path);
    return rule(name, metric, base, scope(node, path, providers), threshold, node);
  }

  private AlertRule rule(
      String name,
      AlertMetric metric,
      @Nullable AlertRule base,
      @Nullable String scope,
      @Nullable Object threshold,
      ObjectNode node) {
    String comparison = word(node, "comparison");
    String severity = word(node, "severity");
    Object lasts = value(node, "for_seconds");
    Object minimum = value(node, "minimum");
    AlertRule or =
        base != null
            ? base
            : new AlertRule(
                name,
                metric,
                AlertRule.ALL,
                metric.usual(),
                0,
                Duration.ZERO,
                AlertRule.SAMPLE,
                AlertSeverity.WARNING,
                true);
    return new AlertRule(
        name,
        metric,
        scope == null ? or.scope() : scope,
        comparison == null ? or.comparison() : Comparison.valueOf(comparison),
        threshold instanceof Double number ? number : or.threshold(),
        lasts instanceof Double seconds ? HealthReader.seconds(seconds) : or.lasts(),
        minimum instanceof Long count ? count.intValue() : or.minimum(),
        severity == null ? or.severity() : AlertSeverity.valueOf(severity),
        !Boolean.FALSE.equals(value(node, "enabled")));
  }

  private void checkRange(
      AlertMetric metric, @Nullable Object threshold, ObjectNode node, String path) {
    if (metric.unit().equals("%") && threshold instanceof Double percent && percent > ALL_OF_IT) {
      findings.error(
          "OUT_OF_RANGE",
          node.get("threshold").orElse(node),
          path + ".threshold",
          "is " + threshold + ", expected a number of at most 100 %",
          "");
    }
  }

  private @Nullable String scope(ObjectNode node, String path, Set<String> providers) {
    Object said = value(node, "scope");
    if (said == null) {
      return null;
    }
    String scope = said.toString();
    if (!scope.equals(AlertRule.ALL) && !providers.contains(scope)) {
      String hint =
          Nearest.of(scope, providers).map(near -> "Did you mean '" + near + "'?").orElse("");
      findings.error(
          "UNKNOWN_PROVIDER",
          node.get("scope").orElse(node),
          path + ".scope",
          "names '"
              + scope
              + "', which is not configured; configured: "
              + String.join(", ", providers)
              + "; or all"
              + (hint.isEmpty() ? "" : ". " + hint),
          hint);
    }
    return scope;
  }

  private AlertSettings.Webhook webhook(ObjectNode alerts) {
    ObjectNode section = ConfigurationReader.object(alerts, "webhook");
    Object url = sections.value(section, AlertDeclarations.WEBHOOK, "url");
    if (section == null || url == null) {
      return AlertSettings.Webhook.NONE;
    }
    if (USER_INFO.matcher(url.toString()).lookingAt()) {
      findings.error(
          "BAD_VALUE",
          section.get("url").orElse(section),
          "alerts.webhook.url",
          "has a user or a password before its host, as in https://***@hooks.example.com; neither"
              + " is sent",
          "Write it without them; a token may stand behind the host, and a ${NAME} hold all of it");
      return AlertSettings.Webhook.NONE;
    }
    if (!isWeb(url.toString())) {
      // What it says instead may be a secret.
      findings.error(
          "BAD_VALUE",
          section.get("url").orElse(section),
          "alerts.webhook.url",
          "is no address that begins with http:// or https:// and names a host",
          "Write it like https://hooks.example.com/alerts");
      return AlertSettings.Webhook.NONE;
    }
    return new AlertSettings.Webhook(
        url.toString(),
        seconds(
            sections.value(section, AlertDeclarations.WEBHOOK, "timeout_seconds"),
            AlertSettings.Webhook.NONE.timeout()));
  }

  private static boolean isWeb(String url) {
    try {
      URI address = new URI(url);
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https"))
          && address.getHost() != null
          && address.getPort() <= MOST_PORT;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private AlertSettings.Command command(ObjectNode alerts) {
    ObjectNode section = ConfigurationReader.object(alerts, "command");
    if (!(sections.value(section, AlertDeclarations.COMMAND, "arguments") instanceof List<?> said)
        || section == null) {
      return AlertSettings.Command.NONE;
    }
    List<String> arguments = said.stream().map(String::valueOf).toList();
    SourceNode place = section.get("arguments").orElse(section);
    if (arguments.isEmpty() || arguments.getFirst().isBlank()) {
      findings.error(
          "BAD_VALUE",
          place,
          "alerts.command.arguments",
          "names no program",
          "Write it like [\"/usr/local/bin/page\", \"--team\", \"infra\"]");
      return AlertSettings.Command.NONE;
    }
    return new AlertSettings.Command(
        arguments,
        seconds(
            sections.value(section, AlertDeclarations.COMMAND, "timeout_seconds"),
            AlertSettings.Command.NONE.timeout()));
  }

  private static Duration seconds(@Nullable Object said, Duration otherwise) {
    return said instanceof Double seconds ? HealthReader.seconds(seconds) : otherwise;
  }

  private @Nullable Object value(ObjectNode node, String key) {
    return sections.value(node, AlertDeclarations.RULE, key);
  }

  private @Nullable String word(ObjectNode node, String key) {
    return value(node, key) instanceof String word ? word : null;
  }
}
