package io.signalbox.app.ui.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.query.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * One setting as it is typed: checked at every change by the code that saves it, and saved through
 * the same door. On the screen's thread only.
 */
final class SettingEdit {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Why it cannot be saved before anything was typed. */
  static final String UNCHANGED = "Nothing was changed";

  private static final String CHECKING = "Checking";
  private static final String SAVING = "Saving";

  private final UiServices services;
  private final SettingRow row;
  private final Runnable saved;
  private final Question question;
  private final List<String> files;

  /** What each file was when it was first looked at: who saved it since is not written over. */
  private final Map<String, String> revisions = new HashMap<>();

  private final StringProperty file = new SimpleStringProperty();
  private final StringProperty value = new SimpleStringProperty();
  private final ReadOnlyStringWrapper notSaveable = new ReadOnlyStringWrapper(UNCHANGED);
  private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper done = new ReadOnlyStringWrapper("");
  // What stands in the file, as it is typed.
  private String begun;
  private String begunIn;
  private boolean saving;

  /**
   * @param files that may hold it, the main one first
   * @param saved is told when it was
   */
  SettingEdit(UiServices services, SettingRow row, List<String> files, Runnable saved) {
    this.services = services;
    this.row = row;
    this.saved = saved;
    this.files = files;
    this.question = new Question(services, failure -> notSaveable.set(UiServices.textOf(failure)));
    file.set(
        !row.file().isEmpty() ? row.file() : files.isEmpty() ? "config.json" : files.getFirst());
    begun = row.typed();
    begunIn = row.file();
    value.set(begun);
    file.addListener((property, old, now) -> check());
    value.addListener((property, old, now) -> check());
    look(refusal -> {});
  }

  private void check() {
    said.set("");
    if (saving) {
      question.forget();
      notSaveable.set(SAVING);
      return;
    }
    if (value.get().equals(begun) && file.get().equals(begunIn)) {
      question.forget();
      notSaveable.set(UNCHANGED);
      return;
    }
    notSaveable.set(CHECKING);
    look(notSaveable::set);
  }

  /**
   * @param told is told why it would be refused; empty where it would not be
   */
  private void look(Consumer<String> told) {
    ConfigurationEdit edit = edit();
    question.ask(
        edit,
        new Query.CheckEdit(edit),
        seen -> {
          if (!seen.revision().isEmpty()) {
            revisions.putIfAbsent(edit.file(), seen.revision());
          }
          told.accept(seen.refusal());
        });
  }

  private ConfigurationEdit edit() {
    String name = file.get();
    return new ConfigurationEdit(name, revisions.get(name), inFile(row.key()), typed(value.get()));
  }

  /** A provider's settings are named by the provider; in a file they stand in a section. */
  private static String inFile(String key) {
    return key.startsWith("providers.") ? "provider." + key : key;
  }

  /** JSON where it is some, else the text; null, which takes the key out, for nothing. */
  static @Nullable Object typed(String text) {
    String bare = text.strip();
    if (bare.isEmpty()) {
      return null;
    }
    try {
      return JSON.readValue(bare, Object.class);
    } catch (JsonProcessingException e) {
      return bare;
    }
  }

  /** What stands in a file as it is typed, so that it is read as the same again. */
  static String written(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text.equals(typed(text)) ? text : json(text);
      case Map<?, ?> map -> json(map);
      case Iterable<?> items -> json(items);
      default -> SettingRows.text(value);
    };
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no value of a setting", e);
    }
  }

  /**
   * Saves it; nothing happens where it may not be, or is under way.
   *
   * @param reason why, for the activity log; empty where none was asked
   * @param lastWayOut is told where somebody would be left without a way
   */
  void save(String reason, Consumer<String> lastWayOut) {
    if (notSaveable.get().isEmpty()) {
      save(reason, false, lastWayOut);
    }
  }

  /** Saves what was refused because somebody would be left without a way; one at a time. */
  void saveAllTheSame(String reason) {
    if (!saving) {
      save(reason, true, said::set);
    }
  }

  private void save(String reason, boolean force, Consumer<String> lastWayOut) {
    String sent = value.get();
    String sentTo = file.get();
    saving = true;
    notSaveable.set(SAVING);
    services.execute(
        new ConfigCommand.Edit(edit(), reason),
        force,
        answer -> {
          saving = false;
          begun = sent;
          begunIn = sentTo;
          revisions.put(sentTo, answer.file().revision());
          check();
          if (answer.reload().accepted()) {
            done.set(row.key() + " is saved in " + sentTo + ", and in force.");
          } else {
            said.set("Saved, and not in force: another part of the files is refused.");
          }
          saved.run();
        },
        failure -> {
          saving = false;
          check();
          (!force && UiServices.canBeForced(failure) ? lastWayOut : (Consumer<String>) said::set)
              .accept(UiServices.textOf(failure));
        });
  }

  SettingRow row() {
    return row;
  }

  List<String> files() {
    return files;
  }

  StringProperty fileProperty() {
    return file;
  }

  StringProperty valueProperty() {
    return value;
  }

  /** Why it cannot be saved as it is typed; empty if it can. */
  ReadOnlyStringProperty notSaveableProperty() {
    return notSaveable.getReadOnlyProperty();
  }

  /** What came of saving, where it was not done. */
  ReadOnlyStringProperty saidProperty() {
    return said.getReadOnlyProperty();
  }

  /** Not empty once it was saved. */
  ReadOnlyStringProperty doneProperty() {
    return done.getReadOnlyProperty();
  }
}
