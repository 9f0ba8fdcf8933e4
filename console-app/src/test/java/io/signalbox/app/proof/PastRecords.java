package io.signalbox.app.proof;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.Many;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Fills a store with what was before its window opened. Stateless. */
final class PastRecords {

  /** The state folder of a configuration folder. */
  static final String STATE = ".signalbox";

  /** None of them is in any other text of a request. */
  private static final String LETTERS = "jvxyz";

  private static final int LENGTH = 5;
  private static final int AT_ONCE = 1_000;
  private static final Duration BACK = Duration.ofHours(20);
  private static final int MINUTES = 24 * 60;

  /** Minutes that are written together. */
  private static final int TOGETHER = 10;

  private PastRecords() {}

  /** Requests that are over, each with a machine that was given back, of the last twenty hours. */
  static void requests(Path state, Many many, int count) {
    TimeSource time = TimeSource.system();
    Instant now = time.now();
    try (Store store = Store.open(state, time)) {
      for (int from = 0; from < count; from += AT_ONCE) {
        int first = from;
        store
            .unitOfWork()
            .inTransaction(() -> {
              for (int i = first; i < first + AT_ONCE; i++) {
                store
                    .requests()
                    .save(request(many, i, now.minus(BACK.multipliedBy(i).dividedBy(count))));
              }
            });
      }
    }
  }

  private static MachineRequest request(Many many, int index, Instant at) {
    String id = "req-" + new UUID(0x1234_0000_4000L + index, 0x8000_0000_0000_0000L + index);
    String provider = many.provider(index % many.providers());
    Machine machine =
        new Machine(
            "i-" + index,
            "host-" + index,
            id,
            null,
            provider,
            MachineState.RETURNED,
            null,
            null,
            null,
            "",
            "m5",
            "ondemand",
            1,
            Map.of(),
            false,
            "",
            at,
            at);
    return new MachineRequest(
        id,
        RequestKind.ACQUIRE,
        RequestState.COMPLETE,
        many.template(index % many.templates()),
        1,
        null,
        "key-" + index,
        "operator",
        "",
        at,
        at,
        at.plusSeconds(600),
        at.plusSeconds(5),
        "lot " + letters(index),
        List.of(),
        List.of(machine));
  }

  /** What a request's message ends with: few have the same. */
  static String letters(int index) {
    return Integer.toString(index % 3_125 + 3_125, LETTERS.length())
        .substring(1, 1 + LENGTH)
        .chars()
        .mapToObj(digit -> String.valueOf(LETTERS.charAt(digit - '0')))
        .collect(Collectors.joining());
  }

  /** Three calls a minute of each provider in the last day. */
  static void day(Path state, Many many) {
    ManualTime time = new ManualTime(Instant.now().minus(Duration.ofMinutes(MINUTES)));
    Instant begun = time.now();
    try (Store store = Store.open(state, time)) {
      ProviderMetrics metrics = new ProviderMetrics(time, store.metrics());
      for (int minute = 0; minute < MINUTES; minute++) {
        for (int provider = 0; provider < many.providers(); provider++) {
          for (int call = 0; call < 3; call++) {
            call(
                metrics,
                time,
                many.provider(provider),
                20 + (minute * 7 + provider * 13 + call) % 180);
          }
        }
        boolean now = minute % TOGETHER == TOGETHER - 1;
        metrics.keptBehind().forEach(each -> write(store, each, now));
        time.advance(Duration.between(time.now(), begun.plus(Duration.ofMinutes(minute + 1L))));
      }
    }
  }

  private static void call(ProviderMetrics metrics, ManualTime time, String provider, int millis) {
    metrics.begin(provider);
    long begun = time.nanos();
    time.advance(Duration.ofMillis(millis));
    metrics.end(
        provider,
        ProviderOperationType.GET_INSTANCE_STATUS,
        ProviderResult.success(new ProviderData.AvailableTemplates(List.of(), false)),
        begun,
        "");
  }

  /** Taking adds what was counted to the minute that is now, whether it is written or not. */
  private static void write(Store store, KeptBehind kept, boolean now) {
    kept.take()
        .filter(batch -> now)
        .ifPresent(batch -> {
          store.unitOfWork().inTransaction(batch::write);
          batch.written();
        });
  }
}
