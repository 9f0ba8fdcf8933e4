package io.signalbox.core.config.reading;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.config.table.RoutingDeclarations;
import io.signalbox.core.routing.RoutingSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads what belongs neither to a provider nor to routing: state, log, requests, retention. Used
 * once, by one thread.
 */
final class GeneralReader {

  private final SectionReader sections;
  private final Findings findings;

  GeneralReader(SectionReader sections, Findings findings) {
    this.sections = sections;
    this.findings = findings;
  }

  Path stateFolder(Path folder, ObjectNode root) {
    try {
      return folder.resolve(textOr(root, "storage", "path", ".signalbox")).normalize();
    } catch (InvalidPathException e) {
      SourceNode written =
          root.get("storage")
              .flatMap(each -> each instanceof ObjectNode it ? it.get("path") : Optional.empty())
              .orElse(root);
      findings.error(
          "BAD_VALUE",
          written,
          "storage.path",
          "is no path: " + e.getReason(),
          "Name a folder, such as .signalbox");
      return folder.resolve(".signalbox");
    }
  }

  Configuration.LoggingSettings logging(ObjectNode root, boolean debug) {
    return new Configuration.LoggingSettings(
        textOr(root, "logging", "level", debug ? "DEBUG" : "INFO"));
  }

  Configuration.RequestSettings request(
      ObjectNode root, ObjectNode provider, RoutingSettings routing) {
    ObjectNode section = ConfigurationReader.object(root, "request");
    Decl.Section declared = (Decl.Section) Declarations.ROOT.keys().get("request");
    Object timeout = section == null ? null : value(section, declared, "default_timeout");
    Object reconcile = section == null ? null : value(section, declared, "reconcile_timeout");
    Object most = section == null ? null : value(section, declared, "max_machines_per_request");
    Object failover =
        sections.value(
            ConfigurationReader.object(provider, "strategy"),
            RoutingDeclarations.STRATEGY,
            "failover_enabled");
    Configuration.RequestSettings base = Configuration.RequestSettings.DEFAULT;
    return new Configuration.RequestSettings(
        timeout instanceof Double s ? HealthReader.seconds(s) : base.defaultTimeout(),
        reconcile instanceof Double s ? HealthReader.seconds(s) : base.reconcileTimeout(),
        failover instanceof Boolean said ? said : routing.tree().failsOver(),
        most instanceof Long count ? OptionalInt.of(count.intValue()) : OptionalInt.empty());
  }

  boolean measures(ObjectNode provider) {
    return !Boolean.FALSE.equals(
        sections.value(
            ConfigurationReader.object(provider, "strategy"),
            RoutingDeclarations.STRATEGY,
            "metrics_collection_enabled"));
  }

  RetentionSettings retention(ObjectNode root) {
    ObjectNode storage = ConfigurationReader.object(root, "storage");
    ObjectNode section = storage == null ? null : ConfigurationReader.object(storage, "retention");
    RetentionSettings base = RetentionSettings.DEFAULT;
    return new RetentionSettings(
        Duration.ofDays(whole(section, "requests_days", base.requests().toDays())),
        whole(section, "max_requests", base.maxRequests()),
        Duration.ofDays(whole(section, "audit_days", base.audit().toDays())),
        whole(section, "max_audit_entries", base.maxAuditEntries()));
  }

  private long whole(@Nullable ObjectNode section, String key, long fallback) {
    return sections.value(section, Declarations.RETENTION, key) instanceof Long said
        ? said
        : fallback;
  }

  private @Nullable Object value(ObjectNode section, Decl.@Nullable Section declared, String key) {
    return declared == null ? null : sections.value(section, declared, key);
  }

  private String textOr(ObjectNode root, String section, String key, String fallback) {
    Object value =
        value(
            ConfigurationReader.object(root, section) instanceof ObjectNode node
                ? node
                : new ObjectNode(root.location(), Map.of()),
            (Decl.Section) Declarations.ROOT.keys().get(section),
            key);
    return value == null ? fallback : value.toString();
  }
}
