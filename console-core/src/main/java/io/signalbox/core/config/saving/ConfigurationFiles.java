package io.signalbox.core.config.saving;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.overlay.Overlay;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds and reads the main file and the overlay of a folder. Blocks. */
public final class ConfigurationFiles {

  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9._-]+\\.(json|yaml|yml)");
  private static final String ENVIRONMENT = "environment";

  private static final List<String> ENDINGS = List.of(".json", ".yaml", ".yml");

  private ConfigurationFiles() {}

  /** Whether a file of this name is the main one of a folder. */
  public static boolean isMain(String name) {
    return ENDINGS.stream().anyMatch(ending -> name.equals("config" + ending));
  }

  /** Whether a file of this name, in a folder's root, is its main one or can be an overlay. */
  public static boolean isOne(String name) {
    return FILE.matcher(name).matches() && !name.endsWith("templates.json");
  }

  /** A file as somebody wants it to be, read in place of what is on disk. */
  public record Draft(String file, byte[] bytes) {}

  /**
   * @param overlay the overlay's file name; empty for none
   */
  public record Loaded(@Nullable ObjectNode root, String overlay, List<Diagnostic> diagnostics) {}

  /**
   * @param environment the overlay's name; null for none
   * @param drafts files as somebody wants them to be
   */
  public static Loaded load(Path folder, @Nullable String environment, List<Draft> drafts) {
    List<Diagnostic> told = new ArrayList<>();
    List<String> mains = named(folder, "config");
    if (mains.isEmpty() && noFile(folder, "config", told)) {
      return new Loaded(null, "", told);
    }
    if (mains.isEmpty()) {
      told.add(
          Diagnostic.error(
              "FILE_MISSING",
              Files.isDirectory(folder)
                  ? "There is no config.json, config.yaml or config.yml in " + folder
                  : "There is no folder " + folder,
              null,
              "",
              "Create one, or name another folder with --config-dir"));
      return new Loaded(null, "", told);
    }
    if (mains.size() > 1) {
      told.add(
          Diagnostic.error(
              "TWO_CONFIGURATIONS",
              "Both " + String.join(" and ", mains) + " stand in " + folder,
              null,
              "",
              "Keep one"));
      return new Loaded(null, "", told);
    }
    ObjectNode root = read(folder.resolve(mains.getFirst()), drafts, told);
    if (environment == null || root == null) {
      return new Loaded(root, "", told);
    }
    List<String> overlays = isOverlay(environment) ? named(folder, environment) : List.of();
    if (overlays.size() > 1) {
      told.add(
          Diagnostic.error(
              "TWO_CONFIGURATIONS",
              "Both " + String.join(" and ", overlays) + " stand in " + folder,
              null,
              "",
              "Keep one"));
      return new Loaded(null, "", told);
    }
    if (overlays.isEmpty() && isOverlay(environment) && noFile(folder, environment, told)) {
      return new Loaded(null, "", told);
    }
    if (overlays.isEmpty()) {
      told.add(
          Diagnostic.error(
              "ENVIRONMENT_UNKNOWN",
              "There is no overlay '"
                  + environment
                  + "' in "
                  + folder
                  + "; there are: "
                  + others(folder),
              null,
              "",
              "Write " + environment + ".json, or name another with --env"));
      return new Loaded(null, "", told);
    }
    String overlay = overlays.getFirst();
    ObjectNode over = read(folder.resolve(overlay), drafts, told);
    return new Loaded(
        over == null ? null : Overlay.merge(root, named(over, environment)), overlay, told);
  }

  /** An overlay that does not say how its environment is called is called as it is itself. */
  private static ObjectNode named(ObjectNode over, String environment) {
    if (over.fields().containsKey(ENVIRONMENT)) {
      return over;
    }
    Map<String, SourceNode.Field> fields = new LinkedHashMap<>(over.fields());
    fields.put(
        ENVIRONMENT,
        new SourceNode.Field(
            over.location(), new SourceNode.ScalarNode(over.location(), environment)));
    return new ObjectNode(over.location(), fields);
  }

  /** The main file and the files of templates are none. */
  private static boolean isOverlay(String name) {
    return ProviderInstance.isName(name)
        && !name.equals("config")
        && !name.equals("templates")
        && !name.endsWith("_templates");
  }

  public static @Nullable ObjectNode read(Path file, List<Draft> drafts, List<Diagnostic> told) {
    String name = String.valueOf(file.getFileName());
    Optional<Draft> draft = drafts.stream().filter(each -> each.file().equals(name)).findFirst();
    SourceReader.Parsed parsed =
        draft.isPresent()
            ? SourceReader.read(draft.get().bytes(), name)
            : SourceReader.read(file, name);
    told.addAll(parsed.diagnostics());
    if (parsed.root() == null || parsed.root() instanceof ObjectNode) {
      return (ObjectNode) parsed.root();
    }
    told.add(
        Diagnostic.error(
            "WRONG_TYPE",
            parsed.root().location() + ": a configuration is an object { }",
            parsed.root().location(),
            "",
            ""));
    return null;
  }

  /** The main file of a folder; empty where there is none, or two. */
  public static Optional<String> main(Path folder) {
    List<String> mains = named(folder, "config");
    return mains.size() == 1 ? Optional.of(mains.getFirst()) : Optional.empty();
  }

  private static List<String> named(Path folder, String stem) {
    return ENDINGS.stream()
        .map(ending -> stem + ending)
        .filter(name -> Files.isRegularFile(folder.resolve(name)))
        .toList();
  }

  /** Tells what has the name of a file and is a folder, a pipe, or a link to nothing. */
  private static boolean noFile(Path folder, String stem, List<Diagnostic> told) {
    Optional<String> other =
        ENDINGS.stream()
            .map(ending -> stem + ending)
            .filter(name -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
            .findFirst();
    other.ifPresent(name ->
        told.add(
            Diagnostic.error(
                "FILE_UNREADABLE",
                name + " in " + folder + " is no file, or a link to none",
                null,
                "",
                "Put a file in its place")));
    return other.isPresent();
  }

  /**
   * The overlays of a folder, by name.
   *
   * @throws IOException where it cannot be listed
   */
  public static List<String> overlays(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> ENDINGS.stream().anyMatch(name::endsWith))
          .filter(name -> isOverlay(name.substring(0, name.lastIndexOf('.'))))
          .sorted()
          .toList();
    }
  }

  private static String others(Path folder) {
    try {
      String found = String.join(", ", overlays(folder));
      return found.isEmpty() ? "none" : found;
    } catch (IOException e) {
      return "none that can be listed";
    }
  }
}
