package io.signalbox.core.routing.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.composition.Aggregation.Part;
import io.signalbox.core.testing.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How answers become one, without anyone being asked. */
class AggregationTest {

  private static CompositionSettings settings(
      AggregationPolicy policy, boolean all, int least, double threshold) {
    return new CompositionSettings(
        CompositionMode.PARALLEL, policy, 5, Duration.ofSeconds(30), all, least, threshold);
  }

  private static CompositionSettings lenient(AggregationPolicy policy) {
    return settings(policy, false, 1, 1);
  }

  /** Members m0, m1, ... each as long as it is named; null for a straggler. */
  private static List<Part> parts(@Nullable ProviderResult... results) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      parts.add(new Part("m" + i, results[i], 100 - i, results.length - i));
    }
    return parts;
  }

  private static ProviderResult combine(CompositionSettings settings, List<Part> parts) {
    return Aggregation.combine(settings, parts, parts.size());
  }

  @ParameterizedTest
  @CsvSource({
    // good of 4, all must, least, threshold, code
    "4, true, 1, 0.5, ''",
    "3, true, 1, 0.5, INSUFFICIENT_SUCCESS",
    "2, false, 1, 0.5, ''",
    "1, false, 1, 0.5, FAILURE_THRESHOLD_EXCEEDED",
    "3, false, 1, 0, FAILURE_THRESHOLD_EXCEEDED",
    "1, false, 1, 0.75, ''",
    "1, false, 2, 1, INSUFFICIENT_SUCCESS",
    "2, false, 2, 1, ''",
    "0, false, 1, 1, INSUFFICIENT_SUCCESS",
    "4, false, 5, 1, INSUFFICIENT_SUCCESS"
  })
  void rulesOnHowManyMayFail(int good, boolean all, int least, double threshold, String code) {
    ProviderResult[] results = new ProviderResult[4];
    for (int i = 0; i < 4; i++) {
      results[i] = i < good ? Answers.names("t") : Answers.TRANSIENT;
    }
    for (AggregationPolicy policy :
        List.of(AggregationPolicy.MERGE_ALL, AggregationPolicy.BEST_PERFORMANCE)) {
      ProviderResult result = combine(settings(policy, all, least, threshold), parts(results));
      assertThat(Answers.code(result)).as(policy.name()).isEqualTo(code);
    }
    ProviderResult first =
        combine(settings(AggregationPolicy.FIRST_SUCCESS, all, least, threshold), parts(results));
    assertThat(first.isSuccess()).as("FIRST_SUCCESS ignores the rules").isEqualTo(good > 0);
  }

  @Test
  void mergeKeepsConfiguredOrderAndFirstSuccessIsTheFirstToAnswer() {
    List<Part> parts = parts(Answers.names("x"), Answers.names("y"), Answers.names("z"));
    assertThat(names(combine(lenient(AggregationPolicy.MERGE_ALL), parts)))
        .containsExactly("x", "y", "z");
    // The last configured answered first and was the quickest.
    assertThat(names(combine(lenient(AggregationPolicy.FIRST_SUCCESS), parts)))
        .containsExactly("z");
    assertThat(names(combine(lenient(AggregationPolicy.BEST_PERFORMANCE), parts)))
        .containsExactly("z");
  }

  private static List<String> names(ProviderResult result) {
    return Answers.data(result, ProviderData.AvailableTemplates.class).names();
  }

  @Test
  void bestPerformanceIsTheQuickestThatSucceeded() {
    List<Part> parts =
        List.of(
            new Part("slow", Answers.names("slow"), 50, 0),
            new Part("failed", Answers.TRANSIENT, 1, 1),
            new Part("quick", Answers.names("quick"), 10, 2));
    assertThat(names(combine(lenient(AggregationPolicy.BEST_PERFORMANCE), parts)))
        .containsExactly("quick");
  }

  @Test
  void majorityIsStrictlyOverHalfOfThoseAskedWhateverTheOrderOfValues() {
    CompositionSettings majority = lenient(AggregationPolicy.MAJORITY_WINS);
    assertThat(
            names(
                combine(
                    majority,
                    parts(Answers.names("x", "y"), Answers.TRANSIENT, Answers.names("y", "x")))))
        .containsExactly("x", "y");
    ProviderFailure half =
        Answers.failure(
            combine(
                majority,
                parts(
                    Answers.names("x"), Answers.names("x"), Answers.names("y"), Answers.CAPACITY)));
    assertThat(half.code()).isEqualTo("NO_MAJORITY");
    assertThat(half.details())
        .containsEntry("asked", 4)
        .containsEntry("votes", List.of(List.of("m0", "m1"), List.of("m2")));
    assertThat(half.details().toString()).contains("m3=NO_ROOM");
  }

  @Test
  void majorityOfRandomVotesIsFoundExactlyWhenThereIsOne() {
    Random random = new Random(41);
    for (int round = 0; round < 500; round++) {
      int count = 1 + random.nextInt(7);
      int[] counted = new int[3];
      ProviderResult[] results = new ProviderResult[count];
      for (int i = 0; i < count; i++) {
        int vote = random.nextInt(4);
        results[i] = vote == 3 ? Answers.TRANSIENT : Answers.names("v" + vote);
        if (vote < 3) {
          counted[vote]++;
        }
      }
      ProviderResult result = combine(lenient(AggregationPolicy.MAJORITY_WINS), parts(results));
      int max = Math.max(counted[0], Math.max(counted[1], counted[2]));
      assertThat(result.isSuccess()).isEqualTo(2 * max > count);
      if (result.isSuccess()) {
        String winner = names(result).getFirst();
        assertThat(counted[winner.charAt(1) - '0']).isEqualTo(max);
      }
    }
  }

  @Test
  void mergeNeverLosesAnIdAndIsCompleteOnlyWhenEveryPartIs() {
    Random random = new Random(43);
    for (int round = 0; round < 500; round++) {
      int count = 1 + random.nextInt(6);
      List<String> expected = new ArrayList<>();
      @Nullable ProviderResult[] results = new ProviderResult[count];
      boolean complete = true;
      int good = 0;
      for (int i = 0; i < count; i++) {
        if (random.nextInt(5) == 0) {
          results[i] = random.nextBoolean() ? null : Answers.UNKNOWN;
          complete = false;
          continue;
        }
        good++;
        boolean whole = random.nextInt(5) > 0;
        complete = complete && whole;
        String[] ids = new String[random.nextInt(5)];
        for (int k = 0; k < ids.length; k++) {
          // The same id may be at two providers: both are kept.
          ids[k] = "i-" + random.nextInt(20);
          expected.add(ids[k]);
        }
        results[i] = Answers.machines(whole, ids);
      }
      ProviderResult result = combine(lenient(AggregationPolicy.MERGE_ALL), parts(results));
      if (good == 0) {
        assertThat(Answers.code(result)).isEqualTo("INSUFFICIENT_SUCCESS");
        continue;
      }
      ProviderData.InstanceStatuses merged =
          Answers.data(result, ProviderData.InstanceStatuses.class);
      assertThat(merged.instances())
          .extracting(InstanceInfo::machineId)
          .containsExactlyElementsOf(expected);
      assertThat(merged.complete()).isEqualTo(complete);
    }
  }

  @Test
  void mergeOfFewerThanAllMembersIsIncomplete() {
    ProviderResult result =
        Aggregation.combine(
            lenient(AggregationPolicy.MERGE_ALL), parts(Answers.machines(true, "i-1")), 2);
    assertThat(Answers.data(result, ProviderData.InstanceStatuses.class).complete()).isFalse();
  }

  @Test
  void createsKeepEveryMachineAndVoteByCount() {
    ProviderResult one =
        ProviderResult.success(
            new ProviderData.InstancesCreated("r1", List.of(Answers.machine("i-1")), List.of()));
    ProviderResult two =
        ProviderResult.success(
            new ProviderData.InstancesCreated(
                "",
                List.of(Answers.machine("i-2"), Answers.machine("i-3")),
                List.of(Answers.failure(Answers.CAPACITY))));
    ProviderData.InstancesCreated merged =
        Answers.data(
            combine(lenient(AggregationPolicy.MERGE_ALL), parts(one, two)),
            ProviderData.InstancesCreated.class);
    assertThat(merged.instances())
        .extracting(InstanceInfo::machineId)
        .containsExactly("i-1", "i-2", "i-3");
    assertThat(merged.resourceId()).isEqualTo("r1");
    assertThat(merged.shortfalls()).hasSize(1);
    ProviderResult other =
        ProviderResult.success(
            new ProviderData.InstancesCreated("r9", List.of(Answers.machine("i-9")), List.of()));
    assertThat(combine(lenient(AggregationPolicy.MAJORITY_WINS), parts(one, other, two)))
        .isEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource(AggregationPolicy.class)
  void nobodyGoodNamesEveryCause(AggregationPolicy policy) {
    ProviderFailure failure =
        Answers.failure(combine(lenient(policy), parts(Answers.TRANSIENT, null, Answers.PROVIDER)));
    assertThat(failure.details().toString())
        .contains("m0=RESET", "m1=TIMEOUT did not answer in time", "m2=EXPIRED");
  }
}
