package io.signalbox.core.gateway;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a provider says of machines it was asked about, checked against the question. Only a {@link
 * Complete} one may be read as "what is not here is gone", and only the gateway makes one.
 */
public sealed interface Listing {

  /** Machines that were asked for, never others; empty when nothing was answered. */
  List<InstanceInfo> instances();

  /** What was said of launches that were accepted, by resource id; of others nothing is known. */
  Map<String, LaunchProgress> launches();

  /** Why nothing, or not everything, could be listed; empty for a complete one. */
  String problem();

  /** Every machine that was asked for and exists. */
  final class Complete implements Listing {

    private final List<InstanceInfo> instances;
    private final Map<String, LaunchProgress> launches;

    private Complete(List<InstanceInfo> instances, Map<String, LaunchProgress> launches) {
      this.instances = instances;
      this.launches = launches;
    }

    @Override
    public List<InstanceInfo> instances() {
      return instances;
    }

    @Override
    public Map<String, LaunchProgress> launches() {
      return launches;
    }

    @Override
    public String problem() {
      return "";
    }

    @Override
    public String toString() {
      return "Complete[" + instances + ", " + launches + "]";
    }
  }

  /** Some of the machines that were asked for; there may be more. */
  record Partial(List<InstanceInfo> instances, Map<String, LaunchProgress> launches, String problem)
      implements Listing {
    public Partial {
      instances = List.copyOf(instances);
      launches = Map.copyOf(launches);
    }

    /** One that says nothing of launches. */
    public Partial(List<InstanceInfo> instances, String problem) {
      this(instances, Map.of(), problem);
    }
  }

  /** Nothing was learnt. */
  record Unanswered(String problem) implements Listing {
    @Override
    public List<InstanceInfo> instances() {
      return List.of();
    }

    @Override
    public Map<String, LaunchProgress> launches() {
      return Map.of();
    }
  }

  /**
   * The machines of it that a narrower question is about; as complete as it is, since what a
   * listing has of all it has of some.
   */
  default Listing only(Predicate<InstanceInfo> asked) {
    return switch (this) {
      case Complete all ->
          new Complete(all.instances().stream().filter(asked).toList(), all.launches());
      case Partial some ->
          new Partial(
              some.instances().stream().filter(asked).toList(), some.launches(), some.problem());
      case Unanswered nothing -> nothing;
    };
  }

  /**
   * What an answer means for the question it was given to.
   *
   * @param asked {@code DescribeResourceInstances} or {@code GetInstanceStatus}
   */
  static Listing of(ProviderOperation asked, ProviderResult answer) {
    return switch (answer) {
      case ProviderResult.Failure(ProviderFailure failure) ->
          new Unanswered(failure.code() + " " + failure.message());
      case ProviderResult.Success(ProviderData.InstanceStatuses said) -> {
        ProviderData.InstanceStatuses ours = AskedMachines.only(asked, said);
        yield ours.complete()
            ? new Complete(ours.instances(), ours.launches())
            : new Partial(ours.instances(), ours.launches(), why(ours));
      }
      case ProviderResult.Success other ->
          new Unanswered("the provider answered with something else");
    };
  }

  private static String why(ProviderData.InstanceStatuses partial) {
    return partial.problem().isEmpty() ? "the listing was incomplete" : partial.problem();
  }
}
