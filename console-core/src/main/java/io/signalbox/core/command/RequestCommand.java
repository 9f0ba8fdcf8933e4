package io.signalbox.core.command;

import io.signalbox.core.request.DrivenRequest;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.SweepReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with requests and machines. */
public sealed interface RequestCommand<R> extends Command<R> {

  /**
   * @param idempotencyKey null to have one made
   * @param preference a provider instance, or null
   * @param ordered whether the preference stands above a template's pin
   * @param providerType narrows by type, or null
   */
  record Submit(
      String templateId,
      int count,
      @Nullable String preference,
      boolean ordered,
      @Nullable String providerType,
      @Nullable String idempotencyKey)
      implements RequestCommand<MachineRequest> {

    /** One whose preference is none above a pin. */
    public Submit(
        String templateId,
        int count,
        @Nullable String preference,
        @Nullable String providerType,
        @Nullable String idempotencyKey) {
      this(templateId, count, preference, false, providerType, idempotencyKey);
    }

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

  /**
   * Moves requests as far as they go without waiting and answers within 20 s how they stand, each
   * once; those that there are not are left out. For programs that live for one answer: a window's
   * core moves them by itself. No change of an operator's: it is not audited, and a console that is
   * locked for reading goes on with what was accepted.
   *
   * @param whenDue whether those that were looked at a moment ago stay as they are: for a program
   *     that asks until they are over
   */
  record Drive(List<String> requestIds, boolean whenDue)
      implements RequestCommand<List<DrivenRequest>> {

    /** Whether they are due or not. */
    public Drive(List<String> requestIds) {
      this(requestIds, false);
    }

    @Override
    public String subject() {
      return String.join(",", requestIds);
    }
  }

  /**
   * Asks every provider about machines of finished requests and records those that died by
   * themselves, within 20 s; answers provider to the reason it could not tell of all. Like {@link
   * Drive} no change of an operator's.
   */
  record CheckMachines() implements RequestCommand<Map<String, String>> {
    @Override
    public String subject() {
      return "machines";
    }
  }

  /**
   * Looks for machines without a request and requests without machines.
   *
   * @param dryRun whether it only looks
   * @param only the machines that may be released, those that somebody has seen; null for all that
   *     are found
   */
  record Sweep(boolean dryRun, @Nullable Set<String> only) implements RequestCommand<SweepReport> {

    public Sweep {
      only = only == null ? null : Set.copyOf(only);
    }

    /** Of all that are found. */
    public Sweep(boolean dryRun) {
      this(dryRun, null);
    }

    @Override
    public String subject() {
      return "machines";
    }
  }
}
