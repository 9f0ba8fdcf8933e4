package io.signalbox.core.testing;

import io.signalbox.core.provider.ProviderFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Provider types that are installed until it is closed, beside those of the class path: the
 * thread's class loader finds a services file that names them.
 */
public final class PluginFolder implements AutoCloseable {

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final URLClassLoader loader;

  /**
   * @param classNames lines of the services file, whatever they say
   */
  public PluginFolder(Path folder, String... classNames) throws IOException {
    this(folder, ProviderFactory.class, classNames);
  }

  /** The same of another interface. */
  public PluginFolder(Path folder, Class<?> service, String... classNames) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(service.getName()), String.join("\n", classNames) + "\n");
    loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(loader);
  }

  @Override
  public void close() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    loader.close();
  }
}
