package io.signalbox.core.gateway;

import io.signalbox.core.provider.ApiCall;
import io.signalbox.core.provider.ApiCallLog;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.provider.Leftover;
import io.signalbox.core.provider.Leftovers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says beside its answers to operations: what it found in a test, what it would
 * send, and the calls it made. Bounded, well-formed and without secrets, like those. Thread-safe.
 */
final class Inquiries {

  /** Findings of a test, or calls of a preview. */
  private static final int MOST = 200;

  private static final int MOST_PARAMETERS = 1_000;

  private final Struck struck;

  Inquiries(UnaryOperator<String> strike) {
    this.struck = new Struck(strike);
  }

  /** What was found, or why nothing was. */
  List<ConnectionFinding> found(String name, Ending<List<ConnectionFinding>> ending) {
    return ending instanceof Ending.Returned<List<ConnectionFinding>>(List<ConnectionFinding> said)
            && isWhole(said)
        ? said.stream().limit(MOST).map(this::finding).toList()
        : List.of(
            ConnectionFinding.unknown(
                "test", name + " was not tested: " + whyNothing(name, ending), null, ""));
  }

  private String whyNothing(String name, Ending<?> ending) {
    return switch (ending) {
      case Ending.Returned<?> returned -> "it answered with nothing, or less than it must";
      case Ending.Threw<?>(IllegalArgumentException refused) ->
          struck.text(String.valueOf(refused.getMessage()));
      case Ending.Threw<?>(Throwable thrown) ->
          "the provider's code failed: " + struck.text(Answers.words(thrown));
      case Ending.Late<?> late -> "no answer in time";
      case Ending.Stopped<?> stopped -> "it was stopped";
      case Ending.Shed<?>(int hung) -> Gateway.hung(name, hung).message();
    };
  }

  private static boolean isWhole(@Nullable List<ConnectionFinding> said) {
    return said != null
        && !said.isEmpty()
        && said.stream()
            .allMatch(each ->
                each != null
                    && each.name() != null
                    && each.outcome() != null
                    && each.evidence() != null
                    && each.advice() != null);
  }

  private ConnectionFinding finding(ConnectionFinding said) {
    Duration took = said.took();
    return new ConnectionFinding(
        struck.text(said.name()),
        said.outcome(),
        struck.text(said.evidence()),
        took == null || took.isNegative() ? null : took,
        struck.text(said.advice()));
  }

  /** What launches have left, or why that is not known. */
  Leftovers leftovers(String name, Ending<Leftovers> ending) {
    return ending instanceof Ending.Returned<Leftovers>(Leftovers said) && said != null
        ? new Leftovers(
            said.found().stream()
                .limit(MOST)
                .map(each ->
                    new Leftover(
                        struck.text(each.kind()),
                        struck.text(each.id()),
                        struck.text(each.why()),
                        each.removed(),
                        struck.text(each.problem())))
                .toList(),
            struck.text(said.problem()))
        : new Leftovers(
            List.of(), name + " does not say what launches left: " + whyNothing(name, ending));
  }

  /** What would be sent, or a note why that is not known; empty where the provider cannot tell. */
  Optional<LaunchPreview> preview(String name, Ending<Optional<LaunchPreview>> ending) {
    return ending instanceof Ending.Returned<Optional<LaunchPreview>>(Optional<LaunchPreview> said)
            && said != null
        ? said.map(this::struck)
        : Optional.of(
            new LaunchPreview(
                List.of(), name + " does not say what it sends: " + whyNothing(name, ending)));
  }

  private LaunchPreview struck(LaunchPreview said) {
    return new LaunchPreview(
        said.calls().stream()
            .limit(MOST)
            .map(call ->
                new LaunchPreview.Call(struck.text(call.action()), texts(call.parameters())))
            .toList(),
        struck.text(said.note()));
  }

  private Map<String, String> texts(Map<String, String> said) {
    Map<String, String> texts = new LinkedHashMap<>();
    said.entrySet().stream()
        .limit(MOST_PARAMETERS)
        .forEach(each -> texts.put(struck.text(each.getKey()), struck.text(each.getValue())));
    return texts;
  }

  /** A log for a provider to write to; what it writes comes to {@code log} without secrets. */
  ApiCallLog struck(ApiCallLog log) {
    return log == ApiCallLog.NONE ? log : call -> log.add(struck(call));
  }

  private ApiCall struck(ApiCall said) {
    return new ApiCall(
        struck.text(said.action()),
        struck.text(said.region()),
        said.at(),
        said.took(),
        struck.text(said.reference()),
        struck.text(said.code()),
        struck.text(said.message()),
        said.retries());
  }
}
