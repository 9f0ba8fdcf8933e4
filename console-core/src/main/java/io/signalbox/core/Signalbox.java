package io.signalbox.core;

import io.signalbox.core.command.CommandBus;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.service.FileCheck;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.snapshot.Snapshots;
import io.signalbox.core.store.Store;
import io.signalbox.core.template.catalog.TemplateCatalog;
import io.signalbox.core.wiring.Background;
import io.signalbox.core.wiring.Desks;
import io.signalbox.core.wiring.Mode;
import io.signalbox.core.wiring.Parts;
import io.signalbox.core.wiring.RehearsalTraffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: opens a configuration folder, hands out the buses and the event stream,
 * closes everything. Thread-safe.
 */
public final class Signalbox implements AutoCloseable {

  /** The variable that makes a process an observer where it is 1. */
  private static final String READ_ONLY = "SIGNALBOX_READ_ONLY";

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Signalbox.class);

  private final Parts parts;
  private final boolean observes;
  private final Desks desks;
  private final RehearsalTraffic rehearsal;
  private final @Nullable Background background;
  // Guarded by this.
  private @Nullable Thread closing;

  private Signalbox(SignalboxOptions options, Mode mode) {
    this.parts =
        new Parts(
            options.configFolder(),
            options.overlay(),
            options.environment(),
            options.stateFolder(),
            options.time(),
            options.seed(),
            options.log(),
            mode);
    this.observes = observes(options);
    if (observes) {
      LOG.info("This process only observes: it changes, drives and checks nothing");
    }
    this.desks = new Desks(parts, observes);
    this.rehearsal =
        new RehearsalTraffic(
            parts.configuration()::current,
            parts.factories().values().stream()
                .filter(ProviderFactory::allowsRehearsal)
                .map(ProviderFactory::type)
                .collect(Collectors.toSet()),
            parts.providers(),
            parts.time());
    this.background =
        parts.mode() == Mode.BACKGROUND
            ? new Background(parts, rehearsal, desks::watch, observes)
            : null;
  }

  private boolean observes(SignalboxOptions options) {
    return options.readOnly()
        || "1".equals(options.environment().get(READ_ONLY))
        || parts.configuration().current().readOnly();
  }

  /**
   * Opens a configuration folder; blocks.
   *
   * @throws io.signalbox.core.error.SignalboxException CONFIGURATION_INVALID or STORE_UNAVAILABLE;
   *     nothing is left open
   */
  public static Signalbox open(SignalboxOptions options) {
    BlockingCall.check("Opening a configuration");
    Signalbox signalbox =
        new Signalbox(options, options.background() ? Mode.BACKGROUND : Mode.ONE_SHOT);
    if (signalbox.background != null) {
      signalbox.background.start();
    }
    return signalbox;
  }

  /**
   * Opens a folder that is played step by step on the clock of its options: nothing runs by itself,
   * and what is asked runs on the caller's thread; blocks.
   */
  public static Played played(SignalboxOptions options) {
    Signalbox signalbox = new Signalbox(options, Mode.PLAYED);
    return new Played(signalbox, signalbox.parts, signalbox.rehearsal);
  }

  /** A folder whose owner runs what would run by itself. */
  public record Played(Signalbox signalbox, Parts parts, RehearsalTraffic traffic) {}

  /**
   * Checks one file as a main configuration, without opening a folder; blocks.
   *
   * @param environment the environment variables to substitute
   */
  public static List<Diagnostic> validate(Path file, Map<String, String> environment) {
    InstalledTypes types = InstalledTypes.load();
    return told(
        types, FileCheck.validate(file, environment::get, types.factories(), Secrets.ofProcess()));
  }

  /**
   * Checks a configuration folder as it would be read, overlay and template files included, and
   * that its store, where there is one, is as it was written; blocks, some seconds for a store of a
   * year's work.
   *
   * @param environmentName the overlay; null for none
   */
  public static List<Diagnostic> validateFolder(
      Path folder, @Nullable String environmentName, Map<String, String> environment) {
    InstalledTypes types = InstalledTypes.load();
    try (ConfigurationService service =
        new ConfigurationService(
            folder,
            environmentName,
            environment::get,
            types.factories(),
            TimeSource.system(),
            new EventStream(),
            Secrets.ofProcess())) {
      List<Diagnostic> found = new ArrayList<>(service.check());
      if (found.stream().noneMatch(each -> each.severity() == Diagnostic.Severity.ERROR)) {
        found.addAll(stored(service.load().stateFolder()));
      }
      if (found.stream().noneMatch(each -> each.severity() == Diagnostic.Severity.ERROR)) {
        found.addAll(TemplateCatalog.check(service.load()));
      }
      return told(types, List.copyOf(found));
    }
  }

  private static List<Diagnostic> stored(Path stateFolder) {
    try {
      return Store.check(stateFolder, TimeSource.system()).stream()
          .map(wrong ->
              Diagnostic.error(
                  "STORE_DAMAGED",
                  "The store is not as it was written: " + wrong,
                  null,
                  "storage.path",
                  "Keep a copy of it and restore a backup"))
          .toList();
    } catch (SignalboxException e) {
      // On a full disk, for one: a backup would lose what is there.
      return List.of(Diagnostic.error(e.code().name(), e.getMessage(), null, "storage.path", ""));
    }
  }

  private static List<Diagnostic> told(InstalledTypes types, List<Diagnostic> diagnostics) {
    List<Diagnostic> all = new ArrayList<>(diagnostics);
    for (InstalledTypes.Problem problem : types.problems()) {
      all.add(Diagnostic.warning(problem.code(), problem.message(), null, "", ""));
    }
    return all;
  }

  /** The JSON Schema of a configuration with the installed provider types. */
  public static Map<String, Object> schema() {
    return ConfigurationService.schema(InstalledTypes.load().factories());
  }

  public CommandBus commands() {
    return desks.commands();
  }

  public QueryBus queries() {
    return desks.queries();
  }

  /** What every screen is handed. */
  public Snapshots snapshots() {
    return desks.snapshots();
  }

  public EventStream events() {
    return parts.events();
  }

  Parts parts() {
    return parts;
  }

  Desks desks() {
    return desks;
  }

  RehearsalTraffic rehearsal() {
    return rehearsal;
  }

  /**
   * Ends what runs by itself, keeps what was learnt, closes everything; blocks, at most 2 s. What
   * does not end by then is left to end by itself; closing again waits for it again. Whatever is
   * asked afterwards is refused with INVALID_STATE.
   */
  @Override
  public void close() {
    try {
      if (!closing().join(CLOSING)) {
        LOG.warn("Closing takes longer than {} s and is left to itself", CLOSING.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Thread closing() {
    Thread begun = closing;
    if (begun == null) {
      begun = parts.threads().builder().name("signalbox: closing").start(this::closeAll);
      closing = begun;
    }
    return begun;
  }

  private void closeAll() {
    desks.close();
    if (background != null) {
      background.close();
    }
    if (!observes) {
      parts.flush();
    }
    if (parts.mode() == Mode.ONE_SHOT && !observes) {
      parts.deleteSomeExpired();
    }
    parts.close();
  }
}
