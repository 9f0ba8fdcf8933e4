package io.signalbox.core.wiring;

import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.file.FolderWatch;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has template files read as soon as the system tells that one changed. Where it does not tell,
 * they are read at the next look as before. One step, and {@link #close}.
 */
final class TemplateBell implements AutoCloseable {

  /** A step that waits longer is taken for one that hangs. */
  private static final Duration LISTENS = Duration.ofSeconds(10);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(TemplateBell.class);

  private final ConfigurationService configuration;
  private final TemplateCatalog templates;
  // Guarded by this.
  private @Nullable FolderWatch watch;
  private boolean closed;

  TemplateBell(ConfigurationService configuration, TemplateCatalog templates) {
    this.configuration = configuration;
    this.templates = templates;
  }

  /** Listens for a while; returns how long to wait before listening again. */
  Duration listen() {
    try {
      FolderWatch open = watch();
      if (open == null) {
        return MINUTE;
      }
      if (open.await(configuration.current().folder(), LISTENS)) {
        templates.lookEarly();
      }
      return Duration.ZERO;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return MINUTE;
    } catch (ClosedWatchServiceException e) {
      return MINUTE;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("The system tells of no changed files: {}", e.toString());
      return MINUTE;
    }
  }

  private synchronized @Nullable FolderWatch watch() throws IOException {
    if (watch == null && !closed) {
      watch = new FolderWatch(configuration.current().folder(), TemplateCatalog::isTemplateFile);
    }
    return watch;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (watch != null) {
      try {
        watch.close();
      } catch (IOException e) {
        LOG.debug("Listening for changed files did not end well: {}", e.toString());
      }
    }
  }
}
