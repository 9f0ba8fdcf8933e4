package io.signalbox.core.provider.aws.settings;

import io.signalbox.core.provider.FoundProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The profiles that AWS's shared files name, and the region of each: nothing else of those files is
 * kept, for secrets stand beside them. Stateless; blocks.
 */
public final class SharedProfiles {

  /** Larger files are nobody's profiles. */
  private static final long MOST_BYTES = 1024 * 1024;

  private static final Pattern SECTION = Pattern.compile("\\[\\s*([^\\]]+?)\\s*]\\s*([#;].*)?");
  private static final Pattern REGION = Pattern.compile("region\\s*=\\s*([a-z0-9-]+)\\s*([#;].*)?");
  private static final String PROFILE = "profile ";

  private SharedProfiles() {}

  /**
   * Those of {@code AWS_CONFIG_FILE} and {@code AWS_SHARED_CREDENTIALS_FILE}, else of {@code .aws}
   * at home, in the order of the files.
   *
   * @param variable null for one that is not set
   */
  public static List<FoundProvider> of(UnaryOperator<@Nullable String> variable) {
    Map<String, String> regions = new LinkedHashMap<>();
    Map<String, String> places = new LinkedHashMap<>();
    read(variable, "AWS_CONFIG_FILE", "config", true, regions, places);
    read(variable, "AWS_SHARED_CREDENTIALS_FILE", "credentials", false, regions, places);
    List<FoundProvider> found = new ArrayList<>();
    places.forEach((profile, place) -> {
      String region = regions.getOrDefault(profile, "");
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("profile", profile);
      if (!region.isEmpty()) {
        settings.put("region", region);
      }
      found.add(
          new FoundProvider(
              "aws-" + profile.replaceAll("[^A-Za-z0-9._-]", "-"),
              "profile " + profile + (region.isEmpty() ? "" : ", " + region) + ", of " + place,
              settings));
    });
    return found;
  }

  private static void read(
      UnaryOperator<@Nullable String> variable,
      String named,
      String usual,
      boolean prefixed,
      Map<String, String> regions,
      Map<String, String> places) {
    String given = variable.apply(named);
    String own = variable.apply("HOME");
    String home = own == null ? variable.apply("USERPROFILE") : own;
    if (given == null && home == null) {
      return;
    }
    String place = given == null ? "~/.aws/" + usual : given;
    try {
      Path file = given == null ? Path.of(String.valueOf(home), ".aws", usual) : Path.of(given);
      // Looked at before it is opened: a pipe would wait for whoever writes into it, and so may a
      // file that says it has no size, as those of /proc do.
      if (!Files.isRegularFile(file) || Files.size(file) == 0 || Files.size(file) > MOST_BYTES) {
        return;
      }
      String[] profile = {""};
      try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
        lines
            // What is indented belongs to the setting above it.
            .filter(line -> !line.startsWith(" ") && !line.startsWith("\t"))
            .map(String::strip)
            .forEach(line -> {
              Matcher section = SECTION.matcher(line);
              if (section.matches()) {
                profile[0] = profile(section.group(1), prefixed);
                if (!profile[0].isEmpty()) {
                  places.putIfAbsent(profile[0], place);
                }
              }
              Matcher region = REGION.matcher(line);
              if (region.matches() && !profile[0].isEmpty()) {
                regions.putIfAbsent(profile[0], region.group(1));
              }
            });
      }
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      // No file of profiles, or none that can be read: nothing is known from it.
      places.values().removeIf(place::equals);
    }
  }

  /**
   * In one file a profile has its word before it, but for the default; in the other it has none.
   */
  private static String profile(String section, boolean prefixed) {
    if (!prefixed || section.equals("default")) {
      return section;
    }
    return section.startsWith(PROFILE) ? section.substring(PROFILE.length()).strip() : "";
  }
}
