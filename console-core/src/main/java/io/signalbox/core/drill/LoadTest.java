package io.signalbox.core.drill;

import io.signalbox.core.background.Together;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.composition.BranchRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * Many reads through the configured routing at stand-ins, by many workers, in real time. A stand-in
 * of a simulated provider has its latency, errors and outages.
 */
final class LoadTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final DrillPlan plan;
  private final ProviderFactory factory;
  private final Path folder;
  private final TimeSource time;
  private final long seed;

  LoadTest(DrillPlan plan, ProviderFactory factory, Path folder, TimeSource time, long seed) {
    this.plan = plan;
    this.factory = factory;
    this.folder = folder;
    this.time = time;
    this.seed = seed;
  }

  /**
   * Whoever is interrupted meanwhile has all workers end, and waits for them.
   *
   * @param told how many operations have ended, after each of them, by the thread that made it
   */
  LoadReport run(int operations, int workers, IntConsumer told) {
    Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    try (DrillWorld world =
        new DrillWorld(
            plan,
            factory,
            Gateway.onThreads(time, UnaryOperator.identity()),
            folder,
            time,
            BranchRunner.threads(),
            Runnable::run,
            seed,
            name -> calls.computeIfAbsent(name, key -> new LongAdder()).increment())) {
      for (int i = 0; i < plan.providers().size(); i++) {
        world.overlay(i, plan.providers().get(i).configured().values());
      }
      world.health.tick();
      float[] millis = new float[operations];
      AtomicInteger next = new AtomicInteger();
      AtomicInteger succeeded = new AtomicInteger();
      AtomicInteger ended = new AtomicInteger();
      long begun = time.nanos();
      Runnable worker =
          () -> {
            for (int at = next.getAndIncrement();
                at < operations && !Thread.currentThread().isInterrupted();
                at = next.getAndIncrement()) {
              long asked = time.nanos();
              if (read(world, at)) {
                succeeded.incrementAndGet();
              }
              millis[at] = (time.nanos() - asked) / 1e6f;
              told.accept(ended.incrementAndGet());
            }
          };
      Together.run(Collections.nCopies(Math.min(workers, operations), worker));
      double seconds = (time.nanos() - begun) / 1e9;
      Arrays.sort(millis);
      Map<String, Long> byProvider = new LinkedHashMap<>();
      world
          .names()
          .forEach(name -> {
            LongAdder counted = calls.get(name);
            byProvider.put(name, counted == null ? 0 : counted.sum());
          });
      return new LoadReport(
          operations,
          succeeded.get(),
          operations - succeeded.get(),
          workers,
          seconds,
          operations / seconds,
          byProvider,
          millis[operations / 2],
          millis[(int) (operations * 0.95)]);
    }
  }

  private boolean read(DrillWorld world, int number) {
    ProviderResult result =
        world
            .context
            .execute(
                RouteRequest.of(ProviderOperationType.GET_AVAILABLE_TEMPLATES)
                    .hashedBy("caller-" + number),
                new ProviderOperation.GetAvailableTemplates(
                    OperationContext.of("load-" + number, time.now().plus(DEADLINE))))
            .result();
    // What was known before is an answer, and no provider gave it.
    return result instanceof ProviderResult.Success(ProviderData.AvailableTemplates answer)
        && !answer.stale();
  }
}
