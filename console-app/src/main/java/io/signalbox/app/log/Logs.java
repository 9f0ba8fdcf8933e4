package io.signalbox.app.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.helpers.NOPAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.signalbox.core.file.PrivateFiles;
import io.signalbox.core.log.LogLevel;
import io.signalbox.core.log.LogSettings;
import io.signalbox.core.log.LogTarget.Attachment;
import io.signalbox.core.log.Secrets;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Attaches log files and terminals; whoever attached one closes it. What is logged goes to all that
 * are attached in the process.
 *
 * <p>A file is appended to line by line, so several processes may share it; the one that finds it
 * full renames it, and the others follow.
 */
public final class Logs {

  /** A file is renamed when it has grown beyond this. */
  private static final long FILE_BYTES = 10L * 1024 * 1024;

  /** Renamed files kept: {@code app.1.log} is the newest. */
  private static final int FILES_KEPT = 5;

  private static final Object GONE = new Object();

  private Logs() {}

  /**
   * Writes JSON lines to {@code logs/app.log} of the state folder, which is made for the first of
   * them. A folder that cannot be written is no reason not to run: they are lost then.
   */
  public static Attachment toFile(LogSettings settings) {
    return toFile(settings, Secrets.ofProcess());
  }

  static Attachment toFile(LogSettings settings, Secrets secrets) {
    Path folder = settings.stateFolder().resolve("logs");
    FileWhenNeeded file = new FileWhenNeeded(folder, secrets);
    return new FileLog(attach(file, settings.level()), folder.resolve("app.log"));
  }

  /**
   * Opens the file for the first line there is: a verb that is called every few seconds and has
   * nothing to tell opens none.
   */
  private static final class FileWhenNeeded extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final Path folder;
    private final Secrets secrets;
    private final AtomicReference<@Nullable Appender<ILoggingEvent>> opened =
        new AtomicReference<>();

    FileWhenNeeded(Path folder, Secrets secrets) {
      this.folder = folder;
      this.secrets = secrets;
    }

    @Override
    protected void append(ILoggingEvent event) {
      Appender<ILoggingEvent> file = opened.get();
      (file == null ? open() : file).doAppend(event);
    }

    private synchronized Appender<ILoggingEvent> open() {
      Appender<ILoggingEvent> file = opened.get();
      if (file == null) {
        file = isStarted() && isWritable(folder) ? rolling(folder, secrets) : new NOPAppender<>();
        opened.set(file);
      }
      return file;
    }

    @Override
    public synchronized void stop() {
      super.stop();
      Appender<ILoggingEvent> file = opened.get();
      if (file != null) {
        file.stop();
      }
    }
  }

  private static boolean isWritable(Path folder) {
    try {
      PrivateFiles.makeFolder(folder);
      // A file that was renamed keeps its permissions; the fresh one is made by Logback.
      PrivateFiles.makeFile(folder.resolve("app.log"));
      return Files.isWritable(folder);
    } catch (IOException e) {
      return false;
    }
  }

  private static Appender<ILoggingEvent> rolling(Path folder, Secrets secrets) {
    LoggerContext context = context();
    SharedFile appender = new SharedFile(folder.resolve("app.log"));
    appender.setContext(context);
    appender.setFile(folder.resolve("app.log").toString());
    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(folder.resolve("app.%i.log").toString());
    rolling.setMinIndex(1);
    rolling.setMaxIndex(FILES_KEPT);
    rolling.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
    trigger.setContext(context);
    trigger.setMaxFileSize(new FileSize(FILE_BYTES));
    trigger.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(trigger);
    appender.setEncoder(started(new JsonLines(secrets)));
    appender.start();
    return appender;
  }

  /**
   * Looks before each line whether the file is still the one under its name: what goes on into one
   * that was renamed is lost with it, and nobody looks for it there.
   */
  private static final class SharedFile extends RollingFileAppender<ILoggingEvent> {
    private final Path path;
    private @Nullable Object known; // guarded by this

    SharedFile(Path path) {
      this.path = path;
    }

    @Override
    protected void subAppend(ILoggingEvent event) {
      follow();
      super.subAppend(event);
    }

    private synchronized void follow() {
      Object found = key();
      if (known != null && !known.equals(found)) {
        try {
          PrivateFiles.makeFile(path);
          openFile(path.toString());
          found = key();
        } catch (IOException e) {
          addError("The log cannot be opened again", e);
          return;
        }
      }
      known = found;
    }

    /** Another value for another file; the same for all where a file system tells none apart. */
    private Object key() {
      try {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? "" : key;
      } catch (IOException e) {
        return GONE;
      }
    }
  }

  /**
   * Writes readable text to a person's terminal, warnings and worse where {@code HF_LOG_LEVEL} does
   * not say otherwise; nothing with {@code LOG_SILENT=1}.
   */
  public static Attachment toTerminal(OutputStream terminal, Map<String, String> environment) {
    return toTerminal(terminal, environment, Secrets.ofProcess());
  }

  static Attachment toTerminal(
      OutputStream terminal, Map<String, String> environment, Secrets secrets) {
    if (environment.getOrDefault("LOG_SILENT", "").equals("1")) {
      return () -> {};
    }
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context());
    appender.setOutputStream(new KeptOpen(terminal));
    appender.setEncoder(started(new TextLines(secrets)));
    return attach(appender, LogLevel.of(environment, LogLevel.WARN));
  }

  private static Encoder<ILoggingEvent> started(Encoder<ILoggingEvent> encoder) {
    encoder.setContext(context());
    encoder.start();
    return encoder;
  }

  private static Attachment attach(Appender<ILoggingEvent> appender, LogLevel level) {
    LoggerContext context = context();
    appender.setContext(context);
    ThresholdFilter filter = new ThresholdFilter();
    filter.setLevel(level.name());
    filter.start();
    appender.addFilter(filter);
    appender.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    return () -> detach(root, appender);
  }

  private static void detach(Logger root, Appender<ILoggingEvent> appender) {
    root.detachAppender(appender);
    appender.stop();
  }

  /** An attached file that says where it is. */
  private record FileLog(Attachment attached, Path path) implements Attachment {
    @Override
    public Optional<Path> file() {
      return Optional.of(path);
    }

    @Override
    public void close() {
      attached.close();
    }
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  /** A terminal is not ours to close. */
  private static final class KeptOpen extends FilterOutputStream {
    KeptOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
