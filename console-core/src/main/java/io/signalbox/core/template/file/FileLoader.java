package io.signalbox.core.template.file;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.saving.ConfigurationFiles;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.file.InputFile;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.template.LastGoodRepository;
import io.signalbox.core.template.LastGoodRepository.LastGood;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the template files of a folder, keeping the last good version of a broken one in force.
 * Blocks.
 */
public final class FileLoader {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final String UNREADABLE = "unreadable";

  private final LastGoodRepository lastGood;
  private final TimeSource time;
  // Used by one reading at a time.
  private final Map<String, LastGood> unsaved = new TreeMap<>();

  public FileLoader(LastGoodRepository lastGood, TimeSource time) {
    this.lastGood = lastGood;
    this.time = time;
  }

  /**
   * Every template file of a folder with its stamp, by name. A file that is there and cannot be
   * looked at has a stamp too: it is unreadable, not gone.
   *
   * @throws IOException where the folder cannot be listed, or is not the folder that was opened: it
   *     has no main configuration file, as the place of a volume that is not mounted. Nothing is
   *     known of its files then, least of all that they were deleted.
   */
  public static Map<String, String> stamps(Path folder) throws IOException {
    Map<String, String> stamps = new TreeMap<>();
    boolean configured = false;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        configured |= ConfigurationFiles.isMain(name);
        if (isTemplateFile(name)) {
          stamps.put(name, stamp(file));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    if (!configured) {
      throw new NoSuchFileException(folder.toString(), null, "no main configuration file is there");
    }
    return stamps;
  }

  /** What is odd in the template files of a folder, errors first. */
  public static List<Diagnostic> check(Configuration configuration) {
    List<Diagnostic> told = new ArrayList<>();
    try {
      Set<String> names = stamps(configuration.folder()).keySet();
      for (String name : names) {
        Bytes read = Bytes.of(configuration.folder().resolve(name), name);
        told.addAll(read.refused());
        if (read.refused().isEmpty()) {
          // Only what is told is of interest.
          Optional<FileOutline> outline = FileOutline.read(read.bytes(), name, told);
          outline.ifPresent(each -> told.addAll(each.oddities()));
        }
      }
      told.addAll(FileLayers.of(configuration, names).diagnostics());
    } catch (IOException e) {
      told.add(unreadable(configuration.folder().toString(), e));
    }
    told.sort((a, b) -> b.severity().compareTo(a.severity()));
    return told;
  }

  private static Diagnostic unreadable(String what, IOException why) {
    return Diagnostic.error(
        "FILE_UNREADABLE", what + " cannot be read: " + why.getMessage(), null, what, "");
  }

  /**
   * @param bytes empty where they were not read
   * @param refused why they were not; empty where they were
   */
  private record Bytes(byte[] bytes, List<Diagnostic> refused) {

    static Bytes of(Path file, String name) {
      try {
        byte[] bytes = InputFile.read(file, SourceReader.MAX_BYTES);
        return new Bytes(
            bytes, bytes.length == 0 ? SourceReader.read(file, name).diagnostics() : List.of());
      } catch (InputFile.TooLarge e) {
        return new Bytes(new byte[0], SourceReader.read(file, name).diagnostics());
      } catch (NoSuchFileException e) {
        return new Bytes(new byte[0], List.of(unreadable(name, new IOException("a link to none"))));
      } catch (IOException e) {
        return new Bytes(new byte[0], List.of(unreadable(name, e)));
      }
    }
  }

  public static boolean isTemplateFile(String name) {
    return name.equals("templates.json") || name.endsWith("_templates.json");
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.size()
          + "/"
          + attributes.lastModifiedTime().toInstant()
          + "/"
          + attributes.fileKey();
    } catch (IOException e) {
      return UNREADABLE;
    }
  }

  /**
   * @param before the file as last looked at; null for a new one
   */
  public LoadedFile load(Path folder, String name, String stamp, @Nullable LoadedFile before) {
    Bytes found = Bytes.of(folder.resolve(name), name);
    byte[] bytes = found.bytes();
    if (!found.refused().isEmpty()) {
      return keep(name, stamp, bytes, before, found.refused());
    }
    String sha = sha256(bytes);
    if (before != null && !before.broken() && before.sha256().equals(sha)) {
      return new LoadedFile(
          name,
          stamp,
          bytes,
          sha,
          before.inForce(),
          before.inForceSince(),
          false,
          before.problems());
    }
    List<Diagnostic> problems = new ArrayList<>();
    Optional<FileOutline> read = FileOutline.read(bytes, name, problems);
    if (read.isEmpty()) {
      return keep(name, stamp, bytes, before, problems);
    }
    Instant now = time.now();
    unsaved.put(name, new LastGood(name, bytes, sha, now));
    return new LoadedFile(name, stamp, bytes, sha, read.get(), now, false, problems);
  }

  private LoadedFile keep(
      String name,
      String stamp,
      byte[] bytes,
      @Nullable LoadedFile before,
      List<Diagnostic> problems) {
    FileOutline inForce = null;
    Instant since = time.now();
    if (before != null && before.inForce() != null) {
      inForce = before.inForce();
      since = before.inForceSince();
    } else {
      Optional<LastGood> stored = lastGood.find(name);
      if (stored.isPresent()) {
        inForce = FileOutline.read(stored.get().bytes(), name, new ArrayList<>()).orElse(null);
        since = stored.get().at();
      }
    }
    String stays =
        inForce == null
            ? "no version of it is in force"
            : "the version of " + CLOCK.format(since) + " UTC stays in force";
    List<Diagnostic> told =
        problems.stream()
            .map(d ->
                d.severity() == Diagnostic.Severity.ERROR
                    ? Diagnostic.error(
                        d.code(), d.message() + "; " + stays, d.location(), d.key(), d.hint())
                    : d)
            .toList();
    return new LoadedFile(name, stamp, bytes, sha256(bytes), inForce, since, true, told);
  }

  /**
   * Stores good versions that were read since, for whoever finds a broken file in their place;
   * called once they are in force, for it takes longer than reading them. What could not be stored
   * is stored at the next call.
   */
  public void saveGood() {
    for (LastGood version : List.copyOf(unsaved.values())) {
      if (!lastGood.has(version.file(), version.sha256())) {
        lastGood.save(version);
      }
      unsaved.remove(version.file());
    }
  }

  /** Files that are gone leave nothing in force. */
  public void forget(String name) {
    unsaved.remove(name);
    lastGood.delete(name);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
