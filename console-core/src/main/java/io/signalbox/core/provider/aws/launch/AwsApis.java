package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.LaunchApi;
import java.util.List;

/** The launch APIs of this version, as templates name them. Needs no class of the SDK. */
public final class AwsApis {

  /** One call for each machine type in each place. */
  public static final String RUN_INSTANCES = "RunInstances";

  /** EC2 fleets. */
  public static final String EC2_FLEET = "EC2Fleet";

  /** Spot fleets. */
  public static final String SPOT_FLEET = "SpotFleet";

  /** Auto Scaling groups. */
  public static final String ASG = "ASG";

  /** Answered at once, filled by and by, kept at a number. */
  public static final String INSTANT = "instant";

  public static final String REQUEST = "request";
  public static final String MAINTAIN = "maintain";

  /** What each takes; those that this version launches with. */
  public static final List<LaunchApi> DECLARED =
      List.of(
          new LaunchApi(EC2_FLEET, List.of(INSTANT, REQUEST, MAINTAIN), true, true, true, 1_000),
          new LaunchApi(SPOT_FLEET, List.of(REQUEST, MAINTAIN), true, false, true, 1_000),
          new LaunchApi(RUN_INSTANCES, List.of(), true, true, false, 100),
          new LaunchApi(ASG, List.of(), true, true, true, 1_000));

  private AwsApis() {}
}
