package io.signalbox.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestSearch;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store finds is what one by one would be found. */
class RequestSearchTest {

  private static final List<String> PROVIDERS = List.of("east", "east-2", "west");
  private static final List<String> TEMPLATES = List.of("web_server", "web-server", "100%");
  private static final List<RequestState> STATES =
      List.of(RequestState.COMPLETE, RequestState.FAILED, RequestState.PARTIAL);

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final Random random = new Random(11);
  private final List<MachineRequest> all = new ArrayList<>();
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(MigratedStore.in(folder), time);
    for (int i = 0; i < 60; i++) {
      time.advance(Duration.ofHours(random.nextInt(9)));
      MachineRequest request = request("req-" + i);
      store.requests().save(request);
      all.add(request);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void everySearchFindsWhatHasAllThatIsSaid() {
    for (int round = 0; round < 300; round++) {
      RequestSearch search =
          new RequestSearch(
              random.nextBoolean() ? Set.of() : Set.copyOf(List.of(pick(STATES), pick(STATES))),
              random.nextBoolean() ? "" : pick(PROVIDERS),
              random.nextBoolean() ? "" : pick(List.of("WEB", "web_", "%", "req-1", "ana", "m-7")),
              all.get(random.nextInt(all.size())).createdAt());
      List<MachineRequest> expected =
          all.stream()
              .filter(matches(search))
              .sorted(
                  Comparator.comparing(MachineRequest::createdAt)
                      .reversed()
                      .thenComparing(MachineRequest::requestId))
              .toList();
      RequestSearch.Found found = store.requests().find(search, 7);
      assertThat(found.newest())
          .as("%s", search)
          .extracting(MachineRequest::requestId)
          .isEqualTo(expected.stream().limit(7).map(MachineRequest::requestId).toList());
      assertThat(found.found()).as("%s", search).isEqualTo(expected.size());
      assertThat(found.all()).isEqualTo(all.size());
      assertThat(found.days())
          .allSatisfy(day ->
              assertThat(day.count())
                  .isEqualTo(
                      (int)
                          expected.stream()
                              .filter(each -> each.state() == day.state())
                              .filter(each -> sameDay(each.createdAt(), day.day()))
                              .count()));
    }
  }

  @Test
  void aTextOfAnyLengthIsLookedFor() {
    RequestSearch search = new RequestSearch(Set.of(), "", "%_\\x".repeat(50_000), Instant.EPOCH);
    assertThat(store.requests().find(search, 7).newest()).isEmpty();
  }

  private static boolean sameDay(Instant at, Instant day) {
    return !at.isBefore(day) && at.isBefore(day.plus(Duration.ofDays(1)));
  }

  private static Predicate<MachineRequest> matches(RequestSearch search) {
    String text = search.text().toLowerCase(Locale.ROOT);
    return each ->
        !each.createdAt().isBefore(search.since())
            && (search.states().isEmpty() || search.states().contains(each.state()))
            && (search.provider().isEmpty() || each.machinesAt().contains(search.provider()))
            && (text.isEmpty()
                || each.requestId().contains(text)
                || each.templateId().contains(text)
                || each.actor().contains(text)
                || String.join(", ", each.machinesAt()).contains(text)
                || each.message().contains(text)
                || each.machines().stream().anyMatch(it -> it.machineId().equals(text)));
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private MachineRequest request(String id) {
    String provider = pick(PROVIDERS);
    Instant now = time.now();
    Machine machine =
        new Machine(
            "m-" + id.substring(4),
            "host",
            id,
            null,
            provider,
            MachineState.RUNNING,
            null,
            null,
            now,
            "",
            "t3.small",
            "ondemand",
            1,
            Map.of(),
            false,
            "",
            now,
            now);
    return new MachineRequest(
        id,
        RequestKind.ACQUIRE,
        pick(STATES),
        pick(TEMPLATES),
        1,
        null,
        id,
        "ana",
        "trace",
        now,
        now,
        now.plusSeconds(300),
        now,
        "",
        List.<Attempt>of(),
        List.of(machine));
  }
}
