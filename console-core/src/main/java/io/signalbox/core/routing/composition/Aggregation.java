package io.signalbox.core.routing.composition;

import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes one result of those of several members, in configured order. Stateless. */
public final class Aggregation {

  private Aggregation() {}

  /**
   * What one member answered.
   *
   * @param result null for a straggler: not answered in time
   * @param tookNanos how long it took
   * @param finished its place among those that answered, 0 first
   */
  public record Part(String member, @Nullable ProviderResult result, long tookNanos, int finished) {

    boolean succeeded() {
      return result != null && result.isSuccess();
    }
  }

  /**
   * @param parts every member that was asked, in configured order
   * @param members how many there are: what one that could not be asked would have listed is
   *     missing too
   */
  public static ProviderResult combine(
      CompositionSettings settings, List<Part> parts, int members) {
    List<Part> good = parts.stream().filter(Part::succeeded).toList();
    if (settings.policy() == AggregationPolicy.FIRST_SUCCESS) {
      return good.stream()
          .min(Comparator.comparingInt(Part::finished))
          .map(Aggregation::result)
          .orElseGet(() ->
              failure("INSUFFICIENT_SUCCESS", "None of " + asked(parts) + " succeeded", parts));
    }
    ProviderResult broken = rules(settings, parts, good.size());
    if (broken != null) {
      return broken;
    }
    return switch (settings.policy()) {
      case MERGE_ALL, FIRST_SUCCESS -> merged(parts, good, members);
      case MAJORITY_WINS -> majority(parts, good);
      case BEST_PERFORMANCE ->
          good.stream()
              .min(Comparator.comparingLong(Part::tookNanos))
              .map(Aggregation::result)
              .orElseGet(() ->
                  failure("INSUFFICIENT_SUCCESS", "None of " + asked(parts) + " succeeded", parts));
    };
  }

  /** The rules on how many may fail; null where they are kept. */
  private static @Nullable ProviderResult rules(
      CompositionSettings settings, List<Part> parts, int good) {
    int failed = parts.size() - good;
    if (settings.requireAllSuccess() && failed > 0) {
      return failure(
          "INSUFFICIENT_SUCCESS",
          failed + " of " + asked(parts) + " failed, and all must succeed",
          parts);
    }
    if (!parts.isEmpty() && (double) failed / parts.size() > settings.failureThreshold()) {
      return failure(
          "FAILURE_THRESHOLD_EXCEEDED",
          String.format(
              Locale.ROOT,
              "%d of %s failed, more than the share of %s that may",
              failed,
              asked(parts),
              settings.failureThreshold()),
          parts);
    }
    if (good < settings.minSuccessCount()) {
      return failure(
          "INSUFFICIENT_SUCCESS",
          good
              + " of "
              + asked(parts)
              + " succeeded, and at least "
              + settings.minSuccessCount()
              + " must",
          parts);
    }
    return null;
  }

  private static String asked(List<Part> parts) {
    return Counted.of(parts.size(), "member");
  }

  private static ProviderResult result(Part part) {
    return Objects.requireNonNull(part.result());
  }

  private static ProviderData data(Part part) {
    return ((ProviderResult.Success) result(part)).data();
  }

  private static ProviderResult merged(List<Part> asked, List<Part> good, int members) {
    if (good.isEmpty()) {
      return failure("INSUFFICIENT_SUCCESS", "None of " + asked(asked) + " succeeded", asked);
    }
    boolean all = good.size() == members;
    return ProviderResult.success(Merge.all(good.stream().map(Aggregation::data).toList(), all));
  }

  /** Strictly over half of those asked must say the same. */
  private static ProviderResult majority(List<Part> asked, List<Part> good) {
    Map<Object, List<Part>> votes = new LinkedHashMap<>();
    for (Part part : good) {
      votes.computeIfAbsent(Merge.canonical(data(part)), key -> new ArrayList<>()).add(part);
    }
    for (List<Part> same : votes.values()) {
      if (2 * same.size() > asked.size()) {
        return result(same.getFirst());
      }
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("asked", asked.size());
    details.put(
        "votes",
        votes.values().stream().map(same -> same.stream().map(Part::member).toList()).toList());
    details.put("causes", causes(asked));
    return ProviderResult.failure(
        new ProviderFailure(
            "NO_MAJORITY",
            "No answer has more than half of "
                + asked(asked)
                + ": "
                + votes.size()
                + " different answers, "
                + (asked.size() - good.size())
                + " failed",
            details,
            FailureClass.TRANSIENT,
            true,
            false,
            null));
  }

  private static ProviderResult failure(String code, String message, List<Part> parts) {
    Map<String, Object> causes = causes(parts);
    String first =
        causes.entrySet().stream()
            .findFirst()
            .map(cause -> ": " + cause.getKey() + " " + cause.getValue())
            .orElse("");
    return ProviderResult.failure(
        new ProviderFailure(
            code, message + first, Map.of("causes", causes), worst(parts), true, false, null));
  }

  private static Map<String, Object> causes(List<Part> parts) {
    Map<String, Object> causes = new LinkedHashMap<>();
    for (Part part : parts) {
      switch (part.result()) {
        case null -> causes.put(part.member(), "TIMEOUT did not answer in time");
        case ProviderResult.Failure(ProviderFailure failure) ->
            causes.put(part.member(), failure.code() + " " + failure.message());
        case ProviderResult.Success success -> {}
      }
    }
    return causes;
  }

  /** The class that lets most happen next: what may pass elsewhere comes before what may not. */
  private static FailureClass worst(List<Part> parts) {
    FailureClass worst = FailureClass.REQUEST;
    for (Part part : parts) {
      FailureClass own =
          switch (part.result()) {
            case null -> FailureClass.TRANSIENT;
            case ProviderResult.Failure(ProviderFailure failure) -> failure.failureClass();
            case ProviderResult.Success success -> FailureClass.REQUEST;
          };
      if (own.ordinal() < worst.ordinal()) {
        worst = own;
      }
    }
    return worst;
  }
}
