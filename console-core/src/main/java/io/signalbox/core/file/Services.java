package io.signalbox.core.file;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds what implements a type. {@link ServiceLoader} opens every jar of the class path to look,
 * the window's among them, and reads the names of all that is in each. What the packaged program
 * brings does not change, so that packaging gathers the names of all jars in {@code lib/services};
 * there they are read instead where that folder is, unless the class path has more than the
 * program's own jar: what somebody added is found as anywhere else.
 */
public final class Services {

  private Services() {}

  /**
   * A type's implementations on the class path of this thread, made one by one. Its iterators throw
   * {@link ServiceConfigurationError} for one that cannot be made, and go on behind it.
   */
  public static <T> Iterable<T> of(Class<T> type) {
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
  static <T> Iterable<T> gathered(Class<T> type, Path folder) {
    if (!Files.isDirectory(folder)) {
      return ServiceLoader.load(type);
    }
    List<String> names = names(folder.resolve(type.getName()));
    return () -> new Gathered<>(type, names.iterator());
  }

  private static List<String> names(Path file) {
    List<String> names = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          int comment = line.indexOf('#');
          String name = (comment < 0 ? line : line.substring(0, comment)).strip();
          if (!name.isEmpty()) {
            names.add(name);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  /** Makes what is named, in the words of a {@link ServiceLoader} where that fails. */
  private record Gathered<T>(Class<T> type, Iterator<String> names) implements Iterator<T> {

    @Override
    public boolean hasNext() {
      return names.hasNext();
    }

    @Override
    public T next() {
      String name = names.next();
      try {
        Class<?> found = Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        if (!type.isAssignableFrom(found)) {
          throw new ServiceConfigurationError(
              type.getName() + ": Provider " + name + " not a subtype");
        }
        return type.cast(found.getConstructor().newInstance());
      } catch (ClassNotFoundException e) {
        throw new ServiceConfigurationError(type.getName() + ": Provider " + name + " not found");
      } catch (ReflectiveOperationException | LinkageError e) {
        throw new ServiceConfigurationError(
            type.getName() + ": Provider " + name + " could not be instantiated",
            e instanceof InvocationTargetException thrown ? thrown.getCause() : e);
      }
    }
  }
}
