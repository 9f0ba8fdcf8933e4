package io.signalbox.core.request.driving;

import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.request.DrivenRequest;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.journal.Journal;
import java.util.List;
import java.util.Optional;
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
   * @param whenDue whether to leave those as they are that were looked at a moment ago
   * @param kept why nothing is changed in a cloud and all stay as they are; null when they may move
   * @return in the order asked for, each once; without those that there are not
   */
  public List<DrivenRequest> drive(
      List<String> requestIds, boolean whenDue, @Nullable SignalboxException kept) {
    List<MachineRequest> requests =
        requestIds.stream()
            .distinct()
            .map(journal.repository()::find)
            .flatMap(Optional::stream)
            .toList();
    List<Look> looks =
        kept == null
            ? driver.beginTogether(requests, whenDue)
            : requests.stream().map(each -> Look.none(each, kept)).toList();
    workers.await(looks.stream().map(Look::task).toList(), Workers.CALLER_PATIENCE);
    return looks.stream()
        .map(each -> each.answer(journal.require(each.seen().requestId())))
        .toList();
  }
}
