package io.signalbox.core.request.driving;

import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.request.DrivenRequest;
import io.signalbox.core.request.MachineRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A request that is being moved.
 *
 * @param seen as it was before
 * @param task ends as the look ends
 * @param problem why it could not be moved; null when it could, or not yet
 */
record Look(
    MachineRequest seen,
    CompletableFuture<Void> task,
    AtomicReference<@Nullable SignalboxException> problem) {

  /** One that is left as it is. */
  static Look none(MachineRequest request, @Nullable SignalboxException why) {
    return new Look(request, CompletableFuture.completedFuture(null), new AtomicReference<>(why));
  }

  /**
   * How it went.
   *
   * @param now as it is stored now
   */
  DrivenRequest answer(MachineRequest now) {
    if (!task.isDone()) {
      return new DrivenRequest(
          saying(
              now,
              "asking about it took longer than "
                  + Workers.CALLER_PATIENCE.toSeconds()
                  + " s, so this is how it stood before"),
          null);
    }
    SignalboxException why = problem.get();
    return why == null || now.state().isFinal()
        ? new DrivenRequest(now, null)
        : new DrivenRequest(saying(now, String.valueOf(why.getMessage())), why);
  }

  private static MachineRequest saying(MachineRequest request, String what) {
    return request.saying((request.message().isEmpty() ? "" : request.message() + "; ") + what);
  }
}
