package io.signalbox.core.template.catalog;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.TemplateEvents;
import io.signalbox.core.template.file.FileLoader;
import io.signalbox.core.template.file.LoadedFile;
import io.signalbox.core.template.resolving.CatalogState;
import io.signalbox.core.template.saving.TemplateSaver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the template files of the folder in force, those that changed alone, one reading at a time.
 * Thread-safe; blocks.
 */
final class CatalogReader {

  private final Supplier<Configuration> configuration;
  private final Map<String, ProviderFactory> factories;
  private final FileLoader loader;
  private final TimeSource time;
  private final EventStream events;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable CatalogState state;
  // Stamps of files that were broken when they changed: told only if they still are at the next
  // look.
  private volatile Map<String, String> suspects = Map.of();
  // Why the folder could not be listed at the last look; null where it could.
  private volatile @Nullable Diagnostic unlisted;
  private final AtomicLong version = new AtomicLong();

  CatalogReader(
      Supplier<Configuration> configuration,
      Map<String, ProviderFactory> factories,
      FileLoader loader,
      TimeSource time,
      EventStream events) {
    this.configuration = configuration;
    this.factories = factories;
    this.loader = loader;
    this.time = time;
    this.events = events;
  }

  /** Why the folder could not be listed at the last look; null where it could. */
  @Nullable Diagnostic unlisted() {
    return unlisted;
  }

  /** Grows with everything that may change an answer. */
  long version() {
    CatalogState now = state;
    if (now == null || now.configuration != configuration.get()) {
      refresh(Look.FINAL);
    }
    return version.get();
  }

  /** What was read last; reads where that is of another configuration. */
  CatalogState state() {
    CatalogState now = state;
    if (now == null || now.configuration != configuration.get()) {
      refresh(Look.FINAL);
      now = Objects.requireNonNull(state);
    }
    return now;
  }

  /** By the provider type they make. */
  Map<String, ProviderFactory> factories() {
    return factories;
  }

  /** Carries an edit out, and reads the file again. */
  FileDoor.Saved save(Configuration now, TemplateEdit edit) {
    FileDoor.Saved saved =
        TemplateSaver.save(new FileDoor(now.stateFolder()), now.folder(), edit, state());
    refresh(Look.FINAL);
    return saved;
  }

  /** Reads what changed; returns it by file name. */
  List<String> refresh(Look look) {
    BlockingCall.check("template files");
    reading.lock();
    try {
      Configuration now = configuration.get();
      CatalogState before = state;
      Map<String, LoadedFile> known = before == null ? Map.of() : before.files;
      Map<String, LoadedFile> files = new LinkedHashMap<>();
      List<String> changed = new ArrayList<>();
      Map<String, String> doubtful = new LinkedHashMap<>();
      for (Map.Entry<String, String> found : stamps(now, known).entrySet()) {
        String name = found.getKey();
        String stamp = found.getValue();
        LoadedFile old = known.get(name);
        LoadedFile loaded =
            old != null && old.stamp().equals(stamp)
                ? old
                : loader.load(now.folder(), name, stamp, old);
        LoadedFile file = loaded;
        boolean suspect =
            switch (look) {
              case FINAL -> false;
              case REGULAR -> loaded.broken() && !stamp.equals(suspects.get(name));
              case EARLY -> loaded.broken();
            };
        if (old != null && loaded != old && suspect) {
          doubtful.put(name, stamp);
          file = old;
        }
        files.put(name, file);
        if (old == null || !old.sha256().equals(file.sha256())) {
          changed.add(name);
        }
      }
      if (look != Look.EARLY) {
        suspects = doubtful;
      }
      for (String name : known.keySet()) {
        if (!files.containsKey(name)) {
          loader.forget(name);
          changed.add(name);
        }
      }
      if (before == null || before.configuration != now || !files.equals(before.files)) {
        state = new CatalogState(now, files, factories, before);
        version.incrementAndGet();
      }
      if (before != null) {
        tell(changed, files);
      }
      loader.saveGood();
      return changed;
    } finally {
      reading.unlock();
    }
  }

  private Map<String, String> stamps(Configuration now, Map<String, LoadedFile> known) {
    try {
      Map<String, String> found = FileLoader.stamps(now.folder());
      say(null);
      return found;
    } catch (IOException e) {
      say(
          Diagnostic.error(
              "FOLDER_UNREADABLE",
              "The folder "
                  + now.folder()
                  + " cannot be listed ("
                  + e
                  + "); its templates stay as they were last read",
              null,
              "",
              "Make it readable again"));
      Map<String, String> asBefore = new LinkedHashMap<>();
      known.forEach((name, file) -> asBefore.put(name, file.stamp()));
      return asBefore;
    }
  }

  private void say(@Nullable Diagnostic found) {
    if (!Objects.equals(found, unlisted)) {
      unlisted = found;
      version.incrementAndGet();
    }
  }

  private void tell(List<String> changed, Map<String, LoadedFile> files) {
    List<String> good = new ArrayList<>();
    for (String name : changed) {
      LoadedFile file = files.get(name);
      if (file != null && file.broken() && !file.problems().isEmpty()) {
        events.publish(
            new TemplateEvents.Broken(time.now(), name, file.problems().getFirst().message()));
      } else {
        good.add(name);
      }
    }
    if (!good.isEmpty()) {
      events.publish(new TemplateEvents.Changed(time.now(), List.copyOf(good)));
    }
  }
}
