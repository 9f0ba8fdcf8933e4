package io.signalbox.core.background;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.background.KeptBehind.Batch;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is kept behind: everything that is new in one transaction, and none when nothing is.
 * Thread-safe; writing blocks as the store does, one writer at a time.
 */
public final class WriteBehind {

  /** How long a loss stays a problem after the last of it. */
  private static final Duration SHOWN = Duration.ofHours(24);

  private final UnitOfWork unitOfWork;
  private final TimeSource time;
  private final List<KeptBehind> kept = new CopyOnWriteArrayList<>();
  private final Map<String, Loss> losses = new LinkedHashMap<>();

  private record Loss(long count, Instant last) {}

  public WriteBehind(UnitOfWork unitOfWork, TimeSource time) {
    this.unitOfWork = unitOfWork;
    this.time = time;
  }

  public void add(KeptBehind state) {
    kept.add(state);
  }

  /**
   * Writes what is new. When this fails, all that could not be written is still kept and comes with
   * the next call.
   *
   * @throws SignalboxException STORE_UNAVAILABLE; nothing was written then
   */
  public void write() {
    write(batches -> true);
  }

  /** As {@link #write}, but writes nothing at all where nothing that is new is news. */
  public void writeNews() {
    write(batches -> batches.stream().anyMatch(Batch::isNews));
  }

  private synchronized void write(Predicate<List<Batch>> wanted) {
    @Nullable RuntimeException failure = null;
    List<Batch> batches = new ArrayList<>();
    for (KeptBehind state : kept) {
      try {
        state.take().ifPresent(batches::add);
      } catch (RuntimeException e) {
        failure = join(failure, e);
      }
    }
    try {
      if (wanted.test(batches)) {
        writeTogether(batches);
      }
    } catch (SignalboxException e) {
      // The store takes nothing now, from nobody.
      failure = join(failure, e);
    } catch (RuntimeException e) {
      failure = join(failure, writeEach(batches));
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void writeTogether(List<Batch> batches) {
    if (!batches.isEmpty()) {
      boolean committed = false;
      try {
        unitOfWork.inTransaction(() -> batches.forEach(Batch::write));
        committed = true;
      } finally {
        if (!committed) {
          batches.forEach(Batch::failed);
        }
      }
      batches.forEach(Batch::written);
    }
  }

  /** One batch that cannot be written must not hold up the others. */
  private @Nullable RuntimeException writeEach(List<Batch> batches) {
    @Nullable RuntimeException failure = null;
    for (Batch batch : batches) {
      try {
        writeTogether(List.of(batch));
      } catch (RuntimeException e) {
        failure = join(failure, e);
      }
    }
    return failure;
  }

  private static @Nullable RuntimeException join(
      @Nullable RuntimeException first, @Nullable RuntimeException next) {
    if (first == null) {
      return next;
    }
    if (next != null) {
      first.addSuppressed(next);
    }
    return first;
  }

  /** What bounds have dropped unwritten, each for a day after the last of it. */
  public List<BackgroundProblem> problems() {
    return kept.stream().map(this::loss).flatMap(Optional::stream).toList();
  }

  private Optional<BackgroundProblem> loss(KeptBehind state) {
    long dropped = state.dropped();
    Instant now = time.now();
    Loss loss;
    synchronized (losses) {
      Loss known = losses.get(state.name());
      loss = known == null || known.count() < dropped ? new Loss(dropped, now) : known;
      losses.put(state.name(), loss);
    }
    if (dropped == 0 || now.isAfter(loss.last().plus(SHOWN))) {
      return Optional.empty();
    }
    return Optional.of(
        new BackgroundProblem(
            state.name(),
            String.format("%,d %s were lost before they could be stored", dropped, state.name()),
            "More came than can wait while the store takes nothing; the oldest gave way",
            loss.last()));
  }
}
