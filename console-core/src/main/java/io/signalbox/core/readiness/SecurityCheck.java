package io.signalbox.core.readiness;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.Counted;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether secrets stand in the files by reference alone and can be had, and whether nobody else can
 * read what this program keeps or change what it reads.
 */
final class SecurityCheck implements Check {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}|keychain:.*|file:.*", Pattern.DOTALL);

  /** Codes that reading gives to a secret that stands in the clear, or cannot be had. */
  private static final Set<String> CODES =
      Set.of("SECRET_LITERAL", "SECRET_UNAVAILABLE", "ENVIRONMENT_MISSING");

  /** In a folder that others can change, files are theirs to replace. */
  private static final String CHANGED = "changed by its user alone";

  private static final Set<PosixFilePermission> OTHERS_READ =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final ConfigurationService configuration;
  private final Path stateFolder;

  SecurityCheck(ConfigurationService configuration, Path stateFolder) {
    this.configuration = configuration;
    this.stateFolder = stateFolder;
  }

  @Override
  public Finding run(Progress progress) {
    Configuration now = configuration.current();
    Found found = new Found(Found.remedy("Nothing is to be done", Place.SETTINGS, ""));
    int references = references(now, found);
    int broken = broken(now, now.diagnostics(), found);
    // A secret in the clear keeps files from coming into force, and stands there all the same.
    broken += broken(now, configuration.lastRefusal(), found);
    int files = 0;
    try {
      files = kept(found) + read(now, found);
    } catch (IOException e) {
      found.row("files", "can be listed", e.toString(), Verdict.FAILED);
      found.wrong(
          "The folders of this console cannot be listed: " + e.getMessage(),
          Found.remedy("Make them readable for this user", Place.SETTINGS, "storage.path"));
    }
    return found.finding(
        (references - Math.min(broken, references))
            + " of "
            + Counted.of(references, "secret")
            + " by reference and at hand; "
            + Counted.of(files, "file")
            + " looked at.",
        "State in " + stateFolder + ".");
  }

  /** Settings that are a reference, or ought to be one, each where it stands. */
  private static int references(Configuration now, Found found) {
    int count = 0;
    for (SettingValue each : now.values().values()) {
      if (each.value() instanceof String text && REFERENCE.matcher(text).matches()) {
        count++;
        found.row(each.key(), "by reference", text, Verdict.PASSED, Places.at(each.location()));
      } else if (SettingValue.HIDDEN.equals(each.value())) {
        // One that is declared to be a secret is refused.
        found.row(
            each.key(),
            "by reference",
            "in the clear",
            Verdict.WARNING,
            Places.at(each.location()));
        found.wrong(
            each.key() + " looks like a secret, and is written out",
            Found.remedy(
                "Write where it is: ${NAME}, keychain:ACCOUNT or file:PATH",
                Place.SETTINGS,
                each.key()));
      }
    }
    return count;
  }

  private static int broken(Configuration now, List<Diagnostic> told, Found found) {
    int count = 0;
    for (Diagnostic each : told) {
      if (CODES.contains(each.code()) && each.severity() != Diagnostic.Severity.INFO) {
        count++;
        found.row(
            each.key(),
            "at hand",
            each.message(),
            isOfNoUse(now, each.key()) ? Verdict.WARNING : Verdict.FAILED,
            Places.at(each.location()));
        found.wrong(
            each.message(),
            Found.remedy(
                each.hint().isEmpty() ? "Put the secret where its reference points" : each.hint(),
                Place.SETTINGS,
                each.key()));
      }
    }
    return count;
  }

  /** Whether it is a setting of a provider that is disabled. */
  private static boolean isOfNoUse(Configuration now, String key) {
    return now.providers().stream()
        .filter(each -> !each.enabled())
        .anyMatch(each -> (key + ".").startsWith(OverrideKey.ofProvider(each.name(), "")));
  }

  /** What this program keeps is its user's alone. */
  private int kept(Found found) throws IOException {
    judge(stateFolder, CHANGED, OTHERS_WRITE, found);
    int count = 0;
    for (Path file : files(stateFolder)) {
      count += look(file, "its user's alone", OTHERS_READ, found);
    }
    Path logs = stateFolder.resolve("logs");
    if (Files.isDirectory(logs)) {
      for (Path file : files(logs)) {
        count += look(file, "its user's alone", OTHERS_READ, found);
      }
    }
    return count;
  }

  /** What is read may be anybody's to see, and is its user's alone to change or to replace. */
  private static int read(Configuration now, Found found) throws IOException {
    judge(now.folder(), CHANGED, OTHERS_WRITE, found);
    int count = 0;
    for (Path file : files(now.folder())) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml")) {
        count += look(file, CHANGED, OTHERS_WRITE, found);
      }
    }
    return count;
  }

  /** How many there were to look at: SQLite's own come and go. */
  private static int look(
      Path file, String expected, Set<PosixFilePermission> forbidden, Found found)
      throws IOException {
    try {
      judge(file, expected, forbidden, found);
      return 1;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /**
   * @param forbidden what nobody else may; that the user's group may write alone is a warning, for
   *     on many machines the group is the user
   */
  private static void judge(
      Path file, String expected, Set<PosixFilePermission> forbidden, Found found)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      found.row(name, expected, "no permissions on this file system", Verdict.WARNING);
      found.wrong(
          "The file system of " + file.getParent() + " has no permissions to look at",
          Found.remedy("Keep it where no other user comes", Place.SETTINGS, "storage.path"));
      return;
    }
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    Set<PosixFilePermission> open = EnumSet.copyOf(forbidden);
    open.retainAll(mode);
    Verdict verdict =
        open.isEmpty()
            ? Verdict.PASSED
            : open.equals(EnumSet.of(PosixFilePermission.GROUP_WRITE))
                ? Verdict.WARNING
                : Verdict.FAILED;
    found.row(name, expected, PosixFilePermissions.toString(mode), verdict);
    if (verdict != Verdict.PASSED) {
      boolean reading = forbidden.equals(OTHERS_READ);
      found.wrong(
          (verdict == Verdict.WARNING ? "The group can " : "Others can ")
              + (reading ? "read " : "change ")
              + file
              + ", of mode "
              + PosixFilePermissions.toString(mode),
          Found.remedy(
              "Run " + (reading ? "chmod 600 " : "chmod go-w ") + file,
              Place.SETTINGS,
              "storage.path"));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }
}
