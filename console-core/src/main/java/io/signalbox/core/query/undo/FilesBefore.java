package io.signalbox.core.query.undo;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.query.PutBack;
import io.signalbox.core.query.UndoPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What stood in a file before it was saved: the version beside it. Thread-safe; blocks. */
final class FilesBefore {

  private final Supplier<Path> folder;

  /**
   * @param folder the configuration folder
   */
  FilesBefore(Supplier<Path> folder) {
    this.folder = folder;
  }

  UndoPlan plan(AuditEntry act, String name) {
    String saved = revision(act.after());
    String before = revision(act.before());
    Path file = folder.get().resolve(name);
    if (!String.valueOf(file.getFileName()).equals(name)) {
      return UndoPlan.refused(act, name + " is no file of the configuration folder.");
    }
    Optional<String> now = FileDoor.revisionNow(file);
    if (now.isEmpty() || !now.get().equals(saved)) {
      return UndoPlan.refused(act, name + " was changed since.");
    }
    if (before.equals(FileDoor.ABSENT)) {
      return UndoPlan.refused(act, "There was no file " + name + " before.");
    }
    if (FileDoor.textBefore(file, before).isEmpty()) {
      return UndoPlan.refused(act, "The version before is not beside " + name + " any more.");
    }
    return new UndoPlan(
        act,
        "",
        name + " is as it was before it was saved.",
        new PutBack.SavedFile(name, saved, before),
        null);
  }

  private static String revision(Map<String, Object> values) {
    return String.valueOf(values.get("revision"));
  }
}
