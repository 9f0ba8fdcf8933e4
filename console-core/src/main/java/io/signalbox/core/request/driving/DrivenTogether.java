package io.signalbox.core.request.driving;

import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.request.DrivenRequest;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.journal.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Moves several requests at the same time and answers how they stand. Thread-safe. */
public final class DrivenTogether {

  private final Journal journal;
  private final RequestDriver driver;
  private final Workers workers;

  public DrivenTogether(Journal journal, RequestDriver driver, Workers workers) {
    this.journal = journal;
    this.driver = driver;
    this.workers = workers;
  }

  /**
   * Answers within {@link Workers#CALLER_PATIENCE}; what is not done by then goes on.
   *
   * @param kept why nothing is changed in a cloud and all stay as they are; null when they may move
   * @return in the order asked for, each once; without those that there are not
   */
  public List<DrivenRequest> drive(List<String> requestIds, @Nullable SignalboxException kept) {
    Map<String, Moving> moving = new LinkedHashMap<>();
    for (String requestId : requestIds) {
      if (!moving.containsKey(requestId)) {
        journal
            .repository()
            .find(requestId)
            .ifPresent(request -> moving.put(requestId, start(request, kept)));
      }
    }
    workers.await(moving.values().stream().map(Moving::task).toList(), Workers.CALLER_PATIENCE);
    List<DrivenRequest> answers = new ArrayList<>();
    moving.forEach((requestId, each) -> answers.add(each.answer(journal.require(requestId))));
    return answers;
  }

  private Moving start(MachineRequest request, @Nullable SignalboxException kept) {
    AtomicReference<@Nullable SignalboxException> problem = new AtomicReference<>(kept);
    return new Moving(
        kept == null
            ? workers.start(request.traceId(), () -> problem.set(driver.driveAccepted(request)))
            : CompletableFuture.completedFuture(null),
        problem);
  }

  /** A request that is being moved, and why it could not be. */
  private record Moving(
      CompletableFuture<Void> task, AtomicReference<@Nullable SignalboxException> problem) {

    DrivenRequest answer(MachineRequest request) {
      SignalboxException why = problem.get();
      if (!task.isDone()) {
        return new DrivenRequest(
            saying(
                request,
                "asking about it took longer than "
                    + Workers.CALLER_PATIENCE.toSeconds()
                    + " s, so this is how it stood before"),
            null);
      }
      return why == null || request.state().isFinal()
          ? new DrivenRequest(request, null)
          : new DrivenRequest(saying(request, String.valueOf(why.getMessage())), why);
    }

    private static MachineRequest saying(MachineRequest request, String what) {
      return request.saying((request.message().isEmpty() ? "" : request.message() + "; ") + what);
    }
  }
}
