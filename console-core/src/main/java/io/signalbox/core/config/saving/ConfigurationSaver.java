package io.signalbox.core.config.saving;

import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.config.EditCheck;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.NewErrors;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.config.source.TextEdit;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.file.FileText;
import io.signalbox.core.file.InputFile;
import io.signalbox.core.log.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Saves edits of configuration files through the door: what is read afterwards is what was read
 * before with the one setting changed, and brings in no error and no key that nobody knows. Where
 * it stands so already the text stays as it is. Stateless; blocks.
 */
public final class ConfigurationSaver {

  private ConfigurationSaver() {}

  /** What reading the folder would say if a file of it had these bytes. */
  @FunctionalInterface
  public interface Trial {
    List<Diagnostic> of(ConfigurationFiles.Draft draft);
  }

  /**
   * @param held is handed the new text before it is written, and throws where it must not be
   */
  public static FileDoor.Saved save(
      FileDoor door, Path folder, ConfigurationEdit edit, Trial trial, Consumer<String> held) {
    checkInput(edit);
    return door.save(
        folder.resolve(edit.file()),
        edit.revision(),
        before -> {
          String after = after(edit, before, trial);
          held.accept(after);
          return after;
        });
  }

  /** What an edit would meet. Nothing is written. */
  public static EditCheck check(Path folder, ConfigurationEdit edit, Trial trial) {
    String seen = edit.revision();
    String now = "";
    try {
      checkInput(edit);
      byte[] bytes = InputFile.read(folder.resolve(edit.file()), FileDoor.MAX_BYTES);
      now = FileDoor.revision(bytes);
      if (seen != null && !seen.equals(now)) {
        return new EditCheck(now, edit.file() + " was changed since you read it");
      }
      after(edit, Optional.of(FileText.of(bytes)), trial);
      return new EditCheck(now, "");
    } catch (SignalboxException e) {
      return new EditCheck(now, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new EditCheck(now, edit.file() + " cannot be read: " + e.getMessage());
    }
  }

  private static void checkInput(ConfigurationEdit edit) {
    if (!ConfigurationFiles.isOne(edit.file())) {
      throw refused(
          edit,
          "'"
              + edit.file()
              + "' is no configuration file; config.json, .yaml or .yml and overlays"
              + " beside it are");
    }
    if (edit.key().isBlank() || List.of(edit.key().split("\\.", -1)).contains("")) {
      throw refused(edit, "'" + edit.key() + "' is no key; expected names with dots between them");
    }
    if (SettingValue.HIDDEN.equals(edit.value()) || Secrets.isStruck(edit.value())) {
      throw refused(
          edit,
          "'"
              + edit.value()
              + "' is what is shown in place of a secret, and not its value; type where the secret"
              + " is: ${NAME}, keychain:ACCOUNT or file:PATH");
    }
  }

  private static String after(ConfigurationEdit edit, Optional<FileText> before, Trial trial) {
    if (before.isEmpty()) {
      throw refused(edit, "There is no file " + edit.file());
    }
    FileText text = before.get();
    if (!text.readable()) {
      throw invalid(edit, List.of(edit.file() + ": not UTF-8 text"));
    }
    Object was = read(edit, text.text());
    Object value = Step.asRead(edit.value());
    boolean yaml = SourceReader.isYaml(edit.file());
    TextEdit all = new TextEdit(text.text(), yaml, text.lineEnd());
    KeyPath path = KeyPath.into(all.root(), edit.key());
    Object expected = KeyPath.expected(was, edit.key(), value);
    // A key that is not there is asked about as if it were set: what nobody knows is no setting.
    boolean absent = value == null && !path.rest().isEmpty();
    Optional<TextEdit> made =
        value != null ? path.set(all, value) : absent ? path.set(all, "") : path.remove(all);
    if (made.isEmpty()) {
      throw refused(edit, edit.file() + " has nothing that holds " + edit.key());
    }
    String after = made.get().text();
    List<Diagnostic> is = trial.of(new ConfigurationFiles.Draft(edit.file(), bytes(after)));
    List<Diagnostic> known =
        trial.of(new ConfigurationFiles.Draft(edit.file(), bytes(text.text())));
    NewErrors.among(is, known, ConfigurationSaver::isUnknown).stream()
        .findFirst()
        .ifPresent(each -> {
          throw refused(edit, each.key() + " is not a known key. " + each.hint());
        });
    if (absent || Objects.equals(was, expected)) {
      return text.text();
    }
    if (!Objects.equals(read(edit, after), expected)) {
      throw refused(
          edit,
          edit.key() + " cannot be changed in " + edit.file() + " alone; edit the file itself");
    }
    List<Diagnostic> fresh = NewErrors.among(is, known);
    if (!fresh.isEmpty()) {
      throw invalid(edit, fresh.stream().map(Diagnostic::message).toList());
    }
    return after;
  }

  private static boolean isUnknown(Diagnostic told) {
    return told.code().equals(Diagnostic.UNKNOWN_KEY);
  }

  private static @Nullable Object read(ConfigurationEdit edit, String text) {
    SourceReader.Parsed parsed = SourceReader.read(bytes(text), edit.file());
    SourceNode root = parsed.root();
    if (root == null) {
      throw invalid(edit, parsed.diagnostics().stream().map(Diagnostic::message).toList());
    }
    if (!(root instanceof ObjectNode)) {
      throw invalid(edit, List.of(root.location() + ": a configuration is an object { }"));
    }
    return root.toValue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static SignalboxException refused(ConfigurationEdit edit, String why) {
    return new SignalboxException(
        ErrorCode.INVALID_INPUT, why, Map.of("file", edit.file(), "key", edit.key()));
  }

  private static SignalboxException invalid(ConfigurationEdit edit, List<String> errors) {
    return new SignalboxException(
        ErrorCode.CONFIGURATION_INVALID,
        edit.file() + " was not saved: " + String.join("; ", errors),
        Map.of("file", edit.file(), "key", edit.key(), "errors", errors));
  }
}
