package io.signalbox.core.query.answering;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.config.EditCheck;
import io.signalbox.core.config.OverlayComparison;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about the configuration. Thread-safe. */
public final class ConfigurationQueries {

  private final ConfigurationService configuration;

  public ConfigurationQueries(ConfigurationService configuration) {
    this.configuration = configuration;
  }

  Configuration show() {
    return configuration.current();
  }

  List<SettingOverride> overrides() {
    return configuration.overrides();
  }

  OverlayComparison compare(String other) {
    return configuration.compare(other);
  }

  EditCheck tryOut(ConfigurationEdit edit) {
    return configuration.tryOut(edit);
  }

  /** {@code file} null for the files in force, or those that were refused. */
  List<Diagnostic> validate(@Nullable Path file) {
    if (file != null) {
      return configuration.validate(file);
    }
    List<Diagnostic> refused = configuration.lastRefusal();
    return refused.isEmpty() ? configuration.current().diagnostics() : refused;
  }

  Map<String, Object> schema() {
    return configuration.schema();
  }
}
