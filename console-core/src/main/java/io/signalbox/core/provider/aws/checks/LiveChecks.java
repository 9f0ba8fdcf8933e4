package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.InParts;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.Images;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
import io.signalbox.core.provider.aws.launch.instances.InstanceCalls;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * Asks EC2 about everything that a template names, and at the end about the launch itself, without
 * launching. What may not be asked is told as not checked. Used once, by one thread.
 */
public final class LiveChecks {

  private final AwsClients clients;
  private final Caller caller;
  private final LaunchSpec spec;
  private final Instant deadline;
  private final Findings findings;
  private @Nullable Image image;

  public LiveChecks(AwsClients clients, Caller caller, LaunchSpec spec, Instant deadline) {
    this.clients = clients;
    this.caller = caller;
    this.spec = spec;
    this.deadline = deadline;
    this.findings = new Findings(clients.region());
  }

  /**
   * Asks. The first failure of the provider as a whole ends it, since every further call would meet
   * it too.
   *
   * @return that failure; empty where all was asked
   */
  public Optional<ProviderFailure> run(
      Images images, InstanceCalls launch, MachineTypeCheck types) {
    Optional<ProviderFailure> failure = image(images);
    Map<String, Subnet> subnets = new LinkedHashMap<>();
    if (failure.isEmpty()) {
      failure = subnets(subnets);
    }
    if (failure.isEmpty()) {
      failure = groups(subnets);
    }
    if (failure.isEmpty()) {
      failure = key();
    }
    if (failure.isEmpty()) {
      failure = new OfferCheck(clients, caller).look(spec, subnets, findings, deadline);
    }
    if (failure.isEmpty()) {
      failure = new RequirementCheck(clients, caller).look(spec, image, findings, deadline);
    }
    if (failure.isEmpty()) {
      types.look(spec, image, findings, deadline);
    }
    // RunInstances, which knows dry runs, launches no machines by what they must have.
    if (failure.isEmpty() && findings.errors().isEmpty() && !MachineRequirements.isIn(spec)) {
      failure = dryRun(launch);
    }
    return failure;
  }

  public List<FieldFinding> errors() {
    return findings.errors();
  }

  public List<FieldFinding> warnings() {
    return findings.warnings();
  }

  private Optional<ProviderFailure> image(Images images) {
    Optional<String> named = spec.text("image_id");
    if (named.isEmpty()) {
      return Optional.empty();
    }
    return findings.take(
        "image_id",
        images.find(named.get(), deadline),
        (Image found) -> {
          image = found;
          if (found.state() != null && found.state() != ImageState.AVAILABLE) {
            findings.error("image_id", found.imageId() + " is " + found.stateAsString());
          }
        });
  }

  private Optional<ProviderFailure> subnets(Map<String, Subnet> found) {
    List<String> ids = spec.list("subnet_ids");
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    return findings.take(
        "subnet_ids",
        read(
            "ec2:DescribeSubnets",
            within ->
                filters("subnet-id", ids)
                    .flatMap(filter ->
                        clients
                            .reads()
                            .describeSubnets(
                                DescribeSubnetsRequest.builder()
                                    .filters(filter)
                                    .overrideConfiguration(within)
                                    .build())
                            .subnets()
                            .stream())
                    .toList()),
        list -> {
          list.forEach(subnet -> found.put(subnet.subnetId(), subnet));
          findings.missing("subnet_ids", "subnet", ids, found.keySet());
          Set<String> networks = new LinkedHashSet<>();
          list.forEach(subnet -> networks.add(subnet.vpcId()));
          if (networks.size() > 1) {
            findings.error(
                "subnet_ids",
                "they are of different networks, "
                    + String.join(", ", networks)
                    + ", so security groups cannot fit all");
          }
        });
  }

  private Optional<ProviderFailure> groups(Map<String, Subnet> subnets) {
    List<String> ids = spec.list("security_group_ids");
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    return findings.take(
        "security_group_ids",
        read(
            "ec2:DescribeSecurityGroups",
            within ->
                filters("group-id", ids)
                    .flatMap(filter ->
                        clients
                            .reads()
                            .describeSecurityGroups(
                                DescribeSecurityGroupsRequest.builder()
                                    .filters(filter)
                                    .overrideConfiguration(within)
                                    .build())
                            .securityGroups()
                            .stream())
                    .toList()),
        list -> {
          findings.missing(
              "security_group_ids",
              "security group",
              ids,
              list.stream().map(SecurityGroup::groupId).toList());
          subnets.values().stream()
              .map(Subnet::vpcId)
              .findFirst()
              .ifPresent(network ->
                  list.stream()
                      .filter(group -> !network.equals(group.vpcId()))
                      .forEach(group ->
                          findings.error(
                              "security_group_ids",
                              "%s is of network %s, the subnets are of %s"
                                  .formatted(group.groupId(), group.vpcId(), network))));
        });
  }

  private Optional<ProviderFailure> key() {
    Optional<String> name = spec.text("key_name");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return findings.take(
        "key_name",
        read(
            "ec2:DescribeKeyPairs",
            within ->
                clients
                    .reads()
                    .describeKeyPairs(
                        DescribeKeyPairsRequest.builder()
                            .filters(key -> key.name("key-name").values(name.get()))
                            .overrideConfiguration(within)
                            .build())
                    .keyPairs()),
        list ->
            findings.missing(
                "key_name",
                "key pair",
                List.of(name.get()),
                list.stream().map(KeyPairInfo::keyName).toList()));
  }

  private Optional<ProviderFailure> dryRun(InstanceCalls launch) {
    ProviderFailure said = launch.dryRun(spec, deadline);
    if (AwsFailures.isDryRun(said)) {
      return Optional.empty();
    }
    boolean ofProvider =
        said.failureClass() == FailureClass.TRANSIENT
            || (said.failureClass() == FailureClass.PROVIDER
                && !AwsFailures.isDenied(said)
                && !said.code().equals(InstanceCalls.DRY_RUN_IGNORED));
    if (ofProvider) {
      return Optional.of(said);
    }
    if (said.failureClass() == FailureClass.CAPACITY) {
      findings.warning(
          RefusedField.of(said, spec), "EC2 would have no room for it now: " + said.message());
    } else {
      findings.error(RefusedField.of(said, spec), "EC2 would refuse the launch: " + said.message());
    }
    return Optional.empty();
  }

  private <T> Reply<T> read(String action, Function<AwsRequestOverrideConfiguration, T> call) {
    return caller.read(action, deadline, call);
  }

  /** One for each call: a template may name more than one takes. */
  private static Stream<Filter> filters(String name, List<String> values) {
    return InParts.of(values, InParts.OF_FILTER).stream()
        .map(some -> Filter.builder().name(name).values(some).build());
  }
}
