package io.signalbox.core.gateway;

import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gives a result its meaning, and a call without a result one. Thread-safe. */
final class Answers {

  private static final String ERROR = "PROVIDER_ERROR";
  private static final String TIMEOUT = "TIMEOUT";

  private final Struck struck;

  Answers(UnaryOperator<String> strike) {
    this.struck = new Struck(strike);
  }

  ProviderFailure struck(ProviderFailure failure) {
    return struck.failure(failure);
  }

  ProviderCapabilities struck(ProviderCapabilities said) {
    return struck.capabilities(said);
  }

  String struck(String text) {
    return struck.text(text);
  }

  /** What was answered, if it is an answer to what was asked. */
  ProviderResult checked(ProviderOperation asked, @Nullable ProviderResult said, CallLog log) {
    if (said == null) {
      return ProviderResult.failure(broken(asked, "The provider answered with nothing"));
    }
    if (said instanceof ProviderResult.Success(ProviderData data) && !answers(asked, data)) {
      return ProviderResult.failure(
          broken(
              asked,
              "The provider answered with "
                  + (data == null ? "nothing" : data.getClass().getSimpleName())));
    }
    String fault = WellFormed.fault(asked, said);
    if (fault != null) {
      return ProviderResult.failure(broken(asked, "The provider answered with " + fault));
    }
    return switch (said) {
      case ProviderResult.Failure(ProviderFailure failure) ->
          ProviderResult.failure(struck.failure(failure));
      case ProviderResult.Success success -> {
        ProviderData data = only(asked, success.data(), log);
        ProviderData shown = struck.data(data);
        yield shown == success.data() ? success : ProviderResult.success(shown);
      }
    };
  }

  private static boolean answers(ProviderOperation asked, @Nullable ProviderData data) {
    return switch (asked) {
      case ProviderOperation.CreateInstances op -> data instanceof ProviderData.InstancesCreated;
      case ProviderOperation.TerminateInstances op ->
          data instanceof ProviderData.InstancesTerminating;
      case ProviderOperation.GetInstanceStatus op -> data instanceof ProviderData.InstanceStatuses;
      case ProviderOperation.DescribeResourceInstances op ->
          data instanceof ProviderData.InstanceStatuses;
      case ProviderOperation.ValidateTemplate op -> data instanceof ProviderData.TemplateChecked;
      case ProviderOperation.GetAvailableTemplates op ->
          data instanceof ProviderData.AvailableTemplates;
      case ProviderOperation.HealthCheck op -> data instanceof ProviderData.HealthChecked;
    };
  }

  private static ProviderData only(ProviderOperation asked, ProviderData data, CallLog log) {
    return switch (data) {
      case ProviderData.InstanceStatuses said -> {
        ProviderData.InstanceStatuses ours = AskedMachines.only(asked, said);
        if (!ours.problem().equals(said.problem())) {
          log.unasked(ours.problem());
        }
        yield ours;
      }
      case ProviderData.InstancesTerminating said -> {
        ProviderData.InstancesTerminating ours = AskedMachines.only(asked, said);
        if (ours != said) {
          log.unasked("it answered a terminate with machines that it was not asked about");
        }
        yield ours;
      }
      case ProviderData.InstancesCreated said -> AskedMachines.made(asked, said);
      case ProviderData.TemplateChecked said -> said;
      case ProviderData.AvailableTemplates said -> said;
      case ProviderData.HealthChecked said -> said;
    };
  }

  /** What is answered for a call that gave no result. */
  ProviderFailure instead(String name, ProviderOperation asked, Ending<ProviderResult> ending) {
    return switch (ending) {
      case Ending.Returned<ProviderResult> returned ->
          throw new IllegalArgumentException("There is a result");
      case Ending.Threw<ProviderResult>(Throwable thrown) ->
          broken(asked, struck.text("The provider's code failed: " + words(thrown)));
      case Ending.Late<ProviderResult> late -> {
        String message = "No answer from " + name + " before the deadline";
        yield changes(asked)
            ? ProviderFailure.unknown(TIMEOUT, message)
            : ProviderFailure.of(FailureClass.TRANSIENT, TIMEOUT, message);
      }
      case Ending.Stopped<ProviderResult> stopped ->
          ProviderFailure.cancelled(
              "The call to " + name + " was stopped before it was answered", !changes(asked));
      case Ending.Shed<ProviderResult>(int hung) -> Gateway.hung(name, hung);
    };
  }

  /** What was answered about prices; one that is no answer is told as unknown. */
  List<PriceEstimate> prices(
      String name, int asked, Ending<List<PriceEstimate>> ending, Instant next) {
    if (ending instanceof Ending.Returned<List<PriceEstimate>>(List<PriceEstimate> said)
        && isWhole(said, asked)) {
      return said.stream().map(struck::price).toList();
    }
    String why =
        switch (ending) {
          case Ending.Returned<List<PriceEstimate>> other ->
              "it did not answer with one price for each of " + Counted.of(asked, "template");
          case Ending.Threw<List<PriceEstimate>>(Throwable thrown) ->
              struck.text("the provider's code failed: " + words(thrown));
          case Ending.Late<List<PriceEstimate>> late -> "no answer before the deadline";
          case Ending.Stopped<List<PriceEstimate>> stopped -> "the question was stopped";
          case Ending.Shed<List<PriceEstimate>>(int hung) ->
              "still running beyond their deadline: " + Counted.of(hung, "call");
        };
    return Collections.nCopies(asked, PriceEstimate.unknown(name + ": " + why, next));
  }

  private static boolean isWhole(@Nullable List<PriceEstimate> said, int asked) {
    return said != null && said.size() == asked && said.stream().allMatch(Objects::nonNull);
  }

  /** It was not even asked, so this says nothing about it. */
  static ProviderFailure notInTime(String name) {
    return ProviderFailure.notSent(
        FailureClass.CAPACITY, TIMEOUT, name + " was not asked: the deadline had passed before");
  }

  /** An exception is a provider's code too, and may fail while it is asked what it says. */
  static String words(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (RuntimeException | Error e) {
      return thrown.getClass().getName();
    }
  }

  /** Why a provider could not be made; its code is at fault until someone mends it. */
  ProviderFailure failure(String what, Ending<?> ending) {
    String why =
        switch (ending) {
          case Ending.Returned<?> returned -> "it is made";
          // Settings that are not taken are told in the type's own sentence.
          case Ending.Threw<?>(IllegalArgumentException refused) ->
              struck.text(String.valueOf(refused.getMessage()));
          case Ending.Threw<?>(Throwable thrown) -> struck.text(words(thrown));
          case Ending.Late<?> late -> "it did not come to an end in time";
          case Ending.Stopped<?> stopped -> "it was stopped";
          case Ending.Shed<?>(int hung) ->
              "still running: " + Counted.of(hung, "call") + " like this one";
        };
    return ProviderFailure.of(FailureClass.PROVIDER, ERROR, what + ": " + why);
  }

  /** A provider must answer what it was asked; when it does not, nobody knows what a write did. */
  private static ProviderFailure broken(ProviderOperation asked, String message) {
    return changes(asked)
        ? ProviderFailure.unknown(ERROR, message)
        : ProviderFailure.of(FailureClass.TRANSIENT, ERROR, message);
  }

  private static boolean changes(ProviderOperation asked) {
    return switch (asked) {
      case ProviderOperation.CreateInstances op -> true;
      case ProviderOperation.TerminateInstances op -> true;
      case ProviderOperation.GetInstanceStatus op -> false;
      case ProviderOperation.DescribeResourceInstances op -> false;
      case ProviderOperation.ValidateTemplate op -> false;
      case ProviderOperation.GetAvailableTemplates op -> false;
      case ProviderOperation.HealthCheck op -> false;
    };
  }
}
