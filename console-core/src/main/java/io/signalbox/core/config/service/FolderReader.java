package io.signalbox.core.config.service;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.OverlayComparison;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.reading.ConfigurationReader;
import io.signalbox.core.config.saving.ConfigurationFiles;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a configuration folder under overrides. Thread-safe; blocks. */
final class FolderReader {

  private static final Logger LOG = LoggerFactory.getLogger(FolderReader.class);

  private final Path folder;
  private final @Nullable String environmentName;
  private final UnaryOperator<@Nullable String> environment;
  private final Map<String, ProviderFactory> factories;
  private final TimeSource time;
  private final Secrets secrets;

  FolderReader(
      Path folder,
      @Nullable String environmentName,
      UnaryOperator<@Nullable String> environment,
      Map<String, ProviderFactory> factories,
      TimeSource time,
      Secrets secrets) {
    this.folder = folder;
    this.environmentName = environmentName;
    this.environment = environment;
    this.factories = factories;
    this.time = time;
    this.secrets = secrets;
  }

  /**
   * What the folder says under overrides; whatever is in it, this does not fail.
   *
   * @param changes laid over what is stored; null takes an override back
   */
  ConfigurationService.Preview read(
      List<SettingOverride> stored, Map<String, @Nullable Object> changes) {
    return read(environmentName, List.of(), changed(stored, changes), changes.keySet());
  }

  /** What the folder would say if one of its files were another, without overrides. */
  List<Diagnostic> tryOut(ConfigurationFiles.Draft draft) {
    return tryOut(List.of(draft), List.of()).diagnostics();
  }

  /**
   * What the folder would say if some of its files were others: under the overlay among them, else
   * under the one in force.
   *
   * @param stored overrides that are laid over them
   */
  ConfigurationService.Preview tryOut(
      List<ConfigurationFiles.Draft> drafts, List<SettingOverride> stored) {
    String overlay =
        drafts.stream()
            .map(ConfigurationFiles.Draft::file)
            .filter(file -> !ConfigurationFiles.isMain(file))
            .map(file -> file.substring(0, file.lastIndexOf('.')))
            .findFirst()
            .orElse(environmentName);
    return read(overlay, drafts, stored, Set.of());
  }

  /** The file name of the overlay in force; empty for none. */
  String overlay() {
    return ConfigurationFiles.load(folder, environmentName, List.of()).overlay();
  }

  /** What the folder says with another overlay, or none, and without overrides. */
  ConfigurationService.Preview read(@Nullable String overlay) {
    return read(overlay, List.of(), List.of(), Set.of());
  }

  /**
   * What the files in force say otherwise than with another overlay, overrides left out.
   *
   * @param other the environment to compare with; empty for the main file alone
   */
  OverlayComparison compare(String other) {
    String here = Objects.requireNonNullElse(environmentName, "");
    ConfigurationService.Preview mine = read(here.isEmpty() ? null : here);
    ConfigurationService.Preview theirs = read(other.isEmpty() ? null : other);
    return OverlayComparison.of(
        here,
        other,
        environments(),
        mine.configuration(),
        theirs.configuration(),
        Stream.of(mine, theirs)
            .flatMap(each -> ConfigurationReader.errors(each.diagnostics()).stream())
            .map(Diagnostic::message)
            .distinct()
            .toList());
  }

  /** Those there are overlays for; empty where the folder cannot be listed just now. */
  private List<String> environments() {
    try {
      return ConfigurationFiles.overlays(folder).stream()
          .map(name -> name.substring(0, name.lastIndexOf('.')))
          .distinct()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * @param asked keys of overrides that are only asked for yet, and refused where they fit nothing
   */
  private ConfigurationService.Preview read(
      @Nullable String overlay,
      List<ConfigurationFiles.Draft> drafts,
      List<SettingOverride> laid,
      Set<String> asked) {
    List<Diagnostic> told = new ArrayList<>();
    try {
      ConfigurationService.Preview read =
          read(ConfigurationFiles.load(folder, overlay, drafts), laid, asked, told);
      List<Diagnostic> struck = struck(read.diagnostics(), secrets);
      Configuration found = read.configuration();
      return new ConfigurationService.Preview(
          found == null ? null : found.withDiagnostics(struck), struck);
    } catch (RuntimeException e) {
      // Whatever somebody wrote into a file, the last good configuration must outlive it.
      LOG.error("The configuration in {} could not be read", folder, e);
      told.add(
          Diagnostic.error(
              "FILE_UNREADABLE",
              "The configuration in " + folder + " could not be read: " + e,
              null,
              "",
              "Take back what was changed last"));
      return new ConfigurationService.Preview(null, struck(told, secrets));
    }
  }

  /** What is wrong with a value is told without what it stood for. */
  static List<Diagnostic> struck(List<Diagnostic> told, Secrets secrets) {
    return told.stream()
        .map(each ->
            new Diagnostic(
                each.severity(),
                each.code(),
                secrets.strike(each.message()),
                each.location(),
                secrets.strike(each.key()),
                secrets.strike(each.hint())))
        .toList();
  }

  private ConfigurationService.Preview read(
      ConfigurationFiles.Loaded files,
      List<SettingOverride> laid,
      Set<String> asked,
      List<Diagnostic> told) {
    told.addAll(files.diagnostics());
    ObjectNode root = files.root();
    if (root == null) {
      return new ConfigurationService.Preview(null, told);
    }
    List<Diagnostic> found = new ArrayList<>();
    Configuration configuration = read(root, files.overlay(), laid, found);
    List<SettingOverride> fitting = new ArrayList<>(laid);
    fitting.removeIf(each -> !asked.contains(each.key()) && isLeftOver(each, found, told));
    if (fitting.size() < laid.size()) {
      // What a file or the program says under the same name is in force then.
      return read(
          new ConfigurationFiles.Loaded(root, files.overlay(), List.of()), fitting, asked, told);
    }
    told.addAll(found);
    boolean broken = !ConfigurationReader.errors(told).isEmpty();
    return new ConfigurationService.Preview(
        broken ? null : configuration.withDiagnostics(told), told);
  }

  private Configuration read(
      ObjectNode root, String overlay, List<SettingOverride> laid, List<Diagnostic> found) {
    Map<String, SettingOverride> byKey = new LinkedHashMap<>();
    laid.forEach(each -> byKey.put(each.key(), each));
    ConfigurationReader reader =
        new ConfigurationReader(folder, factories, environment, byKey, overlay, secrets);
    Configuration configuration =
        reader.read(ConfigurationReader.override(root, laid, found), time.now());
    found.addAll(configuration.diagnostics());
    return configuration;
  }

  /**
   * Whether an override of an alert's rule has outlived what it is for, its provider for one: as
   * every override that fits nothing any more it is told and left out, for files that are right
   * must not be refused for it.
   */
  private static boolean isLeftOver(
      SettingOverride override, List<Diagnostic> found, List<Diagnostic> told) {
    if (!override.key().startsWith(OverrideKey.ALERT_RULES)) {
      return false;
    }
    List<Diagnostic> wrong =
        found.stream()
            .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
            // What stands in a file has a place.
            .filter(each -> each.location() == null)
            .filter(each -> OverrideKey.whole(each.key()).equals(override.key()))
            .toList();
    wrong.forEach(each ->
        told.add(
            Diagnostic.warning(
                each.code(),
                each.message(),
                null,
                each.key(),
                "The rule is left out; take it back: signalbox alerts remove "
                    + override.key().substring(OverrideKey.ALERT_RULES.length()))));
    return !wrong.isEmpty();
  }

  private List<SettingOverride> changed(
      List<SettingOverride> stored, Map<String, @Nullable Object> changes) {
    List<SettingOverride> all = new ArrayList<>(stored);
    all.removeIf(each -> changes.containsKey(each.key()));
    changes.forEach((key, value) -> {
      if (value != null) {
        all.add(new SettingOverride(key, value, "preview", "", time.now()));
      }
    });
    return all;
  }

  /** Name to size and time of every configuration file, to see a change without reading. */
  Map<String, String> fingerprints() {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        boolean ours =
            (name.endsWith(".json") && !name.endsWith("templates.json"))
                || name.endsWith(".yaml")
                || name.endsWith(".yml");
        if (ours && Files.isRegularFile(file)) {
          long nanos = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
          found.put(name, Files.size(file) + "/" + nanos);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // Another folder than any that was read: it is looked at again until it is readable.
      found.put("", e.getClass().getName());
    }
    return found;
  }
}
