package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Units;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCost;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request's row says of its machines and why it stands as it does: one short clause, never
 * so long that it is cut. The whole sentence is in the panel. Stateless.
 */
final class RequestWords {

  /** In characters: what the column shows whole. */
  static final int LONGEST = 24;

  private RequestWords() {}

  /** The providers that have its machines. */
  static String at(MachineRequest request) {
    List<String> names = request.machinesAt();
    return names.isEmpty() ? "not chosen yet" : String.join(", ", names);
  }

  static int running(MachineRequest request) {
    return count(request, MachineState.RUNNING);
  }

  private static int count(MachineRequest request, MachineState state) {
    return (int) request.machines().stream().filter(each -> each.state() == state).count();
  }

  private static int gone(MachineRequest request) {
    return (int) request.machines().stream().filter(each -> each.state().isGone()).count();
  }

  /** Machines that ran and were given back, or are being given back. */
  private static int returned(MachineRequest request) {
    return (int)
        request.machines().stream()
            .filter(each -> each.returnId() != null || each.state() == MachineState.RETURNED)
            .count();
  }

  /** {@code 2/4}; of a complete one whose machines have gone, {@code 2 returned} or so. */
  static String machines(MachineRequest request) {
    if (request.kind() == RequestKind.RETURN) {
      return gone(request) + "/" + request.requested();
    }
    int running = running(request);
    boolean complete = request.state() == RequestState.COMPLETE;
    if (!complete || running >= request.requested()) {
      return running + "/" + request.requested();
    }
    return running == 0 ? afterwards(request) : running + " left";
  }

  private static String afterwards(MachineRequest request) {
    int returned = returned(request);
    int lost = gone(request) - (int) request.machines().stream().filter(RequestWords::back).count();
    return returned >= lost ? returned + " returned" : lost + " lost";
  }

  private static boolean back(Machine machine) {
    return machine.state().isGone() && machine.returnId() != null;
  }

  /** The panel's line: what there is of what was asked for. */
  static String sum(MachineRequest request) {
    if (request.kind() == RequestKind.RETURN) {
      return gone(request) + " of " + request.requested() + " returned";
    }
    int returned = returned(request);
    return running(request)
        + " of "
        + request.requested()
        + " running"
        + (returned == 0 ? "" : ", " + returned + " returned");
  }

  /** Why it stands as it does; empty where its state says all. */
  static String why(MachineRequest request) {
    String why =
        request.kind() == RequestKind.RETURN
            ? returning(request)
            : switch (request.state()) {
              case PENDING -> "nothing sent yet";
              case IN_PROGRESS -> "waits for an answer";
              case ACQUIRING, PARTIAL_PENDING -> underWay(request);
              case COMPLETE -> complete(request);
              case PARTIAL -> missing(request);
              case FAILED -> cause(request, Shortage::shortly, "no machine was made");
              case CANCELLED -> "by an operator";
              case TIMEOUT -> "not done in " + Units.age(term(request));
            };
    return Units.middle(why, LONGEST);
  }

  private static String complete(MachineRequest request) {
    int running = running(request);
    int returned = returned(request);
    return running > 0 && returned > 0 ? returned + " returned" : "";
  }

  private static Duration term(MachineRequest request) {
    return Duration.between(request.createdAt(), request.deadline());
  }

  private static String returning(MachineRequest request) {
    int left = request.requested() - gone(request);
    return left <= 0
        ? ""
        : request.state().isFinal() ? left + " still there" : left + " being returned";
  }

  private static String underWay(MachineRequest request) {
    List<Attempt> asked = request.attempts();
    Attempt last = asked.isEmpty() ? null : asked.getLast();
    if (last != null && last.isOpen() && !last.code().isEmpty()) {
      return Shortage.shortly(last) + ", sent " + last.sendings() + "×";
    }
    if (last != null && last.isOpen()) {
      return "waits for an answer";
    }
    int coming =
        count(request, MachineState.PENDING)
            + count(request, MachineState.LAUNCHING)
            + count(request, MachineState.UNKNOWN);
    int missing = request.requested() - running(request);
    return coming > 0 ? coming + " launching" : missing > 0 ? missing + " to come" : "";
  }

  /** What was given back was there: its cause is of those that were never made, or did not stay. */
  private static String missing(MachineRequest request) {
    int missing = request.requested() - running(request) - returned(request);
    return missing <= 0 ? "" : missing + " " + cause(request, Shortage::shortly, "missing");
  }

  /** How many machines of an ended request were never made, and why; empty where all were. */
  static String neverMade(MachineRequest request) {
    int missing = request.requested() - request.machines().size();
    boolean ended = request.state().isFinal() && request.state() != RequestState.CANCELLED;
    return request.kind() == RequestKind.RETURN || !ended || missing <= 0
        ? ""
        : missing + " not made: " + cause(request, Shortage::fully, "no reason was given");
  }

  /** What the last provider that said no has said, in words. */
  private static String cause(
      MachineRequest request, Function<Attempt, String> words, String none) {
    return request.attempts().reversed().stream()
        .filter(attempt -> !attempt.code().isEmpty())
        .findFirst()
        .map(words)
        .orElse(none);
  }

  /** What a request costs. */
  static String price(@Nullable RequestCost cost) {
    return cost == null ? "a return costs nothing" : cost.words();
  }

  /** What it was to cost, as it was known when it was submitted. */
  static String priceAtSubmit(@Nullable RequestCost cost) {
    return cost == null ? "a return costs nothing" : cost.atSubmit().words();
  }

  /** How each of its creates was estimated when it was planned. */
  static String estimates(MachineRequest request) {
    return request.attempts().stream()
        .map(attempt ->
            "%d at %s: a machine %s"
                .formatted(attempt.count(), attempt.provider(), attempt.estimate().sentence()))
        .collect(Collectors.joining("\n", "As it was known when it was planned.\n", ""));
  }

  /** How the price of its machines is known. */
  static String rates(@Nullable RequestCost cost) {
    return cost == null || cost.rates().isEmpty()
        ? "Machines cost from launch until they are gone"
        : cost.rates().entrySet().stream()
            .map(rate -> rate.getKey() + ": a machine " + rate.getValue().sentence())
            .sorted()
            .collect(Collectors.joining("\n", "By estimate; what failed costs nothing.\n", ""));
  }
}
