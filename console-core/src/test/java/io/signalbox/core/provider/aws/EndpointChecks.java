package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.testing.AwsLaunch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a provider needs of a service that speaks EC2's wire, each with a name. Stateless. */
final class EndpointChecks {

  private static final String NOBODY = "i-0123456789abcdef0";

  private static final String CHECK = "signalbox-check";

  /** One of them; throws {@link Endpoint.Lacks} where the service cannot be asked. */
  record Check(String name, Body body) {}

  /** Asks and looks. */
  @FunctionalInterface
  interface Body {
    void ask(Endpoint endpoint) throws InterruptedException;
  }

  private EndpointChecks() {}

  static List<Check> all() {
    List<Check> all =
        new ArrayList<>(
            List.of(
                new Check("health names the identity", EndpointChecks::health),
                new Check("machines are launched, listed and terminated", EndpointChecks::life),
                new Check("a key that comes again makes nothing again", EndpointChecks::tokens),
                new Check("machines are found by all their tags alone", EndpointChecks::tags),
                new Check(
                    "a machine that is not known is left out of a listing",
                    EndpointChecks::unknown),
                new Check(
                    "a machine that is not known counts as terminated",
                    EndpointChecks::unknownEnds),
                new Check("a template is checked without launching", EndpointChecks::dryRun),
                new Check(
                    "an image that does not exist is the request's fault", EndpointChecks::noImage),
                new Check("spot machines are spot machines", EndpointChecks::spot),
                new Check("an image is found by its path", EndpointChecks::alias)));
    Stream.of(AwsLaunch.values())
        .filter(launch -> launch != AwsLaunch.RUN_INSTANCES)
        .map(launch ->
            new Check(
                launch.word() + ": machines come, and none in their place",
                endpoint -> together(endpoint, launch)))
        .forEach(all::add);
    return List.copyOf(all);
  }

  private static void health(Endpoint endpoint) {
    var health =
        (ProviderData.HealthChecked)
            endpoint.data(new ProviderOperation.HealthCheck(endpoint.context()));
    assertThat(String.valueOf(health.status().details().get("arn"))).startsWith("arn:");
  }

  private static void life(Endpoint endpoint) throws InterruptedException {
    List<String> made = AwsWorld.ids(endpoint.created(endpoint.key(), 2, endpoint.spec(Map.of())));
    assertThat(made).hasSize(2);
    assertThat(endpoint.until(listed -> running(listed, made)))
        .filteredOn(machine -> made.contains(machine.machineId()))
        .hasSize(2)
        .allSatisfy(machine -> {
          assertThat(machine.state()).isEqualTo(MachineState.RUNNING);
          assertThat(machine.privateAddress()).isNotBlank();
          assertThat(machine.tags()).containsAllEntriesOf(endpoint.tags());
        });
    endpoint.data(new ProviderOperation.TerminateInstances(made, endpoint.context()));
    assertThat(endpoint.until(listed -> gone(listed, made)))
        .filteredOn(machine -> made.contains(machine.machineId()))
        .allMatch(machine -> machine.state().isGone());
  }

  private static boolean running(List<InstanceInfo> listed, List<String> made) {
    return listed.stream()
            .filter(machine -> made.contains(machine.machineId()))
            .filter(machine -> machine.state() == MachineState.RUNNING)
            .count()
        == made.size();
  }

  private static boolean gone(List<InstanceInfo> listed, List<String> made) {
    return listed.stream()
        .filter(machine -> made.contains(machine.machineId()))
        .allMatch(machine -> machine.state() == MachineState.TERMINATED);
  }

  /** A service that takes tokens and forgets them is told as one that lacks them. */
  private static void tokens(Endpoint endpoint) {
    String key = endpoint.key();
    List<String> first = AwsWorld.ids(endpoint.created(key, 1, endpoint.spec(Map.of())));
    List<String> again = AwsWorld.ids(endpoint.created(key, 1, endpoint.spec(Map.of())));
    List<String> all = new ArrayList<>(first);
    all.addAll(again);
    endpoint.data(new ProviderOperation.TerminateInstances(all, endpoint.context()));
    if (!again.equals(first)) {
      throw new Endpoint.Lacks("client tokens of ec2:RunInstances");
    }
  }

  private static void tags(Endpoint endpoint) throws InterruptedException {
    List<String> made = AwsWorld.ids(endpoint.created(endpoint.key(), 1, endpoint.spec(Map.of())));
    assertThat(endpoint.until(listed -> AwsWorld.ids(listed).containsAll(made)))
        .allSatisfy(each -> assertThat(each.tags()).containsAllEntriesOf(endpoint.tags()));
    var other = new LinkedHashMap<>(endpoint.tags());
    other.put("signalbox:request-id", "another");
    var listed =
        (ProviderData.InstanceStatuses)
            endpoint.data(
                new ProviderOperation.DescribeResourceInstances(other, endpoint.context()));
    assertThat(listed.instances()).isEmpty();
    endpoint.data(new ProviderOperation.TerminateInstances(made, endpoint.context()));
  }

  private static void unknown(Endpoint endpoint) {
    var listed =
        (ProviderData.InstanceStatuses)
            endpoint.data(
                new ProviderOperation.GetInstanceStatus(List.of(NOBODY), endpoint.context()));
    assertThat(listed.complete()).isTrue();
    assertThat(listed.instances()).isEmpty();
  }

  private static void unknownEnds(Endpoint endpoint) {
    endpoint.data(new ProviderOperation.TerminateInstances(List.of(NOBODY), endpoint.context()));
  }

  private static void dryRun(Endpoint endpoint) {
    var checked =
        (ProviderData.TemplateChecked)
            endpoint.data(
                new ProviderOperation.ValidateTemplate(
                    endpoint.spec(Map.of()), endpoint.context()));
    assertThat(checked.errors()).isEmpty();
  }

  private static void noImage(Endpoint endpoint) {
    ProviderFailure failure =
        endpoint.failure(
            endpoint.create(
                endpoint.key(), 1, endpoint.spec(Map.of("image_id", "ami-0fedcba9876543210"))));
    assertThat(failure.failureClass()).as(failure.toString()).isEqualTo(FailureClass.REQUEST);
    assertThat(failure.message()).contains("ami-0fedcba9876543210");
  }

  private static void spot(Endpoint endpoint) {
    List<InstanceInfo> made =
        endpoint.created(endpoint.key(), 1, endpoint.spec(Map.of("price_type", "spot")));
    endpoint.data(new ProviderOperation.TerminateInstances(AwsWorld.ids(made), endpoint.context()));
    if (made.stream().anyMatch(machine -> !machine.priceType().equals("spot"))) {
      throw new Endpoint.Lacks("spot machines of ec2:RunInstances");
    }
  }

  private static void alias(Endpoint endpoint) {
    var checked =
        (ProviderData.TemplateChecked)
            endpoint.data(
                new ProviderOperation.ValidateTemplate(
                    endpoint.spec(Map.of("image_id", endpoint.alias())), endpoint.context()));
    assertThat(checked.errors()).isEmpty();
  }

  /** Its machines are told from those of other checks by a tag of the launch. */
  private static void together(Endpoint endpoint, AwsLaunch launch) throws InterruptedException {
    Map<String, Object> fields = new LinkedHashMap<>(launch.fields());
    fields.put("tags", Map.of(CHECK, launch.name()));
    endpoint.created(endpoint.key(), 2, endpoint.spec(fields));
    List<String> made = living(endpoint.until(all -> living(all, launch).size() == 2), launch);
    assertThat(made).hasSize(2);
    endpoint.data(new ProviderOperation.TerminateInstances(made, endpoint.context()));
    endpoint.until(all -> living(all, launch).isEmpty());
    assertThat(living(endpoint.listed(), launch)).isEmpty();
  }

  private static List<String> living(List<InstanceInfo> listed, AwsLaunch launch) {
    return listed.stream()
        .filter(machine -> launch.name().equals(machine.tags().get(CHECK)))
        .filter(machine -> !machine.state().isGone())
        .filter(machine -> machine.state() != MachineState.SHUTTING_DOWN)
        .map(InstanceInfo::machineId)
        .toList();
  }
}
