package io.signalbox.core.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.query.Query;
import io.signalbox.core.template.catalog.TemplateCatalog;
import io.signalbox.core.testing.MemoryLastGood;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One folder, measured in a process of its own. Prints the heap when it is open, and the times of
 * reading its template files in both ways; later the heap again.
 */
final class ManyRun {

  private ManyRun() {}

  /** Arguments: the folder, and how many seconds later the heap is looked at again. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    double tree = fastest(() -> readTree(folder));
    double list = list(folder);
    SignalboxOptions options = SignalboxOptions.of(folder).background(true).seed(1).build();
    try (Signalbox core = Signalbox.open(options)) {
      core.queries().ask(new Query.ListTemplates(null, null));
      System.out.printf(Locale.ROOT, "%d %.2f %.2f%n", heap(), tree, list);
      TimeUnit.SECONDS.sleep(Integer.parseInt(args[1]));
      System.out.println(heap());
    }
  }

  private interface Work {
    int run() throws IOException;
  }

  /** Milliseconds. */
  private static double fastest(Work work) throws IOException {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long begun = System.nanoTime();
      if (work.run() == 0) {
        throw new IOException("nothing was read");
      }
      least = Math.min(least, System.nanoTime() - begun);
    }
    return least / 1e6;
  }

  private static int readTree(Path folder) throws IOException {
    int read = 0;
    try (var files = Files.newDirectoryStream(folder, "*templates.json")) {
      for (Path file : files) {
        read += new ObjectMapper().readTree(Files.readAllBytes(file)).size();
      }
    }
    return read;
  }

  private static double list(Path folder) throws IOException {
    Map<String, ProviderFactory> types = Map.of("simulated", new SimulatedProviderFactory());
    try (ConfigurationService service =
        new ConfigurationService(
            folder,
            null,
            name -> null,
            types,
            TimeSource.system(),
            new EventStream(),
            new Secrets())) {
      service.load();
      return fastest(() -> {
        TemplateCatalog fresh =
            new TemplateCatalog(
                service::current,
                types,
                new MemoryLastGood(),
                TimeSource.system(),
                new EventStream());
        return fresh.list(null, null).size();
      });
    }
  }

  private static long heap() {
    // Twice: what the first run's cleaners let go of is collected by the second.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
