package io.signalbox.core.command;

import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.SweepReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be done with requests and machines. */
public sealed interface RequestCommand<R> extends Command<R> {

  /**
   * @param idempotencyKey null to have one made
   * @param preference a provider instance, or null
   * @param providerType narrows by type, or null
   */
  record Submit(
      String templateId,
      int count,
      @Nullable String preference,
      @Nullable String providerType,
      @Nullable String idempotencyKey)
      implements RequestCommand<MachineRequest> {
    @Override
    public String subject() {
      return templateId;
    }
  }

  record Cancel(String requestId, String reason) implements RequestCommand<MachineRequest> {
    @Override
    public String subject() {
      return requestId;
    }
  }

  /** By machine id or name. */
  record ReturnMachines(List<String> machines, String reason)
      implements RequestCommand<MachineRequest> {
    @Override
    public String subject() {
      return String.join(",", machines);
    }
  }

  /** Every machine of a request that is not gone. */
  record ReturnRequest(String requestId, String reason) implements RequestCommand<MachineRequest> {
    @Override
    public String subject() {
      return requestId;
    }
  }

  record Sweep(boolean dryRun) implements RequestCommand<SweepReport> {
    @Override
    public String subject() {
      return "machines";
    }
  }
}
