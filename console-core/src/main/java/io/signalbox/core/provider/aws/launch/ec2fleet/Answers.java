package io.signalbox.core.provider.aws.launch.ec2fleet;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.fleet.FleetStates;
import io.signalbox.core.provider.aws.launch.fleet.Made;
import io.signalbox.core.provider.aws.machines.Instances;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateFleetError;
import software.amazon.awssdk.services.ec2.model.CreateFleetInstance;
import software.amazon.awssdk.services.ec2.model.CreateFleetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteFleetErrorItem;
import software.amazon.awssdk.services.ec2.model.DescribeFleetError;
import software.amazon.awssdk.services.ec2.model.DescribeFleetsInstances;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverrides;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycle;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateAndOverridesResponse;

/** What EC2 says of fleets that are answered at once. Stateless. */
final class Answers {

  private static final String CREATE = "ec2:CreateFleet";

  private Answers() {}

  static Made made(CreateFleetResponse answer, ProviderOperation.CreateInstances create) {
    List<InstanceInfo> machines = new ArrayList<>();
    for (CreateFleetInstance each : answer.instances()) {
      machines.addAll(
          machines(each.instanceIds(), each.instanceTypeAsString(), each.lifecycle(), create));
    }
    FleetStates.Errors errors = new FleetStates.Errors(CREATE);
    for (CreateFleetError each : answer.errors()) {
      errors.add(each.errorCode(), each.errorMessage(), pool(each.launchTemplateAndOverrides()));
    }
    return new Made(Optional.ofNullable(answer.fleetId()).orElse(""), machines, errors.all());
  }

  static Made made(FleetData fleet, ProviderOperation.CreateInstances create) {
    List<InstanceInfo> machines = new ArrayList<>();
    for (DescribeFleetsInstances each : fleet.instances()) {
      machines.addAll(
          machines(each.instanceIds(), each.instanceTypeAsString(), each.lifecycle(), create));
    }
    FleetStates.Errors errors = new FleetStates.Errors(CREATE);
    for (DescribeFleetError each : fleet.errors()) {
      errors.add(each.errorCode(), each.errorMessage(), pool(each.launchTemplateAndOverrides()));
    }
    return new Made(Optional.ofNullable(fleet.fleetId()).orElse(""), machines, errors.all());
  }

  /** The machine type and place that it is told of; empty where it is not. */
  private static String pool(@Nullable LaunchTemplateAndOverridesResponse told) {
    FleetLaunchTemplateOverrides of = told == null ? null : told.overrides();
    if (of == null || of.instanceTypeAsString() == null) {
      return "";
    }
    String place = of.availabilityZone() == null ? of.subnetId() : of.availabilityZone();
    return of.instanceTypeAsString() + (place == null ? "" : " in " + place);
  }

  static ProviderFailure failure(DeleteFleetErrorItem item) {
    return AwsFailures.told(
        item.error() == null ? "" : item.error().codeAsString(),
        item.error() == null ? "" : item.error().message(),
        "ec2:DeleteFleets");
  }

  private static List<InstanceInfo> machines(
      List<String> ids,
      @Nullable String type,
      @Nullable InstanceLifecycle lifecycle,
      ProviderOperation.CreateInstances create) {
    String known = Optional.ofNullable(type).orElse("");
    return ids.stream()
        .map(id ->
            Instances.launched(
                id,
                known,
                lifecycle == InstanceLifecycle.SPOT ? "spot" : "ondemand",
                create.spec().machineTypes().getOrDefault(known, 1),
                create.tags()))
        .toList();
  }
}
