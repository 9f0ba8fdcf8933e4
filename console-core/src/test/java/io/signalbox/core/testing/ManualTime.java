package io.signalbox.core.testing;

import io.signalbox.core.provider.TimeSource;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/**
 * A clock that moves only when told, or when somebody sleeps on it; {@link #shared} is one for
 * several processes. Thread-safe.
 */
public final class ManualTime implements TimeSource {

  private static final Instant NOON = Instant.parse("2026-06-16T12:00:00Z");
  private static final VarHandle NANOS = ValueLayout.JAVA_LONG.varHandle();

  private final Instant start;
  private final MemorySegment nanos;

  public ManualTime() {
    this(NOON);
  }

  public ManualTime(Instant start) {
    this(start, MemorySegment.ofArray(new long[1]));
  }

  private ManualTime(Instant start, MemorySegment nanos) {
    this.start = start;
    this.nanos = nanos;
  }

  /** The clock of all processes that name the file; it is made where it is missing. */
  public static ManualTime shared(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new ManualTime(
          NOON,
          channel.map(
              FileChannel.MapMode.READ_WRITE, 0, ValueLayout.JAVA_LONG.byteSize(), Arena.ofAuto()));
    }
  }

  /** Moves on. */
  public void advance(Duration duration) {
    NANOS.getAndAdd(nanos, 0L, duration.toNanos());
  }

  @Override
  public Instant now() {
    return start.plusNanos(nanos());
  }

  @Override
  public long nanos() {
    return (long) NANOS.getVolatile(nanos, 0L);
  }

  /** Returns at once, with the clock moved on. */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!duration.isNegative()) {
      advance(duration);
    }
  }
}
