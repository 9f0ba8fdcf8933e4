package io.signalbox.app.fuzz;

import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.catalog.TemplateCatalog;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryLastGood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A template file: listed, and its templates resolved and validated. */
final class TemplatesTarget implements Target {

  private static final Map<String, ProviderFactory> TYPES =
      Map.of("simulated", new SimulatedProviderFactory());

  /** Of one file, resolved. */
  private static final int MOST = 20;

  private final Path folder;
  private final ConfigurationService configuration;

  TemplatesTarget(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [{"name": "east", "type": "simulated", "simulates": "aws"}]}}
        """);
    configuration =
        new ConfigurationService(
            folder, null, name -> null, TYPES, new ManualTime(), new EventStream(), new Secrets());
    configuration.load();
  }

  @Override
  public String name() {
    return "templates";
  }

  @Override
  public int share() {
    return 30;
  }

  @Override
  public boolean takes(Input input) throws IOException {
    Files.write(folder.resolve("templates.json"), input.bytes());
    TemplateCatalog catalog =
        new TemplateCatalog(
            configuration::current,
            TYPES,
            new MemoryLastGood(),
            new ManualTime(),
            new EventStream());
    catalog.refresh();
    ConfigurationTarget.check(catalog.diagnostics());
    List<TemplateSummary> found = catalog.list(null, null);
    for (TemplateSummary each : found.subList(0, Math.min(MOST, found.size()))) {
      try {
        catalog.resolve(each.templateId(), "east");
        catalog.validate(each.templateId(), "east", ValidationLevel.STRICT, 3);
      } catch (SignalboxException e) {
        // Refused, with a code of its own.
      }
    }
    return !found.isEmpty();
  }
}
