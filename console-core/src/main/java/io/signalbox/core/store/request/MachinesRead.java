package io.signalbox.core.store.request;

import io.signalbox.core.request.Machine;
import io.signalbox.core.store.database.SqlSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The machines of requests as they were read last. Every change of a request's machines, in
 * whatever process, gives the request a stamp that was never there before; under the same stamp
 * they are the same, so that a request is read again and again for what its own row costs. A stamp
 * that was rolled back never comes again. Thread-safe.
 */
public final class MachinesRead {

  /** Machines that are kept, about 1 KB each; those that were asked for longest ago go first. */
  static final int MOST = 5_000;

  /** Requests, so that those with no machine do not grow without end. */
  private static final int MOST_REQUESTS = 500;

  // Guarded by this.
  private final Map<String, Read> byRequest = new LinkedHashMap<>(16, 0.75f, true);
  private int kept;

  private record Read(long stamp, List<Machine> machines) {}

  /** The machines of a request that has this stamp, in the order in which they came. */
  List<Machine> of(SqlSession session, String requestId, long stamp) {
    List<Machine> known = known(requestId, stamp);
    if (known != null) {
      return known;
    }
    List<Machine> read = MachineRows.of(session, requestId);
    keep(requestId, new Read(stamp, read));
    return read;
  }

  /** As they are stored under this stamp; null where they were not read under it. */
  synchronized @Nullable List<Machine> known(String requestId, long stamp) {
    Read last = byRequest.get(requestId);
    return last != null && last.stamp == stamp ? last.machines : null;
  }

  private synchronized void keep(String requestId, Read read) {
    forget(requestId);
    if (read.machines.size() > MOST) {
      return;
    }
    byRequest.put(requestId, read);
    kept += read.machines.size();
    List<String> oldest = new ArrayList<>();
    int left = kept;
    for (Map.Entry<String, Read> each : byRequest.entrySet()) {
      if (left <= MOST && byRequest.size() - oldest.size() <= MOST_REQUESTS) {
        break;
      }
      oldest.add(each.getKey());
      left -= each.getValue().machines.size();
    }
    oldest.forEach(this::forget);
  }

  private void forget(String requestId) {
    Read gone = byRequest.remove(requestId);
    if (gone != null) {
      kept -= gone.machines.size();
    }
  }
}
