import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Copies the classes that verbs load into one jar, before all others. Java reads the manifest of
 * each jar that a class of the AOT cache is from, makes its URL, and calls back for each package,
 * from the 33rd jar on for each class: for a short verb that is a tenth of its life.
 */
final class VerbClasses {

  /** Beside the jars it copies from; the launcher takes it while none of them is newer. */
  static final String NAME = "verbs.jar";

  private static final Pattern LOADED = Pattern.compile("(\\S+) source: \\S.*\\.jar");

  private VerbClasses() {}

  /**
   * Writes the jar.
   *
   * @param lib the folder of the jars
   * @param log what the Java machine logged of the classes it loaded
   */
  static void gather(Path lib, Path log) throws IOException {
    Set<String> wanted = new LinkedHashSet<>();
    for (var line : Files.readAllLines(log)) {
      var loaded = LOADED.matcher(line);
      if (loaded.matches()) {
        wanted.add(loaded.group(1).replace('.', '/') + ".class");
      }
    }
    try (var out = new JarOutputStream(Files.newOutputStream(lib.resolve(NAME)), manifest(lib))) {
      for (var name : Services.classPath(lib)) {
        try (var jar = new JarFile(lib.resolve(name).toFile())) {
          copy(jar, wanted, out);
        }
      }
    }
  }

  /** As on the class path: the first jar that has a class is the one it is from. */
  private static void copy(JarFile jar, Set<String> wanted, JarOutputStream out)
      throws IOException {
    for (var entry : jar.stream().filter(each -> wanted.remove(each.getName())).toList()) {
      var copy = new JarEntry(entry.getName());
      copy.setTime(entry.getTime());
      out.putNextEntry(copy);
      try (var in = jar.getInputStream(entry)) {
        in.transferTo(out);
      }
      out.closeEntry();
    }
  }

  private static Manifest manifest(Path lib) throws IOException {
    var manifest = new Manifest();
    var attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.CLASS_PATH, Services.PROGRAM);
    try (var jar = new JarFile(lib.resolve(Services.PROGRAM).toFile())) {
      for (var name :
          List.of(Attributes.Name.IMPLEMENTATION_TITLE, Attributes.Name.IMPLEMENTATION_VERSION)) {
        attributes.put(name, jar.getManifest().getMainAttributes().getValue(name));
      }
    }
    return manifest;
  }
}
