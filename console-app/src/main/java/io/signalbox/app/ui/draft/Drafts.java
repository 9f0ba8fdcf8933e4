package io.signalbox.app.ui.draft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is typed into forms and not saved yet, by form. Keeping costs no more than a map; a file is
 * written a little later, in the background, and at the latest when this is closed. Windows on one
 * configuration folder share the file: each writes the forms it changed over what it finds there.
 * Thread-safe.
 */
public final class Drafts implements AutoCloseable {

  private final @Nullable Path file;
  private final String what;
  private final Executor later;
  private final Supplier<String> fresh;
  // Guarded by this, as is what is due.
  private final Map<String, Map<String, String>> forms = new LinkedHashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private boolean due;
  // The keys of forms that nothing was sent under; never written.
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final ReentrantLock writing = new ReentrantLock();
  private volatile String problem = "";

  private Drafts(@Nullable Path file, String what, Executor later, Supplier<String> fresh) {
    this.file = file;
    this.what = what;
    this.later = later;
    this.fresh = fresh;
  }

  /** Drafts that end with the process: for pictures and tests. */
  public static Drafts inMemory() {
    return inMemory(Drafts::freshKey);
  }

  /**
   * The same, with keys as given: a picture shows one.
   *
   * @param fresh makes a key
   */
  public static Drafts inMemory(Supplier<String> fresh) {
    return new Drafts(null, "", Runnable::run, fresh);
  }

  /**
   * Reads the drafts of a configuration folder; blocks. A file that cannot be read is put aside,
   * and {@link #problem} says so.
   *
   * @param stateFolder where the file is or will be
   * @param later runs a write in the background, some time after it was given
   */
  public static Drafts open(Path stateFolder, Path configFolder, Executor later) {
    return open(DraftFile.of("drafts", stateFolder, configFolder, ""), "Unsaved texts", later);
  }

  /**
   * The same mechanism for what a window remembers of itself, in a file of its own; blocks.
   *
   * @param overlay the environment it is of; empty for none
   */
  public static Drafts ofWindow(
      Path stateFolder, Path configFolder, String overlay, Executor later) {
    return open(
        DraftFile.of("window", stateFolder, configFolder, overlay),
        "Settings of the window",
        later);
  }

  private static Drafts open(Path file, String what, Executor later) {
    Drafts drafts = new Drafts(file, what, later, Drafts::freshKey);
    try {
      drafts.forms.putAll(DraftFile.read(file));
    } catch (IOException e) {
      drafts.problem = drafts.putAside(file, e);
    }
    return drafts;
  }

  private String putAside(Path from, IOException why) {
    try {
      return what
          + " could not be read ("
          + why.getClass().getSimpleName()
          + "); the file is now "
          + DraftFile.putAside(from);
    } catch (IOException e) {
      return what + " could not be read: " + from + ": " + why.getMessage();
    }
  }

  /** The fields of a form; empty where nothing of it is unsaved. */
  public synchronized Optional<Map<String, String>> find(String form) {
    return Optional.ofNullable(forms.get(form));
  }

  /** The forms that have unsaved fields and whose name begins so. */
  public synchronized List<String> forms(String prefix) {
    return forms.keySet().stream().filter(each -> each.startsWith(prefix)).toList();
  }

  /**
   * The idempotency key that a form has as long as nothing was sent under it: one for all windows
   * of the program, and none that a later start takes up. Made where the form has none yet.
   */
  public synchronized String key(String form) {
    return keys.computeIfAbsent(form, each -> fresh.get());
  }

  private static String freshKey() {
    return "sb-" + UUID.randomUUID().toString().substring(0, 13);
  }

  /** The form's key was used: the next one that is asked for is another. */
  public synchronized void spend(String form, String key) {
    keys.remove(form, key);
  }

  /** Keeps the fields of a form as they are now. */
  public void keep(String form, Map<String, String> fields) {
    change(form, Map.copyOf(fields));
  }

  /** Nothing of a form is unsaved any more. */
  public void drop(String form) {
    change(form, null);
  }

  private void change(String form, @Nullable Map<String, String> fields) {
    synchronized (this) {
      Map<String, String> before = fields == null ? forms.remove(form) : forms.put(form, fields);
      if (Objects.equals(before, fields)) {
        return;
      }
      changed.add(form);
      if (due || file == null) {
        return;
      }
      due = true;
    }
    later.execute(this::write);
  }

  /** Why what is typed does not survive a restart, for a person; empty if it does. */
  public String problem() {
    return problem;
  }

  private void write() {
    Path target = file;
    if (target == null) {
      return;
    }
    writing.lock();
    try {
      Map<String, Optional<Map<String, String>>> news = new LinkedHashMap<>();
      synchronized (this) {
        due = false;
        changed.forEach(form -> news.put(form, Optional.ofNullable(forms.get(form))));
        changed.clear();
      }
      if (news.isEmpty()) {
        return;
      }
      try {
        Map<String, Map<String, String>> all = DraftFile.read(target);
        news.forEach((form, fields) ->
            fields.ifPresentOrElse(kept -> all.put(form, kept), () -> all.remove(form)));
        DraftFile.write(target, all);
        problem = "";
      } catch (IOException e) {
        synchronized (this) {
          // Tried again with the next change, and at the end.
          changed.addAll(news.keySet());
        }
        problem = what + " end with this window: " + target + ": " + e.getMessage();
      }
    } finally {
      writing.unlock();
    }
  }

  /** Writes what is still to be written; blocks. */
  @Override
  public void close() {
    write();
  }
}
