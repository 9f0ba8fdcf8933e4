package io.signalbox.core.file;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Finds what implements a type. {@link ServiceLoader} opens every jar of the class path to look,
 * the window's among them, and reads the names of all that is in each. What the packaged program
 * brings does not change, so that packaging gathers the entries of all jars in {@code
 * lib/services}; there they are looked for instead where that folder is, unless the class path has
 * more than the program's own jar: what somebody added is found as anywhere else.
 */
public final class Services {

  private static final String ENTRIES = "META-INF/services/";

  private Services() {}

  /** The loader of a type's implementations on the class path of this thread. */
  public static <T> ServiceLoader<T> of(Class<T> type) {
    String home = System.getProperty("signalbox.home", "");
    return home.isEmpty() || isExtended(System.getProperty("java.class.path", ""))
        ? ServiceLoader.load(type)
        : gathered(type, Path.of(home, "lib", "services"));
  }

  /** Whether a class path names more than one place. */
  static boolean isExtended(String classPath) {
    return classPath.contains(File.pathSeparator);
  }

  /** Looked for in a folder where there is one. */
  static <T> ServiceLoader<T> gathered(Class<T> type, Path folder) {
    return Files.isDirectory(folder)
        ? ServiceLoader.load(
            type, new Gathered(folder, Thread.currentThread().getContextClassLoader()))
        : ServiceLoader.load(type);
  }

  /** Loads what its parent loads, and finds the entries of services in a folder. */
  private static final class Gathered extends ClassLoader {
    private final Path folder;

    Gathered(Path folder, ClassLoader parent) {
      super(parent);
      this.folder = folder;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      if (!name.startsWith(ENTRIES)) {
        return super.getResources(name);
      }
      Path entries = folder.resolve(name.substring(ENTRIES.length()));
      return Collections.enumeration(
          Files.exists(entries) ? List.of(entries.toUri().toURL()) : List.<URL>of());
    }
  }
}
