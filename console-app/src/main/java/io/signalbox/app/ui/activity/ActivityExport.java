package io.signalbox.app.ui.activity;

import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.app.report.ActivityDocument;
import io.signalbox.app.report.Documents;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKey;
import io.signalbox.core.query.ActivityPage;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Writes what the filter lets through into a file, a page at a time, in the background. The file is
 * there when all of it is: until then it stands beside its name, and goes where the export is
 * cancelled or fails. Secrets are struck out. One at a time; on the screen's thread but for the
 * writing.
 */
final class ActivityExport {

  private static final int PAGE = 1_000;

  private final UiServices services;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
  private AtomicBoolean cancelled = new AtomicBoolean();

  /** How it is written. */
  enum Format {
    CSV,
    JSON
  }

  /**
   * How far it is.
   *
   * @param of how many there were when it began; -1 where that is not known
   * @param words what became of the last one; empty while it runs, and before the first
   */
  record State(boolean running, long written, long of, String words, boolean good) {
    static final State NONE = new State(false, 0, -1, "", true);
  }

  ActivityExport(UiServices services) {
    this.services = services;
  }

  /**
   * Begins, unless one is under way.
   *
   * @param of how many there are; -1 where that is not known
   */
  void start(Path file, Format format, ActivityFilter filter, long of) {
    if (state.get().running()) {
      return;
    }
    AtomicBoolean stop = new AtomicBoolean();
    cancelled = stop;
    state.set(new State(true, 0, of, "", true));
    services.prepare(
        queries -> write(queries, file, format, filter, of, stop),
        this::ended,
        failure -> ended("Not exported: " + reason(failure), false));
  }

  void cancel() {
    cancelled.set(true);
  }

  private void ended(Written written) {
    ended(
        written.cancelled()
            ? "Export cancelled; no file was written."
            : written.entries()
                + (written.entries() == 1 ? " entry" : " entries")
                + " written to "
                + written.file().getFileName(),
        !written.cancelled());
  }

  private void ended(String words, boolean good) {
    state.set(new State(false, 0, -1, words, good));
  }

  private static String reason(RuntimeException failure) {
    return failure instanceof UncheckedIOException io && io.getCause() != null
        ? io.getCause().toString()
        : UiServices.textOf(failure);
  }

  private record Written(Path file, long entries, boolean cancelled) {}

  private Written write(
      QueryBus queries,
      Path file,
      Format format,
      ActivityFilter filter,
      long of,
      AtomicBoolean stop) {
    Path part = null;
    try {
      // A name that nobody has and nobody waits for; its owner's alone, as what it becomes.
      part = Files.createTempFile(folder(file), file.getFileName() + ".", ".part");
      long entries;
      try (BufferedWriter to = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
          Sink sink = format == Format.CSV ? new CsvSink(to) : new JsonSink(to)) {
        entries = pages(queries, filter, of, stop, sink);
      }
      if (stop.get()) {
        return new Written(file, entries, true);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return new Written(file, entries, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (part != null) {
        deleted(part);
      }
    }
  }

  private static Path folder(Path file) {
    Path absolute = file.toAbsolutePath();
    return Objects.requireNonNullElse(absolute.getParent(), absolute);
  }

  private long pages(
      QueryBus queries, ActivityFilter filter, long of, AtomicBoolean stop, Sink sink)
      throws IOException {
    long entries = 0;
    ActivityKey after = null;
    do {
      ActivityPage page = queries.ask(new Query.ListActivity(filter, after, PAGE));
      for (ActivityEntry each : page.entries()) {
        sink.write(each);
      }
      entries += page.entries().size();
      after = page.next();
      long written = entries;
      services.screen().execute(() -> told(written, of, stop));
    } while (after != null && !stop.get());
    return entries;
  }

  private void told(long written, long of, AtomicBoolean stop) {
    if (stop == cancelled && state.get().running()) {
      state.set(new State(true, written, of, "", true));
    }
  }

  private static void deleted(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // It says by its name what it is.
    }
  }

  private interface Sink extends AutoCloseable {
    void write(ActivityEntry entry) throws IOException;

    @Override
    void close() throws IOException;
  }

  private static final class CsvSink implements Sink {
    private final BufferedWriter to;
    private boolean headed;

    CsvSink(BufferedWriter to) {
      this.to = to;
    }

    @Override
    public void write(ActivityEntry entry) throws IOException {
      to.write(ActivityDocument.csv(entry, !headed));
      headed = true;
    }

    @Override
    public void close() throws IOException {
      to.flush();
    }
  }

  private static final class JsonSink implements Sink {
    private final JsonGenerator out;

    JsonSink(BufferedWriter to) throws IOException {
      this.out = Documents.generator(to);
      out.writeStartArray();
    }

    @Override
    public void write(ActivityEntry entry) throws IOException {
      Documents.write(out, ActivityDocument.of(entry));
    }

    @Override
    public void close() throws IOException {
      out.writeEndArray();
      out.close();
    }
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }
}
