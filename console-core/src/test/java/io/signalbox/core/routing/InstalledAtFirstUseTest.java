package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.routing.engine.RoutingEngine;
import io.signalbox.core.testing.RoutingWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that are made by whoever looks first, in a process that may need none. */
class InstalledAtFirstUseTest {

  private final AtomicInteger installed = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(strings = {"snapshot", "choose", "traffic", "holds"})
  void whoeverLooksFirstFindsThemAll(String look) {
    try (RoutingWorld world = RoutingWorld.abc()) {
      RoutingEngine engine = (RoutingEngine) world.context;
      engine.installAtFirstUse(() -> {
        installed.incrementAndGet();
        world.add("d");
      });
      assertThat(engine.keptBehind()).isNotEmpty();
      assertThat(installed).hasValue(0);
      looks(look).accept(engine);
      assertThat(installed).hasValue(1);
      looks(look).accept(engine);
      assertThat(installed).hasValue(1);
      assertThat(engine.snapshot().providers())
          .extracting(ProviderRegistration::name)
          .containsExactly("a", "b", "c", "d");
    }
  }

  private static Consumer<RoutingEngine> looks(String look) {
    return switch (look) {
      case "snapshot" -> engine -> engine.snapshot();
      case "choose" ->
          engine ->
              engine.choose(RouteRequest.to(ProviderOperationType.CREATE_INSTANCES, "a"), false);
      case "traffic" -> engine -> engine.traffic();
      default -> engine -> engine.operatorHolds().refresh();
    };
  }

  @Test
  void nobodySeesSomeOfThemWhileAnotherThreadBringsThemIn() throws Exception {
    try (RoutingWorld world = RoutingWorld.abc();
        ExecutorService others = Executors.newFixedThreadPool(4)) {
      RoutingEngine engine = (RoutingEngine) world.context;
      CountDownLatch begun = new CountDownLatch(1);
      engine.installAtFirstUse(() -> {
        world.add("d");
        begun.countDown();
        Thread.yield();
        world.add("e");
      });
      Callable<Integer> look = () -> engine.snapshot().providers().size();
      List<Future<Integer>> seen = new ArrayList<>();
      seen.add(others.submit(look));
      begun.await();
      for (int i = 0; i < 3; i++) {
        seen.add(others.submit(look));
      }
      for (Future<Integer> each : seen) {
        assertThat(each.get()).isEqualTo(5);
      }
    }
  }

  @Test
  void halfOfTheProvidersNeverPassForAllOfThem() {
    try (RoutingWorld world = RoutingWorld.abc()) {
      RoutingEngine engine = (RoutingEngine) world.context;
      engine.installAtFirstUse(() -> {
        world.add("d");
        throw new IllegalStateException("the plug-in broke");
      });
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(engine::snapshot).hasMessage("the plug-in broke");
      }
    }
  }
}
