package io.signalbox.core.drill;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.SelectionCriteria;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What callers ask in a drill: reads at a steady rate, and a launch every {@value #LAUNCH_SECONDS}
 * s by the rule of requests: one provider at a time, elsewhere only when it is surely not done.
 */
final class DrillTraffic {

  static final int LAUNCH_SECONDS = 3;
  private static final int MACHINES = 2;
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final DrillWorld world;
  private final DrillJournal journal;
  private int launches;

  DrillTraffic(DrillWorld world, DrillJournal journal) {
    this.world = world;
    this.journal = journal;
  }

  /** One read, as a caller sees it. */
  void read(long number) {
    ProviderOperation read =
        new ProviderOperation.GetAvailableTemplates(
            OperationContext.of("drill-" + number, world.time.now().plus(DEADLINE)));
    ProviderResult result =
        world
            .context
            .execute(
                RouteRequest.of(ProviderOperationType.GET_AVAILABLE_TEMPLATES)
                    .hashedBy("caller-" + number % 97),
                read)
            .result();
    boolean stale =
        result instanceof ProviderResult.Success(ProviderData.AvailableTemplates templates)
            && templates.stale();
    journal.answered(result.isSuccess() && !stale, stale);
  }

  /** One launch, taken to its end. */
  void launch() {
    int number = ++launches;
    journal.asked(MACHINES);
    List<String> tried = new ArrayList<>();
    for (int attempt = 1; attempt <= world.plan.providers().size(); attempt++) {
      SelectionCriteria criteria = world.context.snapshot().settings().criteria().excluding(tried);
      DecisionRecord decision =
          world.context.choose(
              RouteRequest.of(ProviderOperationType.CREATE_INSTANCES).judgedBy(criteria), true);
      String provider = decision.winner();
      if (provider == null) {
        break;
      }
      if (settled(provider, number, attempt)) {
        return;
      }
      tried.add(provider);
    }
    journal.answered(false, false);
  }

  /** Whether the launch has its end: made, refused for good, or in doubt for too long. */
  private boolean settled(String provider, int number, int attempt) {
    String key = "drill-launch-" + number + "-" + attempt;
    for (int sending = 0; sending < 10; sending++) {
      ProviderResult result = world.context.send(provider, create(key));
      if (result instanceof ProviderResult.Success(ProviderData.InstancesCreated created)) {
        journal.got(key, created.instances().size());
        if (created.instances().size() == MACHINES) {
          journal.answered(true, false);
          return true;
        }
        return false;
      }
      if (result instanceof ProviderResult.Failure(ProviderFailure failure)
          && failure.outcomeKnown()
          && sending == 0) {
        return failure.failureClass() == FailureClass.REQUEST && giveUp();
      }
      // Nobody knows, or a repetition failed: the same provider under the same key, later.
      if (!wait(Duration.ofSeconds(5))) {
        return giveUp();
      }
    }
    return giveUp();
  }

  private boolean giveUp() {
    journal.answered(false, false);
    return true;
  }

  private boolean wait(Duration duration) {
    try {
      world.time.sleep(duration);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ProviderOperation create(String key) {
    return new ProviderOperation.CreateInstances(
        new LaunchSpec(
            "drill",
            Map.of(
                "image_id", "ami-drill",
                "instance_type", "drill.small",
                "provider_api", "RunInstances")),
        MACHINES,
        Map.of("drill", key),
        OperationContext.of(key, world.time.now().plus(DEADLINE)).withIdempotencyKey(key));
  }
}
