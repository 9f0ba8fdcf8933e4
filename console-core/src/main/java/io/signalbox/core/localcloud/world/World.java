package io.signalbox.core.localcloud.world;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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

  /**
   * A world.
   *
   * @param folder of its ledger; null to keep nothing
   * @throws IOException if the ledger cannot be opened
   */
  public World(@Nullable Path folder) throws IOException {
    ledger = folder == null ? null : Ledger.open(folder, this::apply);
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
    if (changes.isEmpty()) {
      return;
    }
    if (ledger != null) {
      try {
        ledger.append(changes);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    apply(changes);
  }

  /** Runs something that nothing else happens in the middle of. */
  public synchronized <R> R atomically(Supplier<R> step) {
    return step.get();
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

  private void apply(List<Change> changes) {
    for (Change each : changes) {
      var shelf = shelf(each.region(), each.kind());
      Object value = each.value();
      if (value == null) {
        shelf.remove(each.id());
      } else {
        shelf.put(each.id(), value);
      }
    }
  }

  private Map<String, Object> shelf(String region, Kind<?> kind) {
    return shelves.computeIfAbsent(new Shelf(region, kind), each -> new LinkedHashMap<>());
  }
}
