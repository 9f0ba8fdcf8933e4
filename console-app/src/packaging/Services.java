import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * Gathers what the jars say of Signalbox's own services, such as provider types, in {@code
 * lib/services}, in the order of the class path. There the program looks, without opening the jars.
 */
final class Services {

  /** The jar whose manifest names all others, in the order of the class path. */
  static final String PROGRAM = "console-app.jar";

  private static final String OWN = "META-INF/services/io.signalbox.";

  private Services() {}

  static void gather(Path lib) throws IOException {
    var folder = Files.createDirectories(lib.resolve("services"));
    try (var old = Files.list(folder)) {
      for (var file : old.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    for (var name : classPath(lib)) {
      try (var jar = new JarFile(lib.resolve(name).toFile())) {
        for (var entry : jar.stream().filter(each -> each.getName().startsWith(OWN)).toList()) {
          var service = entry.getName().substring("META-INF/services/".length());
          try (var in = jar.getInputStream(entry)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                folder.resolve(service),
                text.strip() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
          }
        }
      }
    }
  }

  /** The names of all jars, in order. */
  static List<String> classPath(Path lib) throws IOException {
    var names = new ArrayList<>(List.of(PROGRAM));
    try (var jar = new JarFile(lib.resolve(PROGRAM).toFile())) {
      var others = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      names.addAll(List.of(others.strip().split("\\s+")));
    }
    return names;
  }
}
