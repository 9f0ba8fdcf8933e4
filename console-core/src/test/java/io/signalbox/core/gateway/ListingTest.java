package io.signalbox.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.testing.Answers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ListingTest {

  private static final OperationContext CONTEXT = OperationContext.of("t", Instant.EPOCH);

  @Test
  void whatAProviderThatFiltersSaysIsComplete() {
    assertThat(describe(listed(true, tagged("i-1", "ours"), tagged("i-2", "ours"))))
        .isInstanceOf(Listing.Complete.class)
        .extracting(Listing::problem)
        .isEqualTo("");
  }

  @Test
  void foreignMachinesAreDroppedAndNothingIsProvedBySuchAListing() {
    Listing listing = describe(listed(true, tagged("i-1", "ours"), tagged("i-9", "theirs")));
    assertThat(listing).isInstanceOf(Listing.Partial.class);
    assertThat(listing.instances()).extracting(InstanceInfo::machineId).containsExactly("i-1");
    assertThat(listing.problem()).contains("a machine that was not asked for");
  }

  @Test
  void machinesWhoseIdsWereNotAskedForAreDroppedToo() {
    Listing listing =
        Listing.of(
            new ProviderOperation.GetInstanceStatus(List.of("i-2", "i-3"), CONTEXT),
            Answers.machines(true, "i-1", "i-2", "i-4"));
    assertThat(listing).isInstanceOf(Listing.Partial.class);
    assertThat(listing.instances()).extracting(InstanceInfo::machineId).containsExactly("i-2");
    assertThat(listing.problem()).contains("2 machines that were not asked for");
  }

  @Test
  void aPartOrAFailureOrAnotherAnswerIsNeverComplete() {
    assertThat(describe(listed(false, tagged("i-1", "ours"))))
        .isInstanceOf(Listing.Partial.class)
        .extracting(Listing::problem)
        .isEqualTo("the listing was incomplete");
    assertThat(describe(Answers.UNKNOWN)).isEqualTo(new Listing.Unanswered("LOST No reply came"));
    assertThat(describe(Answers.names("web"))).isInstanceOf(Listing.Unanswered.class);
  }

  private static Listing describe(ProviderResult answer) {
    return Listing.of(
        new ProviderOperation.DescribeResourceInstances(Map.of("owner", "ours"), CONTEXT), answer);
  }

  private static ProviderResult listed(boolean complete, InstanceInfo... machines) {
    return ProviderResult.success(
        new ProviderData.InstanceStatuses(List.of(machines), complete, Map.of()));
  }

  private static InstanceInfo tagged(String id, String owner) {
    InstanceInfo info = Answers.machine(id);
    return new InstanceInfo(
        id,
        info.name(),
        info.state(),
        null,
        null,
        null,
        info.hostId(),
        info.instanceType(),
        info.priceType(),
        info.units(),
        Map.of("owner", owner, "colour", "red"),
        "");
  }
}
