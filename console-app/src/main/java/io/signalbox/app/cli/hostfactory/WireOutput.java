package io.signalbox.app.cli.hostfactory;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateSummary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Host Factory is answered: its own words and names. */
final class WireOutput {

  /** Machines, templates or findings told one by one in a message. */
  static final int LISTED = 5;

  private WireOutput() {}

  static Map<String, @Nullable Object> template(
      TemplateSummary summary, ResolvedTemplate resolved) {
    Doc document =
        Doc.start()
            .put("templateId", summary.templateId())
            .put("maxNumber", summary.maxInstances())
            .put("attributes", attributes(resolved));
    resolved.value("image_id").ifPresent(value -> document.put("imageId", value));
    resolved.value("instance_type").ifPresent(value -> document.put("vmType", value));
    resolved.value("machine_types").ifPresent(value -> document.put("vmTypes", value));
    resolved.value("price_type").ifPresent(value -> document.put("priceType", value));
    if (resolved.value("tags").orElse(null) instanceof Map<?, ?> tags) {
      Map<String, String> texts = new LinkedHashMap<>();
      tags.forEach((name, value) -> texts.put(name.toString(), String.valueOf(value)));
      document.put("instanceTags", tags(texts));
    }
    return document.map();
  }

  /**
   * Why a scheduler is offered nothing.
   *
   * @param there templates that nobody offers
   * @param odd what is odd in the files, notes among it
   */
  static String nothingOffered(List<ResolvedTemplate> there, List<Diagnostic> odd) {
    return Stream.concat(
            there.stream().map(each -> each.templateId() + ": " + each.offeredReason()),
            odd.stream().limit(LISTED).map(Diagnostic::message))
        .map(each -> " " + each + ".")
        .collect(Collectors.joining("", "No template is offered.", ""));
  }

  static String notOurs(List<String> machines) {
    return machines.isEmpty()
        ? ""
        : "; not ours, and not returned: "
            + String.join(", ", machines.subList(0, Math.min(LISTED, machines.size())))
            + (machines.size() > LISTED ? " and " + (machines.size() - LISTED) + " more" : "");
  }

  /** The template's typed pairs; type, ncpus and nram are filled where it lacks them. */
  private static Map<String, @Nullable Object> attributes(ResolvedTemplate resolved) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    if (resolved.value("attributes").orElse(null) instanceof Map<?, ?> given) {
      given.forEach((name, pair) -> attributes.put(name.toString(), pair));
    }
    attributes.putIfAbsent("type", List.of("String", "X86_64"));
    attributes.putIfAbsent("ncpus", List.of("Numeric", "1"));
    Object memory = attributes.get("mem");
    attributes.putIfAbsent("nram", memory == null ? List.of("Numeric", "1024") : memory);
    return attributes;
  }

  static Map<String, @Nullable Object> request(MachineRequest request) {
    return Doc.start()
        .put("requestId", request.requestId())
        .put("status", status(request.state()))
        .put("message", request.message())
        .put(
            "machines",
            request.machines().stream().map(machine -> machine(machine, request.kind())).toList())
        .map();
  }

  /** One nobody knows: a scheduler gives it up, and is told of others all the same. */
  static Map<String, @Nullable Object> unknown(String requestId, String message) {
    return Doc.start()
        .put("requestId", requestId)
        .put("status", "complete_with_error")
        .put("message", message)
        .put("machines", List.of())
        .map();
  }

  static String status(RequestState state) {
    return switch (state) {
      case PENDING, IN_PROGRESS, ACQUIRING, PARTIAL_PENDING -> "running";
      case COMPLETE -> "complete";
      case PARTIAL, FAILED, CANCELLED, TIMEOUT -> "complete_with_error";
    };
  }

  private static Map<String, @Nullable Object> machine(Machine machine, RequestKind kind) {
    String result = kind == RequestKind.RETURN ? returning(machine) : acquiring(machine);
    Instant launched = machine.launchedAt();
    return Doc.start()
        .put("machineId", machine.machineId())
        .put("name", machine.name())
        .put("result", result)
        .put("status", status(machine.state()))
        .put("privateIpAddress", address(machine.privateAddress()))
        .put("publicIpAddress", address(machine.publicAddress()))
        .put("launchtime", launched == null ? 0L : launched.getEpochSecond())
        .put("message", message(machine, result))
        .put("cloudHostId", machine.hostId().isEmpty() ? null : machine.hostId())
        .put("instanceType", machine.instanceType())
        .put("priceType", machine.priceType())
        .put("instanceTags", tags(machine.tags()))
        .map();
  }

  /** In the words of the contract: it has none for launching, returned and unknown. */
  private static String status(MachineState state) {
    return switch (state) {
      case PENDING, LAUNCHING -> MachineState.PENDING.word();
      case TERMINATED, RETURNED -> MachineState.TERMINATED.word();
      // What was heard last of a machine nobody can tell of is that it was there.
      case UNKNOWN -> MachineState.RUNNING.word();
      case RUNNING, STOPPING, STOPPED, SHUTTING_DOWN, FAILED -> state.word();
    };
  }

  private static @Nullable String address(@Nullable String address) {
    return address == null || address.isBlank() ? null : address;
  }

  private static String acquiring(Machine machine) {
    return switch (machine.state()) {
      case RUNNING -> "succeed";
      case FAILED, TERMINATED, RETURNED -> "fail";
      case PENDING, LAUNCHING, STOPPING, STOPPED, SHUTTING_DOWN, UNKNOWN -> "executing";
    };
  }

  private static String returning(Machine machine) {
    return switch (machine.state()) {
      case TERMINATED, STOPPED, RETURNED -> "succeed";
      case FAILED -> "fail";
      case PENDING, LAUNCHING, RUNNING, STOPPING, SHUTTING_DOWN, UNKNOWN -> "executing";
    };
  }

  private static String message(Machine machine, String result) {
    boolean silent = machine.reason().isBlank();
    return silent && result.equals("fail")
        ? "The machine is " + machine.state().word()
        : machine.reason();
  }

  private static String tags(Map<String, String> tags) {
    // No stream: one of a tree map's entries has code made for it at each start.
    StringJoiner texts = new StringJoiner(";");
    new TreeMap<>(tags)
        .forEach((name, value) -> {
          if (!name.startsWith("signalbox:")) {
            texts.add(name + "=" + value);
          }
        });
    return texts.toString();
  }

  /** A machine the caller has to let go of: it is going or gone, or being returned. */
  static boolean isToBeReturned(Machine machine) {
    return machine.returnId() != null
        || switch (machine.state()) {
          case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED, RETURNED, FAILED -> true;
          case PENDING, LAUNCHING, RUNNING, UNKNOWN -> false;
        };
  }

  /** How many are to be let go of, which of them went by themselves, and who could not tell. */
  static String going(List<Machine> machines, Map<String, String> problems) {
    StringBuilder message =
        new StringBuilder(
            switch (machines.size()) {
              case 0 -> "No machine is to be returned.";
              case 1 -> "1 machine is being returned or has gone.";
              default -> machines.size() + " machines are being returned or have gone.";
            });
    machines.stream()
        .filter(machine -> machine.returnId() == null && machine.state().isGone())
        .limit(LISTED)
        .forEach(machine ->
            message
                .append(' ')
                .append(machine.name())
                .append(" is ")
                .append(machine.state().word())
                .append(machine.reason().isBlank() ? "" : ": " + machine.reason())
                .append('.'));
    problems.forEach((provider, problem) ->
        message
            .append(' ')
            .append(provider)
            .append(" cannot tell of all: ")
            .append(problem)
            .append('.'));
    return message.toString();
  }

  static boolean isGone(Machine machine) {
    MachineState state = machine.state();
    return state.isGone() || state == MachineState.STOPPED;
  }
}
