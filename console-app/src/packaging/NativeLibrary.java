import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Unpacks SQLite's library for this machine once, beside the jars. Its driver would unpack it into
 * the temporary folder at each start, and a process that is killed would leave it there.
 */
final class NativeLibrary {

  private NativeLibrary() {}

  /**
   * Writes {@code native/} in the folder of the jars.
   *
   * @throws IllegalStateException where SQLite's driver has no library for this machine
   */
  static void unpack(Path folder) throws IOException {
    try (var jars = new URLClassLoader(jars(folder), ClassLoader.getPlatformClassLoader())) {
      var names = jars.loadClass("org.sqlite.util.LibraryLoaderUtil");
      var name = names.getMethod("getNativeLibName").invoke(null).toString();
      var place = names.getMethod("getNativeLibResourcePath").invoke(null).toString();
      try (var library = names.getResourceAsStream(place + "/" + name)) {
        if (library == null) {
          throw new IllegalStateException("SQLite's driver has no library at " + place);
        }
        var target = Files.createDirectories(folder.resolve("native")).resolve(name);
        Files.copy(library, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("SQLite's driver does not say where its library is", e);
    }
  }

  private static URL[] jars(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .map(NativeLibrary::url)
          .toArray(URL[]::new);
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
