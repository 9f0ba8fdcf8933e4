package io.signalbox.core.command.handling;

import io.signalbox.core.alert.AlertRepository;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.request.DrivenRequest;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineLookup;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.Submission;
import io.signalbox.core.request.SweepReport;
import io.signalbox.core.request.service.RequestService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Carries out what can be done with requests and machines. Thread-safe. */
public final class RequestCommands {

  private final RequestService requests;
  private final Installation installation;
  private final AlertRepository alerts;
  private final Recovery recovery;

  /**
   * @param alerts told what a sweep found
   */
  public RequestCommands(
      RequestService requests,
      Installation installation,
      AlertRepository alerts,
      Recovery recovery) {
    this.requests = requests;
    this.installation = installation;
    this.alerts = alerts;
    this.recovery = recovery;
  }

  Object handle(RequestCommand<?> command, AuditTrail.Act act) {
    // Asked every few seconds, by a process each: before the switch, which each links anew.
    if (command instanceof RequestCommand.Drive asked) {
      return requests.drive(asked.requestIds(), asked.whenDue());
    }
    return switch (command) {
      case RequestCommand.Submit c -> submit(c, act);
      case RequestCommand.Cancel c -> {
        sameInstallation();
        yield requests.cancel(
            c.requestId(),
            act.caller().actor(),
            () -> act.done(Map.of(), Map.of("state", "cancelled")));
      }
      case RequestCommand.ReturnMachines c -> giveBack(c.machines(), act);
      case RequestCommand.ReturnRequest c -> giveBackAll(c.requestId(), act);
      case RequestCommand.Drive c -> requests.drive(c.requestIds(), c.whenDue());
      case RequestCommand.CheckMachines c -> requests.checkMachines();
      case RequestCommand.Sweep c -> sweep(c, act);
    };
  }

  /** How requests stand in the store; without those that there are not. */
  List<DrivenRequest> asStored(RequestCommand.Drive command) {
    return requests.stored(command.requestIds()).stream()
        .map(each -> new DrivenRequest(each, null))
        .toList();
  }

  private MachineRequest submit(RequestCommand.Submit command, AuditTrail.Act act) {
    sameInstallation();
    Map<String, Object> after = new LinkedHashMap<>();
    after.put("count", command.count());
    if (command.preference() != null) {
      after.put("provider", command.preference());
    }
    if (command.providerType() != null) {
      after.put("provider_type", command.providerType());
    }
    Submission asked =
        new Submission(
            command.templateId(),
            command.count(),
            command.preference(),
            command.ordered(),
            command.providerType(),
            command.idempotencyKey(),
            act.caller().actor(),
            act.caller().traceId());
    Runnable done = () -> act.done(Map.of(), after);
    recovery.lookAtOld();
    try {
      return requests.submit(asked, done);
    } catch (SignalboxException e) {
      if (e.code() != ErrorCode.NO_HEALTHY_STRATEGIES || !recovery.bringsBack()) {
        throw e;
      }
      return requests.submit(asked, done);
    }
  }

  /** Again, when all are being returned or gone: that return, under way or finished. */
  private MachineRequest giveBackAll(String requestId, AuditTrail.Act act) {
    sameInstallation();
    MachineRequest request = requests.drive(requestId);
    if (request.kind() == RequestKind.RETURN) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          requestId + " is a return itself; name a request for machines",
          Map.of("request_id", requestId));
    }
    List<Machine> left =
        request.machines().stream()
            .filter(machine -> !machine.state().isGone() && machine.returnId() == null)
            .toList();
    Optional<String> last =
        request.machines().stream()
            .map(Machine::returnId)
            .filter(Objects::nonNull)
            .reduce((one, other) -> other);
    if (left.isEmpty() && last.isPresent()) {
      return requests.drive(last.get());
    }
    List<Machine> all = left.isEmpty() ? request.machines() : left;
    if (all.isEmpty()) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          requestId + " has no machine to return; it is " + request.state().word(),
          Map.of("request_id", requestId, "status", request.state().word()));
    }
    return giveBack(all.stream().map(MachineLookup::reference).toList(), act);
  }

  private MachineRequest giveBack(List<String> machines, AuditTrail.Act act) {
    sameInstallation();
    if (machines.isEmpty()) {
      throw Checks.invalid("Name at least one machine to return", "machines", "");
    }
    return requests.returnMachines(
        machines,
        act.caller().actor(),
        act.caller().traceId(),
        () -> act.done(Map.of(), Map.of("machines", List.copyOf(machines))));
  }

  private SweepReport sweep(RequestCommand.Sweep command, AuditTrail.Act act) {
    if (!command.dryRun()) {
      sameInstallation();
    }
    SweepReport report = requests.sweep(command.dryRun(), command.only(), act.caller().actor());
    act.change(
        () -> alerts.saveFound(left(report), act.at()),
        Map.of(),
        Map.of("dry_run", command.dryRun(), "released", report.released()));
    return report;
  }

  /** Machines without a request that are left, where the provider could be listed. */
  private Map<String, Integer> left(SweepReport report) {
    Map<String, Integer> left = new LinkedHashMap<>();
    alerts.found().forEach(each -> left.put(each.provider(), 0));
    report
        .orphans()
        .forEach((provider, machines) ->
            left.put(
                provider,
                (int)
                    machines.stream()
                        .filter(each -> !report.released().contains(each.machineId()))
                        .count()));
    left.keySet().removeAll(report.skipped().keySet());
    return left;
  }

  /** A copied store must not touch the machines of the one it was copied from. */
  private void sameInstallation() {
    String refusal = installation.refusal();
    if (!refusal.isEmpty()) {
      throw new SignalboxException(ErrorCode.INVALID_STATE, refusal, Map.of("identity", "moved"));
    }
  }
}
