package io.signalbox.core.config;

import java.util.List;

/** Keeps overrides and the reload signal, shared by processes. Thread-safe; may block. */
public interface OverrideRepository {

  List<SettingOverride> overrides();

  void save(SettingOverride override);

  void delete(String key);

  /**
   * A number that grows whenever any process asks all others to read again: configuration,
   * overrides or templates.
   */
  long generation();

  /** Asks every process to read again. */
  void bumpGeneration();
}
