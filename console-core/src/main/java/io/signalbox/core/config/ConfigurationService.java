package io.signalbox.core.config;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads, watches and reloads the configuration; keeps the last good one in force. CONTRACT
 * SKELETON: the owner fills it in.
 */
public final class ConfigurationService implements AutoCloseable {

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
      EventStream events) {}

  /**
   * The first load, without overrides (the store's place is among the settings).
   *
   * @throws io.signalbox.core.error.SignalboxException CONFIGURATION_INVALID, naming every error
   *     with file and line
   */
  public Configuration load() {
    throw new UnsupportedOperationException();
  }

  /** Lays the store's overrides over every load from now on, and reloads. */
  public Configuration useOverrides(OverrideRepository overrides) {
    throw new UnsupportedOperationException();
  }

  /** In force now. */
  public Configuration current() {
    throw new UnsupportedOperationException();
  }

  /**
   * Errors of the last load that was refused; empty when what is in force is what the files say.
   */
  public List<Diagnostic> lastRefusal() {
    throw new UnsupportedOperationException();
  }

  /** Reads again; on errors the last good configuration stays in force and an event says so. */
  public ReloadResult reload() {
    throw new UnsupportedOperationException();
  }

  /** Calls back with each configuration that comes into force, on the reloading thread. */
  public void onChange(Consumer<Configuration> listener) {
    throw new UnsupportedOperationException();
  }

  /** Starts watching the folder; changes show within a second. */
  public void watch() {
    throw new UnsupportedOperationException();
  }

  /** Checks one file as a main configuration, without putting it in force. */
  public List<Diagnostic> validate(Path file) {
    throw new UnsupportedOperationException();
  }

  /** The JSON Schema of a configuration file, made from the same declarations that read it. */
  public Map<String, Object> schema() {
    throw new UnsupportedOperationException();
  }

  @java.lang.Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  /**
   * @param accepted whether the files' configuration is now in force
   */
  public record ReloadResult(boolean accepted, List<Diagnostic> diagnostics) {}
}
