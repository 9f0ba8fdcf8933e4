package io.signalbox.core.provider.aws;

import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.launch.NotedRefusal;
import io.signalbox.core.provider.aws.launch.RegionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is answered of a launch that has been through its regions. Stateless. */
final class RegionAnswers {

  private RegionAnswers() {}

  /**
   * Machines, or why there are none; the same however often it is asked.
   *
   * @param fresh machines as they were answered just now
   */
  static ProviderResult of(
      ProviderOperation.CreateInstances create, RegionNote note, List<InstanceInfo> fresh) {
    List<ProviderFailure> refusals = refusals(note);
    if (!note.isFruitful()) {
      return ProviderResult.failure(together(refusals));
    }
    List<RegionNote.Stay> stays = note.stays();
    return ProviderResult.success(
        new ProviderData.InstancesCreated(
            stays.stream()
                .map(stay ->
                    stay.region().equals(note.first())
                        ? stay.resource()
                        : RegionKey.told(stay.region(), stay.resource()))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", ")),
            stays.stream()
                .flatMap(stay -> stay.machines().stream())
                .map(made -> made.among(fresh, create.tags()))
                .toList(),
            stays.stream().mapToInt(RegionNote.Stay::toCome).sum(),
            note.rest() > 0 ? refusals : List.of(),
            isPlain(note) ? List.of() : steps(note)));
  }

  /** A launch that stayed in its region has nothing to tell of regions. */
  private static boolean isPlain(RegionNote note) {
    return note.stays().size() == 1 && note.stays().getFirst().region().equals(note.first());
  }

  private static List<String> steps(RegionNote note) {
    List<String> steps = new ArrayList<>();
    for (RegionNote.Stay stay : note.stays()) {
      String made =
          stay.made() == 0
              ? "no machine"
              : Counted.of(stay.made(), "machine")
                  + (stay.resource().isEmpty() ? "" : " as " + stay.resource());
      steps.add(
          stay.region()
              + ": "
              + made
              + stay.refusals().stream()
                  .map(each -> "; " + each.code() + " " + each.message())
                  .collect(Collectors.joining()));
    }
    return steps;
  }

  /**
   * Each with its region before it where there were several. What a fallback region says of the
   * request itself is told with the class of the first refusal, which is what the launch met where
   * its template is at home.
   */
  private static List<ProviderFailure> refusals(RegionNote note) {
    boolean several = note.stays().size() > 1;
    List<ProviderFailure> all = new ArrayList<>();
    for (RegionNote.Stay stay : note.stays()) {
      for (NotedRefusal refusal : stay.refusals()) {
        FailureClass failureClass =
            all.isEmpty() || refusal.failureClass() != FailureClass.REQUEST
                ? refusal.failureClass()
                : all.getFirst().failureClass();
        all.add(
            ProviderFailure.of(
                failureClass,
                refusal.code(),
                (several ? stay.region() + ": " : "") + refusal.message()));
      }
    }
    return all;
  }

  private static ProviderFailure together(List<ProviderFailure> refusals) {
    ProviderFailure first = refusals.getFirst();
    return ProviderFailure.of(
        first.failureClass(),
        first.code(),
        refusals.stream()
            .map(ProviderFailure::message)
            .distinct()
            .collect(Collectors.joining("; ")));
  }
}
