package io.signalbox.core.query.answering;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineLookup;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCall;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.request.RequestSearch;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.Submission;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.request.service.RequestService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about requests and machines. Thread-safe. */
public final class RequestQueries {

  private final RequestService requests;
  private final RequestRepository repository;

  public RequestQueries(RequestService requests, RequestRepository repository) {
    this.requests = requests;
    this.repository = repository;
  }

  DryRun preview(Query.PreviewRequest query) {
    return requests.dryRun(
        new Submission(
            query.templateId(),
            query.count(),
            query.preference(),
            query.providerType(),
            null,
            "",
            ""));
  }

  List<MachineRequest> list(@Nullable RequestState state, Instant since, int limit) {
    return repository.list(state, since, limit);
  }

  RequestSearch.Found find(RequestSearch search, int limit) {
    return repository.find(search, limit);
  }

  MachineRequest show(String requestId) {
    return repository.find(requestId).orElseThrow(() -> missing(requestId));
  }

  private static SignalboxException missing(String requestId) {
    return new SignalboxException(
        ErrorCode.REQUEST_NOT_FOUND,
        "There is no request '" + requestId + "'",
        Map.of("request_id", requestId));
  }

  List<TimelineEntry> timeline(String requestId) {
    if (repository.find(requestId).isEmpty()) {
      throw missing(requestId);
    }
    return repository.timeline(requestId);
  }

  List<RequestCall> calls(String requestId) {
    if (repository.find(requestId).isEmpty()) {
      throw missing(requestId);
    }
    return requests.calls(requestId);
  }

  List<Machine> machines(@Nullable String requestId, boolean includeGone, int limit) {
    return repository.machines(requestId, includeGone, limit);
  }

  Machine machine(String machineId) {
    return MachineLookup.find(repository, machineId)
        .orElseThrow(() ->
            new SignalboxException(
                ErrorCode.MACHINE_NOT_FOUND,
                "There is no machine '" + machineId + "' of ours",
                Map.of("machine_id", machineId)));
  }
}
