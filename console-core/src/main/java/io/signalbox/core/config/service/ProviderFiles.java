package io.signalbox.core.config.service;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.ProviderTrial;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.saving.ConfigurationFiles;
import io.signalbox.core.config.saving.ConfigurationFiles.Draft;
import io.signalbox.core.config.saving.ProviderSaver;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.file.FileText;
import io.signalbox.core.file.InputFile;
import io.signalbox.core.provider.ProviderFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Registers, changes and removes providers in the files of a folder, through the door for saving
 * them. Thread-safe; everything blocks.
 */
public final class ProviderFiles {

  private final Path folder;
  private final FolderReader reader;
  private final Map<String, ProviderFactory> factories;
  private final Supplier<Configuration> current;
  private final Supplier<List<SettingOverride>> stored;

  ProviderFiles(
      Path folder,
      FolderReader reader,
      Map<String, ProviderFactory> factories,
      Supplier<Configuration> current,
      Supplier<List<SettingOverride>> stored) {
    this.folder = folder;
    this.reader = reader;
    this.factories = factories;
    this.current = current;
    this.stored = stored;
  }

  /** The files in force: the main one, then the overlay where there is one. */
  public List<String> inForce() {
    BlockingCall.check("configuration");
    List<String> files = new ArrayList<>();
    ConfigurationFiles.main(folder).ifPresent(files::add);
    String overlay = reader.overlay();
    if (!overlay.isEmpty()) {
      files.add(overlay);
    }
    return files;
  }

  /** The revision of a file, as whoever edits it says what he saw. */
  public String revision(String file) {
    return read(file).revision();
  }

  /**
   * What an edit would make of each file that it changes, in the order in which they would be
   * saved; nothing is written.
   *
   * @throws SignalboxException PROVIDER_NOT_FOUND; INVALID_INPUT for a file that is none, or where
   *     the edit would be of several files
   */
  public List<ProviderTrial> tryOut(ProviderEdit edit) {
    BlockingCall.check("configuration");
    List<Draft> made = new ArrayList<>();
    List<ProviderTrial> trials = new ArrayList<>();
    for (String file : files(edit)) {
      Read read = read(file);
      ProviderSaver.Made result =
          ProviderSaver.make(edit, file, read.text(), read.revision(), around(edit, file, made));
      made.add(new Draft(file, result.text().getBytes(StandardCharsets.UTF_8)));
      trials.add(result.trial());
    }
    return trials;
  }

  /**
   * What was saved.
   *
   * @param changed false where the files stood so already
   * @param before the revision of the file before; empty where several were saved, or none
   */
  public record Saved(List<ProviderTrial> trials, boolean changed, String before) {}

  /**
   * Carries an edit out; what refuses it is among what the trials found, and nothing is written
   * then. Reading again puts it in force.
   *
   * @throws SignalboxException as {@link #tryOut}, and INVALID_STATE as {@link FileDoor} says
   */
  public Saved save(ProviderEdit edit) {
    List<ProviderTrial> trials = tryOut(edit);
    if (!trials.stream().allMatch(ProviderTrial::accepted)) {
      return new Saved(trials, false, "");
    }
    FileDoor door = new FileDoor(current.get().stateFolder());
    List<ProviderTrial> saved = new ArrayList<>();
    boolean changed = false;
    String before = "";
    for (ProviderTrial trial : trials) {
      List<ProviderSaver.Made> made = new ArrayList<>();
      FileDoor.Saved file =
          door.save(
              folder.resolve(trial.file()),
              trials.size() == 1 ? edit.revision() : null,
              // What was saved before it stands in its file by now.
              ProviderSaver.through(
                  edit, trial.file(), around(edit, trial.file(), List.of()), made));
      changed |= file.changed();
      before = trials.size() == 1 && file.changed() ? file.before() : "";
      saved.add(made.getLast().trial().at(file.revision()));
    }
    return new Saved(saved, changed, before);
  }

  /** Where overlays that are not in force say something of a provider. */
  public List<Location> elsewhere(String provider) {
    BlockingCall.check("configuration");
    List<String> inForce = inForce();
    List<Location> found = new ArrayList<>();
    try {
      for (String file : ConfigurationFiles.overlays(folder)) {
        if (!inForce.contains(file)) {
          ObjectNode root =
              ConfigurationFiles.read(folder.resolve(file), List.of(), new ArrayList<>());
          ProviderSaver.find(root, provider).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      throw new SignalboxException(
          ErrorCode.CONFIGURATION_INVALID, "The folder " + folder + " cannot be listed", e);
    }
    return found;
  }

  private List<String> files(ProviderEdit edit) {
    String given = edit.file();
    if (given != null) {
      if (!ConfigurationFiles.isOne(given)) {
        throw new SignalboxException(
            ErrorCode.INVALID_INPUT,
            "'" + given + "' is no configuration file; those in force are " + inForce(),
            Map.of("file", given));
      }
      return List.of(given);
    }
    return switch (edit) {
      case ProviderEdit.Register register -> List.of(inForce().getLast());
      case ProviderEdit.Update update -> List.of(fileOf(update));
      case ProviderEdit.Remove remove -> having(remove.provider()).reversed();
    };
  }

  /** The files in force that have the provider. */
  private List<String> having(String provider) {
    List<String> having = new ArrayList<>();
    for (String file : inForce()) {
      ObjectNode root = ConfigurationFiles.read(folder.resolve(file), List.of(), new ArrayList<>());
      if (ProviderSaver.find(root, provider).isPresent()) {
        having.add(file);
      }
    }
    if (having.isEmpty()) {
      throw notFound(provider);
    }
    return having;
  }

  private SignalboxException notFound(String provider) {
    return new SignalboxException(
        ErrorCode.PROVIDER_NOT_FOUND,
        "Provider instance '" + provider + "' not found in configuration",
        Map.of(
            "requested_provider",
            provider,
            "available_providers",
            current.get().providers().stream().map(ProviderInstance::name).toList()));
  }

  /** Where the settings stand; where those stand nowhere, where the provider does. */
  private String fileOf(ProviderEdit.Update edit) {
    String home = having(edit.provider()).getFirst();
    Map<String, SettingValue> values = current.get().values();
    Map<String, String> places = new LinkedHashMap<>();
    edit.settings()
        .keySet()
        .forEach(key -> {
          SettingValue value = values.get(OverrideKey.ofProvider(edit.provider(), key));
          if (value == null) {
            value = values.get(OverrideKey.ofProvider(edit.provider(), "config." + key));
          }
          if (value == null) {
            value = within(values, OverrideKey.ofProvider(edit.provider(), key) + ".");
          }
          Location at = value == null ? null : value.location();
          places.put(key, at == null ? home : at.file());
        });
    TreeSet<String> files = new TreeSet<>(places.values());
    if (files.size() > 1) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "These settings of "
              + edit.provider()
              + " stand in several files: "
              + places
              + "; change those of one file at a time, or name the file",
          Map.of("provider", edit.provider(), "files", List.copyOf(files)));
    }
    return files.isEmpty() ? home : files.first();
  }

  /** A setting that is part of an object; null where there is none. */
  private static @Nullable SettingValue within(Map<String, SettingValue> values, String prefix) {
    for (Map.Entry<String, SettingValue> each : values.entrySet()) {
      if (each.getKey().startsWith(prefix)) {
        return each.getValue();
      }
    }
    return null;
  }

  private ProviderSaver.Around around(ProviderEdit edit, String file, List<Draft> made) {
    Optional<ProviderInstance> instance = current.get().provider(edit.provider());
    Optional<String> name = ConfigurationFiles.main(folder);
    ObjectNode main =
        name.isEmpty()
            ? null
            : ConfigurationFiles.read(folder.resolve(name.get()), made, new ArrayList<>());
    List<SettingOverride> laid = new ArrayList<>(stored.get());
    if (edit instanceof ProviderEdit.Remove) {
      // They go with it.
      laid.removeIf(each -> each.key().startsWith(OverrideKey.ofProvider(edit.provider(), "")));
    }
    return new ProviderSaver.Around(
        factories,
        main == null ? null : main.toValue(),
        instance.map(ProviderInstance::type).orElse(""),
        instance.map(each -> at(edit.provider())).orElse(""),
        draft -> {
          List<Draft> drafts = new ArrayList<>(made);
          drafts.removeIf(each -> each.file().equals(file));
          drafts.add(draft);
          ConfigurationService.Preview read = reader.tryOut(drafts, laid);
          return new ProviderSaver.Tried(read.configuration(), read.diagnostics());
        });
  }

  private String at(String provider) {
    SettingValue name = current.get().values().get(OverrideKey.ofProvider(provider, "name"));
    SettingValue type = current.get().values().get(OverrideKey.ofProvider(provider, "type"));
    Location at =
        name != null && name.location() != null
            ? name.location()
            : type == null ? null : type.location();
    return at == null ? "this folder" : at.toString();
  }

  private record Read(Optional<FileText> text, String revision) {}

  private Read read(String file) {
    byte[] bytes = bytes(folder.resolve(file));
    return new Read(Optional.ofNullable(bytes).map(FileText::of), FileDoor.revision(bytes));
  }

  private static byte @Nullable [] bytes(Path file) {
    try {
      return InputFile.read(file, FileDoor.MAX_BYTES);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new SignalboxException(
          ErrorCode.CONFIGURATION_INVALID,
          file.getFileName() + " cannot be read: " + e.getMessage(),
          e);
    }
  }
}
