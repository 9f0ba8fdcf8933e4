package io.signalbox.core.config.service;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.config.ConfigurationEvents;
import io.signalbox.core.config.EditCheck;
import io.signalbox.core.config.OverlayComparison;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.reading.ConfigurationReader;
import io.signalbox.core.config.saving.ConfigurationFiles;
import io.signalbox.core.config.saving.ConfigurationSaver;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.table.ConfigSchema;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads and reloads the configuration; keeps the last good one in force. Thread-safe; loads block
 * and are made one at a time.
 */
public final class ConfigurationService implements AutoCloseable {

  /** Looks in a row at files that are broken and never the same, before they are refused. */
  private static final int MOST_SUSPECTED = 4;

  private final Path folder;
  private final FolderReader files;
  private final UnaryOperator<@Nullable String> environment;
  private final Map<String, ProviderFactory> factories;
  private final TimeSource time;
  private final EventStream events;
  private final Secrets secrets;
  private final List<Consumer<Configuration>> listeners = new CopyOnWriteArrayList<>();
  private final Object loading = new Object();
  private volatile @Nullable OverrideRepository overrides;
  private volatile @Nullable Configuration current;
  private volatile List<Diagnostic> lastRefusal = List.of();
  private volatile Map<String, String> seen = Map.of();
  // Files that were broken when they changed: refused only if they still are at the next look.
  private volatile Map<String, String> suspect = Map.of();
  // How often in a row; by whoever polls.
  private volatile int suspected;
  // A reload began and did not come to its end: what it read may not act everywhere.
  private volatile boolean unsettled;

  /**
   * @param folder the configuration folder
   * @param environmentName the overlay to lay over; null for none
   * @param environment reads an environment variable; null result when it is not set
   * @param factories installed provider types by name
   */
  public ConfigurationService(
      Path folder,
      @Nullable String environmentName,
      UnaryOperator<@Nullable String> environment,
      Map<String, ProviderFactory> factories,
      TimeSource time,
      EventStream events,
      Secrets secrets) {
    this.folder = folder.toAbsolutePath().normalize();
    this.environment = environment;
    this.factories = Map.copyOf(factories);
    this.time = time;
    this.events = events;
    this.secrets = secrets;
    this.files =
        new FolderReader(this.folder, environmentName, environment, this.factories, time, secrets);
  }

  /**
   * The first load, without overrides (the store's place is among the settings).
   *
   * @throws SignalboxException CONFIGURATION_INVALID, naming every error with file and line
   */
  public Configuration load() {
    synchronized (loading) {
      seen = files.fingerprints();
      Preview attempt = attempt();
      if (attempt.configuration() == null) {
        throw invalid(attempt.diagnostics());
      }
      current = attempt.configuration();
      return attempt.configuration();
    }
  }

  /** Lays the store's overrides over every load from now on, and reloads where there are any. */
  public Configuration useOverrides(OverrideRepository repository) {
    overrides = repository;
    if (!repository.overrides().isEmpty()) {
      reload();
    }
    return current();
  }

  /** In force now. */
  public Configuration current() {
    Configuration now = current;
    if (now == null) {
      throw new IllegalStateException("load() comes first");
    }
    return now;
  }

  /**
   * Errors of the last load that was refused; empty when what is in force is what the files say.
   */
  public List<Diagnostic> lastRefusal() {
    return lastRefusal;
  }

  /**
   * Reads again and tells what came of it; on errors the last good configuration stays in force and
   * an event says so. When this throws, nothing is settled, and the next {@link #poll} tries again.
   *
   * @throws SignalboxException STORE_UNAVAILABLE where the overrides could not be read
   */
  public ReloadResult reload() {
    ReloadResult result;
    synchronized (loading) {
      unsettled = true;
      Map<String, String> read = files.fingerprints();
      Preview attempt = attempt();
      Configuration accepted = attempt.configuration();
      if (accepted != null) {
        current = accepted;
        for (Consumer<Configuration> listener : listeners) {
          listener.accept(accepted);
        }
        lastRefusal = List.of();
      } else {
        lastRefusal = ConfigurationReader.errors(attempt.diagnostics());
      }
      seen = read;
      unsettled = false;
      result = new ReloadResult(accepted != null, attempt.diagnostics());
    }
    if (!result.accepted()) {
      // From this attempt: another thread may have put good files in force since.
      String first = ConfigurationReader.errors(result.diagnostics()).getFirst().message();
      events.publish(new ConfigurationEvents.Refused(time.now(), first));
    }
    return result;
  }

  /**
   * One look at the folder: reloads if a file changed since the last load, or if the last reload
   * came to no end. Called twice a second by whoever watches, so that a change shows within a
   * second; whatever it throws, the next call looks again. A file that is broken when it changes
   * may be half-written: it is read once more at the next call before it is refused, and again
   * while it goes on changing, for two seconds or so.
   */
  public void poll() {
    Map<String, String> now = files.fingerprints();
    if (now.equals(seen) && !unsettled) {
      return;
    }
    if (!now.equals(suspect) && suspected < MOST_SUSPECTED && attempt().configuration() == null) {
      suspect = now;
      suspected = suspected + 1;
      return;
    }
    suspected = 0;
    if (reload().accepted()) {
      events.publish(
          new ConfigurationEvents.Reloaded(
              time.now(),
              (int)
                  current().diagnostics().stream()
                      .filter(d -> d.severity() == Diagnostic.Severity.WARNING)
                      .count()));
    }
  }

  /**
   * Calls back with each configuration that comes into force, one at a time and in order, on the
   * reloading thread.
   */
  public void onChange(Consumer<Configuration> listener) {
    listeners.add(listener);
  }

  /** What reading the folder would say, without putting anything in force. */
  public List<Diagnostic> check() {
    return attempt().diagnostics();
  }

  /**
   * Writes a setting into a file of the folder, or takes it out; {@link #reload} puts it in force.
   *
   * @param held is handed what the folder would be read as, before anything is written and while
   *     nobody else saves, and throws where that must not come into force
   * @throws SignalboxException INVALID_INPUT for a file that is none, or a key that cannot be set
   *     or that no declaration knows; CONFIGURATION_INVALID where the configuration would have an
   *     error it has not now; INVALID_STATE as {@link FileDoor} says; nothing was changed then
   */
  public FileDoor.Saved save(ConfigurationEdit edit, Consumer<Preview> held) {
    BlockingCall.check("configuration");
    return ConfigurationSaver.save(
        new FileDoor(current().stateFolder()),
        folder,
        edit,
        files::tryOut,
        text -> held.accept(preview(edit.file(), text)));
  }

  /** Where providers are registered, changed and removed in the files. */
  public ProviderFiles providerFiles() {
    return new ProviderFiles(folder, files, factories, this::current, this::overrides);
  }

  /**
   * What {@link #save} would say of an edit that nothing else is held against. Nothing is written;
   * blocks.
   */
  public EditCheck tryOut(ConfigurationEdit edit) {
    BlockingCall.check("configuration");
    return ConfigurationSaver.check(folder, edit, files::tryOut);
  }

  /**
   * What the files in force say otherwise than with another overlay, overrides left out; blocks.
   *
   * @param other the environment to compare with; empty for the main file alone
   */
  public OverlayComparison compare(String other) {
    BlockingCall.check("configuration");
    return files.compare(other);
  }

  /** What operators changed at run time, by key; blocks. */
  public List<SettingOverride> overrides() {
    OverrideRepository repository = overrides;
    return repository == null ? List.of() : repository.overrides();
  }

  /**
   * Checks one file, without putting it in force: as the main configuration, or laid over the one
   * that stands beside it.
   */
  public List<Diagnostic> validate(Path file) {
    return FileCheck.validate(file, environment, factories, secrets);
  }

  /** The JSON Schema of a configuration file, made from the same declarations that read it. */
  public Map<String, Object> schema() {
    return schema(factories);
  }

  /** The same without an open folder. */
  public static Map<String, Object> schema(Map<String, ProviderFactory> factories) {
    return ConfigSchema.of(factories);
  }

  /**
   * What the folder would be read as with further overrides, without putting anything in force;
   * null takes an override back. Blocks.
   */
  public Preview preview(Map<String, @Nullable Object> changes) {
    BlockingCall.check("configuration");
    return files.read(overrides(), changes);
  }

  /**
   * What the folder would be read as, under the overrides, if one of its files had this text; an
   * overlay is laid over then. Blocks.
   */
  public Preview preview(String file, String text) {
    BlockingCall.check("configuration");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return files.tryOut(List.of(new ConfigurationFiles.Draft(file, bytes)), overrides());
  }

  /**
   * @param configuration null when there was an error
   */
  public record Preview(@Nullable Configuration configuration, List<Diagnostic> diagnostics) {
    public Preview {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  private Preview attempt() {
    return preview(Map.of());
  }

  private SignalboxException invalid(List<Diagnostic> diagnostics) {
    List<Diagnostic> errors = ConfigurationReader.errors(diagnostics);
    List<String> lines = new ArrayList<>();
    lines.add("The configuration in " + folder + " cannot be used");
    errors.forEach(each ->
        lines.add(each.hint().isEmpty() ? each.message() : each.message() + ". " + each.hint()));
    return new SignalboxException(
        ErrorCode.CONFIGURATION_INVALID,
        lines,
        Map.of("errors", errors.stream().map(Diagnostic::message).toList()));
  }

  @Override
  public void close() {
    listeners.clear();
  }

  /**
   * @param accepted whether the files' configuration is now in force
   */
  public record ReloadResult(boolean accepted, List<Diagnostic> diagnostics) {
    public ReloadResult {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
