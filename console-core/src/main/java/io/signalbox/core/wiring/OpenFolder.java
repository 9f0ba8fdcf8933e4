package io.signalbox.core.wiring;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.log.LogLevel;
import io.signalbox.core.log.LogSettings;
import io.signalbox.core.log.LogTarget;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.answering.RecentEvents;
import io.signalbox.core.store.Store;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configuration folder that was read, with its store and its log: what stands before anything of
 * it runs. Immutable.
 */
final class OpenFolder {

  private static final Logger LOG = LoggerFactory.getLogger(OpenFolder.class);

  private final Mode mode;
  private final TimeSource time;
  private final Map<String, String> environment;
  private final InstalledTypes types;
  private final EventStream events = new EventStream();
  private final Secrets secrets = Secrets.ofProcess();
  private final ConfigurationService configuration;
  private final Path stateFolder;
  private final LogSettings logged;
  private final LogTarget.Attachment attached;
  private final Store store;
  private final long firstGeneration;
  private final RecentEvents recentEvents;

  /**
   * Reads and opens; blocks.
   *
   * @param environmentName the overlay; null for none
   * @param stateFolder where state lives instead of {@code storage.path}; null for that
   * @param log told what the configuration says of the log
   * @param opened takes what is to be closed, whether this comes to its end or not
   */
  OpenFolder(
      Path configFolder,
      @Nullable String environmentName,
      Map<String, String> environment,
      @Nullable Path stateFolder,
      TimeSource time,
      LogTarget log,
      Mode mode,
      Opened opened) {
    this.mode = mode;
    this.time = time;
    this.environment = Map.copyOf(environment);
    this.types = InstalledTypes.load();
    types.problems().forEach(each -> LOG.warn("{}: {}", each.code(), each.message()));
    this.configuration =
        opened.add(
            new ConfigurationService(
                configFolder,
                environmentName,
                environment::get,
                types.factories(),
                time,
                events,
                secrets));
    Configuration first = configuration.load();
    this.stateFolder = stateFolder == null ? first.stateFolder() : stateFolder;
    LogLevel level = LogLevel.named(first.logging().level(), LogLevel.INFO);
    this.logged = new LogSettings(this.stateFolder, LogLevel.of(environment, level));
    this.attached = opened.add(log.attach(logged));
    this.store = opened.add(Store.open(this.stateFolder, time, mode.store()));
    this.firstGeneration = store.overrides().generation();
    configuration.useOverrides(store.overrides());
    this.recentEvents = new RecentEvents(store.events());
    opened.add(events.subscribe(recentEvents::accept));
    opened.add(events.subscribe(new EventLog()::accept));
  }

  Mode mode() {
    return mode;
  }

  TimeSource time() {
    return time;
  }

  Map<String, String> environment() {
    return environment;
  }

  InstalledTypes types() {
    return types;
  }

  Map<String, ProviderFactory> factories() {
    return types.factories();
  }

  EventStream events() {
    return events;
  }

  Secrets secrets() {
    return secrets;
  }

  ConfigurationService configuration() {
    return configuration;
  }

  Path stateFolder() {
    return stateFolder;
  }

  /** The least that the log keeps. */
  LogLevel logLevel() {
    return logged.level();
  }

  /** Where this process's log lines go; empty where another program keeps them. */
  Optional<Path> logFile() {
    return attached.file();
  }

  Store store() {
    return store;
  }

  /** Of the overrides, when they were read first. */
  long firstGeneration() {
    return firstGeneration;
  }

  RecentEvents recentEvents() {
    return recentEvents;
  }
}
