package io.signalbox.core.file;

import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one door through which files that people write are saved.
 *
 * <p>Whoever saves is alone among all threads and processes that share the state folder; what it
 * saw is compared with what is there, before it begins and again just before the new text takes the
 * old one's place, all at once. Byte order mark, owner, group and permissions stay; a link is
 * followed to the regular file it leads to; the version before stays beside the name as {@code
 * .bak}, readable by its owner alone. A process that is killed leaves the old text or the new one,
 * and no lock. Thread-safe; blocks.
 */
public final class FileDoor {

  /** The largest file saved, bytes. */
  public static final long MAX_BYTES = 16L * 1024 * 1024;

  /** The revision of a file that is not there. */
  public static final String ABSENT = "absent";

  private final Path stateFolder;

  /**
   * @param stateFolder where the lock is kept; made, for its owner alone, if it is missing
   */
  public FileDoor(Path stateFolder) {
    this.stateFolder = stateFolder;
  }

  /** Makes the new text of the old one; empty where there is no file. Called under the lock. */
  @FunctionalInterface
  public interface Edit {
    String apply(Optional<FileText> before);
  }

  /**
   * What stands in the file now.
   *
   * @param text as it was written, a byte order mark included
   * @param changed false where it stood there already, and nothing was written
   * @param before the revision of what stood there before
   */
  public record Saved(String text, String revision, boolean changed, String before) {}

  /**
   * Carries an edit out; where it changes nothing, nothing is written.
   *
   * @param revision of what whoever edits saw; null to edit whatever is there
   * @throws SignalboxException INVALID_STATE where the file is not what was seen, is no regular
   *     file or cannot be written, or where somebody else saves for ten seconds; INVALID_INPUT for
   *     a text that is no Unicode; nothing was changed then
   */
  public Saved save(Path file, @Nullable String revision, Edit edit) {
    BlockingCall.check("saving a file");
    String name = String.valueOf(file.getFileName());
    try {
      Optional<ProcessLock.Held> held = ProcessLock.take(stateFolder);
      if (held.isEmpty()) {
        throw new SignalboxException(
            ErrorCode.INVALID_STATE,
            name + " was not saved: another process has been saving for ten seconds; try again",
            Map.of("file", name));
      }
      try (ProcessLock.Held lock = held.get()) {
        return save(file, name, revision, edit);
      }
    } catch (FileSystemException e) {
      String reason = e.getReason();
      throw unwritten(name, reason == null ? e.getClass().getSimpleName() : reason, e);
    } catch (IOException e) {
      throw unwritten(name, String.valueOf(e.getMessage()), e);
    }
  }

  private static Saved save(Path file, String name, @Nullable String revision, Edit edit)
      throws IOException {
    Target before = Target.of(file, MAX_BYTES);
    if (revision != null && !revision.equals(revision(before.bytes()))) {
      throw changed(name, before);
    }
    Optional<FileText> seen = Optional.ofNullable(before.bytes()).map(FileText::of);
    boolean marked = seen.map(FileText::marked).orElse(false);
    byte[] after =
        FileText.bytes(edit.apply(seen), marked)
            .orElseThrow(() ->
                new SignalboxException(
                    ErrorCode.INVALID_INPUT,
                    name + " was not saved: the new text holds half of a Unicode character",
                    Map.of("file", name)));
    if (after.length > MAX_BYTES) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "%s was not saved: it would have more than %,d bytes".formatted(name, MAX_BYTES),
          Map.of("file", name));
    }
    boolean changed = !Arrays.equals(before.bytes(), after);
    if (changed) {
      write(file, name, before, after);
    }
    return new Saved(
        FileText.of(after).withMark(), revision(after), changed, revision(before.bytes()));
  }

  private static void write(Path file, String name, Target before, byte[] after)
      throws IOException {
    byte[] old = before.bytes();
    Replacement.clean(before.path());
    if (old == null) {
      // As any editor makes a file; there is none whose permissions it could have.
      try (Replacement fresh = Replacement.write(before.path(), after)) {
        fresh.takeEmptyPlace();
      }
      return;
    }
    Path backup = backup(file, name);
    Replacement.clean(backup);
    try (Replacement fresh =
            Replacement.write(before.path(), after, PrivateFiles.ofFile(before.path()));
        Replacement kept = Replacement.write(backup, old, PrivateFiles.ofFile(backup))) {
      fresh.own(before.path());
      Target now = Target.of(file, MAX_BYTES);
      if (!now.sameAs(before)) {
        // By somebody who does not come through this door.
        throw changed(name, now);
      }
      kept.takePlace();
      fresh.takePlace();
    }
  }

  private static Path backup(Path file, String name) {
    return file.toAbsolutePath().resolveSibling(name + ".bak");
  }

  /**
   * The text before the last save; blocks.
   *
   * @param revision of that text
   * @return empty where the version beside the file is another one, or cannot be read
   */
  public static Optional<String> textBefore(Path file, String revision) {
    BlockingCall.check("reading a file");
    try {
      byte[] bytes = Target.of(backup(file, String.valueOf(file.getFileName())), MAX_BYTES).bytes();
      return bytes != null && revision.equals(revision(bytes))
          ? Optional.of(FileText.of(bytes).withMark())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The revision of what stands in a file now; blocks. */
  public static Optional<String> revisionNow(Path file) {
    BlockingCall.check("reading a file");
    try {
      return Optional.of(revision(Target.of(file, MAX_BYTES).bytes()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Of a file with these bytes; null for one that is not there. */
  public static String revision(byte @Nullable [] bytes) {
    if (bytes == null) {
      return ABSENT;
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static SignalboxException changed(String name, Target now) {
    return new SignalboxException(
        ErrorCode.INVALID_STATE,
        name + " was changed since you read it; read it again and repeat your edit",
        Map.of("file", name, "revision", revision(now.bytes())));
  }

  private static SignalboxException unwritten(String name, String why, IOException cause) {
    return new SignalboxException(
        ErrorCode.INVALID_STATE, name + " was not saved: " + why + "; nothing was changed", cause);
  }
}
