package io.signalbox.app.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Published advisories as {@code docs/dependencies/advisories.json} keeps them: each names a
 * package, {@code group/artifact}, and the versions it affects, from {@code introduced} to before
 * {@code fixed}.
 */
record Advisories(String asOf, List<Advisory> advisories) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Such as {@code pkg:maven/org.yaml/snakeyaml@2.5?type=jar}. */
  private static final Pattern PURL = Pattern.compile("pkg:maven/([^@]+)@([^?]+).*");

  record Advisory(String id, String library, List<Range> affected) {

    boolean concerns(Library shipped) {
      return shipped.name().equals(library)
          && affected.stream().anyMatch(each -> each.holds(shipped.version()));
    }
  }

  record Range(Version introduced, Version fixed) {

    boolean holds(Version version) {
      return version.compareTo(introduced) >= 0 && version.compareTo(fixed) < 0;
    }
  }

  /** A library of a bill of materials. */
  record Library(String name, Version version) {}

  static Advisories read(Path file) throws IOException {
    JsonNode document = JSON.readTree(file.toFile());
    List<Advisory> found = new ArrayList<>();
    for (JsonNode each : document.path("advisories")) {
      List<Range> affected = new ArrayList<>();
      for (JsonNode range : each.path("affected")) {
        affected.add(
            new Range(
                Version.parse(range.path("introduced").asText()),
                Version.parse(range.path("fixed").asText())));
      }
      found.add(new Advisory(each.path("id").asText(), each.path("package").asText(), affected));
    }
    return new Advisories(document.path("as_of").asText(), List.copyOf(found));
  }

  /** The libraries of a CycloneDX document, without the program's own modules. */
  static List<Library> libraries(Path billOfMaterials) throws IOException {
    List<Library> libraries = new ArrayList<>();
    for (JsonNode each : JSON.readTree(billOfMaterials.toFile()).path("components")) {
      Matcher purl = PURL.matcher(each.path("purl").asText());
      if (purl.matches() && !purl.group(1).startsWith("io.signalbox/")) {
        libraries.add(new Library(purl.group(1), Version.parse(purl.group(2))));
      }
    }
    return libraries;
  }

  /** What is known of these libraries, one line each. */
  List<String> concerning(List<Library> libraries) {
    List<String> known = new ArrayList<>();
    for (Library library : libraries) {
      for (Advisory advisory : advisories) {
        if (advisory.concerns(library)) {
          known.add("%s %s: %s".formatted(library.name(), library.version(), advisory.id()));
        }
      }
    }
    return known;
  }
}
