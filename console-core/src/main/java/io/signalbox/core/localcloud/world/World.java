package io.signalbox.core.localcloud.world;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was made, by region and kind, in the order in which it was made. Every change is in the
 * ledger, if there is one, before it is in memory. Thread-safe: each method is one step, and {@link
 * #atomically} makes one of several.
 */
public final class World implements Closeable {

  private record Shelf(String region, Kind<?> kind) {}

  private final Map<Shelf, Map<String, Object>> shelves = new HashMap<>();
  private final @Nullable Ledger ledger;
  // Guarded by this: what the step in hand has changed until now, and what was there before each.
  private final List<Change> step = new ArrayList<>();
  private final List<Change> before = new ArrayList<>();
  private int depth;

  /**
   * A world.
   *
   * @param folder of its ledger; null to keep nothing
   * @throws IOException if the ledger cannot be opened
   */
  public World(@Nullable Path folder) throws IOException {
    ledger = folder == null ? null : Ledger.open(folder, changes -> changes.forEach(this::apply));
  }

  /** One of a kind. */
  public synchronized <T> Optional<T> find(String region, Kind<T> kind, String id) {
    return Optional.ofNullable(shelf(region, kind).get(id)).map(kind.type()::cast);
  }

  /** All of a kind, in the order in which they were made. */
  public synchronized <T> List<T> all(String region, Kind<T> kind) {
    return shelf(region, kind).values().stream().map(kind.type()::cast).toList();
  }

  /** The ids of all of a kind, in the order in which they were made. */
  public synchronized List<String> ids(String region, Kind<?> kind) {
    return List.copyOf(shelf(region, kind).keySet());
  }

  /** The tags of something; none if it has none. */
  public synchronized Map<String, String> tags(String region, String id) {
    return find(region, Kind.TAGS, id).map(Tags::tags).orElse(Map.of());
  }

  /**
   * Changes, all or none.
   *
   * @throws UncheckedIOException if the ledger cannot be written; then nothing is changed
   */
  public synchronized void change(List<Change> changes) {
    atomically(() -> {
      changes.forEach(each -> {
        before.add(new Change(each.region(), each.kind(), each.id(), apply(each)));
        step.add(each);
      });
      return changes;
    });
  }

  /**
   * Runs something that nothing else happens in the middle of. What it changes is one line of the
   * ledger, so that a process that is killed meanwhile has changed all of it or nothing; nor is
   * anything changed if it throws.
   *
   * @throws UncheckedIOException if the ledger cannot be written; then nothing is changed
   */
  public synchronized <R> R atomically(Supplier<R> work) {
    int from = step.size();
    depth++;
    try {
      R done = work.get();
      if (depth == 1) {
        write();
      }
      return done;
    } catch (RuntimeException | Error e) {
      takeBack(from);
      throw e;
    } finally {
      depth--;
      if (depth == 0) {
        step.clear();
        before.clear();
      }
    }
  }

  private void write() {
    if (ledger != null && !step.isEmpty()) {
      try {
        ledger.append(step);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  private void takeBack(int from) {
    before.subList(from, before.size()).reversed().forEach(this::apply);
    before.subList(from, before.size()).clear();
    step.subList(from, step.size()).clear();
  }

  /** A new id, for example {@code i-0123456789abcdef0}. */
  public static String newId(String prefix) {
    return prefix + "-0" + UUID.randomUUID().toString().replace("-", "").substring(16);
  }

  @Override
  public synchronized void close() throws IOException {
    if (ledger != null) {
      ledger.close();
    }
  }

  /** What was there before; null if there was nothing. */
  private @Nullable Object apply(Change change) {
    var shelf = shelf(change.region(), change.kind());
    Object value = change.value();
    return value == null ? shelf.remove(change.id()) : shelf.put(change.id(), value);
  }

  private Map<String, Object> shelf(String region, Kind<?> kind) {
    return shelves.computeIfAbsent(new Shelf(region, kind), each -> new LinkedHashMap<>());
  }
}
