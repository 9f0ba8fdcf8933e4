package io.signalbox.core.snapshot;

import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.watching.Reading;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong or odd in files and installed types, each since it was found first: reading a file
 * again is no news of what was wrong in it before. For one thread at a time.
 */
final class FileReadings {

  /** Of one sort, until one stands for all. */
  private static final int MAX_ALIKE = 3;

  private final ConfigurationService configuration;
  private final TemplateCatalog templates;
  private final List<InstalledTypes.Problem> types;
  private final TimeSource time;
  private @Nullable Map<String, Instant> since;

  FileReadings(
      ConfigurationService configuration,
      TemplateCatalog templates,
      List<InstalledTypes.Problem> types,
      TimeSource time) {
    this.configuration = configuration;
    this.templates = templates;
    this.types = List.copyOf(types);
    this.time = time;
  }

  List<Reading> read() {
    List<Reading> found = new ArrayList<>();
    Configuration current = configuration.current();
    List<Diagnostic> refused = configuration.lastRefusal();
    for (Diagnostic each : refused) {
      if (each.severity() == Diagnostic.Severity.ERROR) {
        found.add(of("configuration", each, "The last good configuration is in force"));
      }
    }
    if (refused.isEmpty()) {
      addLikes("configuration", current.diagnostics(), found);
    }
    addLikes("template", templates.diagnostics(), found);
    for (InstalledTypes.Problem each : types) {
      found.add(
          Reading.ofState(
              AlertMetric.FILE_ODD,
              each.code() + " " + each.message(),
              each.code(),
              "configuration",
              null,
              each.message(),
              "Only this provider type is out of use",
              ""));
    }
    return dated(found, current);
  }

  private List<Reading> dated(List<Reading> found, Configuration current) {
    Map<String, Instant> before = since;
    Map<String, Instant> still = new HashMap<>();
    Instant now = before == null ? current.loadedAt() : time.now();
    Map<String, Instant> known = before == null ? Map.of() : before;
    List<Reading> dated = new ArrayList<>();
    for (Reading each : found) {
      String key = each.key();
      // Two that look alike are two all the same.
      for (int more = 2; still.containsKey(key); more++) {
        key = each.key() + " #" + more;
      }
      Instant first = Objects.requireNonNullElse(known.get(key), now);
      still.put(key, first);
      dated.add(
          Reading.ofState(
              each.metric(),
              key,
              each.subject(),
              each.kind(),
              first,
              each.title(),
              each.detail(),
              each.location()));
    }
    since = still;
    return dated;
  }

  /** Of many of one sort the first stands for all: a slip repeated in a file hides no outage. */
  private static void addLikes(String kind, List<Diagnostic> told, List<Reading> found) {
    Map<String, List<Diagnostic>> likes = new LinkedHashMap<>();
    for (Diagnostic each : told) {
      if (each.severity() != Diagnostic.Severity.INFO) {
        likes
            .computeIfAbsent(each.severity() + " " + each.code(), sort -> new ArrayList<>())
            .add(each);
      }
    }
    for (List<Diagnostic> each : likes.values()) {
      if (each.size() <= MAX_ALIKE) {
        each.forEach(one -> found.add(of(kind, one, "")));
      } else {
        Reading first = of(kind, each.getFirst(), "");
        found.add(
            Reading.ofState(
                first.metric(),
                first.key(),
                first.subject(),
                kind,
                null,
                first.title(),
                "And "
                    + (each.size() - 1)
                    + " more like it; \"signalbox config validate\" lists them",
                first.location()));
      }
    }
  }

  private static Reading of(String kind, Diagnostic diagnostic, String otherwise) {
    Location location = diagnostic.location();
    String file = location == null ? "" : location.file();
    String subject = diagnostic.key().isEmpty() ? file : diagnostic.key();
    return Reading.ofState(
        diagnostic.severity() == Diagnostic.Severity.ERROR
            ? AlertMetric.FILE_BROKEN
            : AlertMetric.FILE_ODD,
        // Without its line, which moves with every line above it.
        kind + " " + file + " " + diagnostic.code() + " " + subject,
        subject,
        kind,
        null,
        title(diagnostic.message(), location),
        detail(diagnostic, otherwise),
        location == null ? "" : location.toString());
  }

  /** Without the place a message begins with: it is shown beside it. */
  private static String title(String message, @Nullable Location location) {
    String place = location == null ? "" : location + ": ";
    return message.startsWith(place) ? message.substring(place.length()) : message;
  }

  private static String detail(Diagnostic diagnostic, String otherwise) {
    String hint = diagnostic.hint();
    return hint.isEmpty() || diagnostic.message().contains(hint) ? otherwise : hint;
  }
}
