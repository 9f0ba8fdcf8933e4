package io.signalbox.core.testing;

import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A folder of configuration and templates, and what is read from it. */
public final class ConfigFolder {

  private final Path path;
  private final Map<String, ProviderFactory> types;
  private final Map<String, String> environment = new HashMap<>();
  private final EventStream events = new EventStream();

  /**
   * @param types what is installed, by name
   */
  public ConfigFolder(Path path, Map<String, ProviderFactory> types) {
    this.path = path;
    this.types = Map.copyOf(types);
  }

  /** Variables that the files may refer to; to be changed. */
  public Map<String, String> environment() {
    return environment;
  }

  /** What is told of readings. */
  public EventStream events() {
    return events;
  }

  /** Makes a file, or writes it over. */
  public void write(String name, String text) throws IOException {
    Files.write(path.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  public String read(String name) throws IOException {
    return Files.readString(path.resolve(name));
  }

  /** A process's service, which has read nothing yet. */
  public ConfigurationService service(@Nullable String overlay) {
    return service(overlay, new ManualTime());
  }

  /** The same on a clock of its own. */
  public ConfigurationService service(@Nullable String overlay, TimeSource time) {
    return new ConfigurationService(
        path, overlay, environment::get, types, time, events, new Secrets());
  }

  /** A process's catalog, which has read everything. */
  public TemplateCatalog catalog() {
    ConfigurationService service = service(null);
    service.load();
    TemplateCatalog catalog =
        new TemplateCatalog(
            service::current, types, new MemoryLastGood(), new ManualTime(), events);
    catalog.refresh();
    return catalog;
  }

  /** What was told, by code, each once. */
  public static List<String> codes(List<Diagnostic> told) {
    return told.stream().map(Diagnostic::code).distinct().toList();
  }
}
