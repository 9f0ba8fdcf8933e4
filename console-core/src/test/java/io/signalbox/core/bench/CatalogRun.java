package io.signalbox.core.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.store.Store;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists or shows the templates of a folder in a process of its own, whose store has seen the files
 * before. Prints milliseconds: the first time, then, warmed up, again with nothing changed, and
 * with one file touched; or, for {@code tree}, of Jackson's {@code readTree} the first time and
 * warmed up.
 */
final class CatalogRun {

  private static final int WARM_UP = 25;
  private static final int ROUNDS = 15;

  private CatalogRun() {}

  private interface Work {
    int run() throws IOException;
  }

  /** Arguments: the folder; {@code tree}, {@code list} or {@code show}; the template shown. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    if (args[1].equals("tree")) {
      Work tree = () -> readTree(folder);
      System.out.println(time(tree));
      System.out.println(warmed(tree, () -> {}));
      return;
    }
    Map<String, ProviderFactory> types = Map.of("simulated", new SimulatedProviderFactory());
    EventStream events = new EventStream();
    TimeSource clock = TimeSource.system();
    try (ConfigurationService service =
            new ConfigurationService(
                folder, null, name -> null, types, clock, events, new Secrets());
        Store store = Store.open(folder.resolve("state"), clock)) {
      service.load();
      TemplateCatalog catalog =
          new TemplateCatalog(service::current, types, store.lastGood(), clock, events);
      Work work =
          args[1].equals("list")
              ? () -> catalog.list(null, null).size()
              : () -> catalog.resolve(args[2], null).fields().size();
      System.out.println(time(work));
      System.out.println(warmed(work, () -> {}));
      Looking looking = new Looking(catalog);
      System.out.println(
          warmed(
              () -> {
                looking.begin();
                return work.run();
              },
              () -> {
                looking.end();
                touch(folder);
              }));
      looking.end();
    }
  }

  /** As in a program that runs: one thread looks at the folder, and others are answered. */
  private static final class Looking {
    private final TemplateCatalog catalog;
    private @Nullable Thread thread;

    Looking(TemplateCatalog catalog) {
      this.catalog = catalog;
    }

    /** Returns when the look has seen the change. */
    void begin() {
      long before = catalog.version();
      thread = Thread.ofPlatform().start(catalog::lookEarly);
      while (catalog.version() == before) {
        Thread.onSpinWait();
      }
    }

    /** Returns when it has also kept the file for a restart. */
    void end() throws IOException {
      Thread begun = thread;
      if (begun != null) {
        try {
          begun.join();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }
  }

  private interface Before {
    void run() throws IOException;
  }

  private static double warmed(Work work, Before before) throws IOException {
    List<Double> millis = new ArrayList<>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      before.run();
      double took = time(work);
      if (round >= WARM_UP) {
        millis.add(took);
      }
    }
    return Forked.median(millis);
  }

  private static double time(Work work) throws IOException {
    long begun = System.nanoTime();
    if (work.run() == 0) {
      throw new IOException("nothing was read");
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  /** A space more behind the end: another file, and the same templates. */
  private static void touch(Path folder) throws IOException {
    Files.writeString(folder.resolve("templates.json"), " ", StandardOpenOption.APPEND);
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
}
