package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.AwsProviders;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cloud on loopback and a provider that is pointed at it, on one clock. */
final class AwsWorld implements AutoCloseable {

  static final String NAME = "aws-east";
  static final String REGION = "us-east-1";
  static final String IMAGE = "ami-00000000000000101";
  static final String SUBNET_A = "subnet-00000000000000101";
  static final String SUBNET_B = "subnet-00000000000000102";
  static final String GROUP = "sg-00000000000000102";
  static final String ALIAS =
      "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
  static final String ACCESS_KEY = "AKIAREHEARSAL";
  static final String SECRET_KEY = "s3cr3t-never-to-be-seen";
  static final Map<String, String> TAGS =
      Map.of(
          "signalbox:installation", "here",
          "signalbox:request-id", "req-1",
          "signalbox:attempt", "req-1-1");

  final ManualTime time = new ManualTime();
  final LocalCloud cloud;
  final Path state;
  private final List<ProviderStrategy> made = new ArrayList<>();
  private final ProviderStrategy witness;
  ProviderStrategy provider;

  AwsWorld(Path state) throws IOException {
    this.state = state;
    this.cloud = LocalCloud.start(LocalCloud.Options.usual().time(time));
    this.provider = with(Map.of());
    // Has launched nothing, so that it may look wherever it likes.
    this.witness = AwsProviders.at(cloud.endpoint(), REGION, NAME, state.resolve("witness"), time);
    made.add(witness);
  }

  /** Another process's, or the same after a restart: nothing but the folder is shared. */
  ProviderStrategy with(Map<String, Object> settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("region", REGION);
    all.put("endpoint", cloud.endpoint().toString());
    all.put("access_key", ACCESS_KEY);
    all.put("secret_key", SECRET_KEY);
    all.putAll(settings);
    ProviderStrategy provider = AwsProviders.at(NAME, state, time, all);
    made.add(provider);
    return provider;
  }

  /** A template of one small machine type in one subnet, with these fields over it. */
  static LaunchSpec spec(Map<String, Object> fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("template_id", "web");
    values.put("provider_api", "RunInstances");
    values.put("image_id", IMAGE);
    values.put("instance_type", "t3.micro");
    values.put("subnet_ids", List.of(SUBNET_A));
    values.put("price_type", "ondemand");
    values.putAll(fields);
    return new LaunchSpec("web", values);
  }

  /** One of two machine types, in the order in which they are tried. */
  static LaunchSpec two(String first, String second) {
    Map<String, Object> types = new LinkedHashMap<>();
    types.put(first, 1L);
    types.put(second, 1L);
    Map<String, Object> values = new LinkedHashMap<>(spec(Map.of()).values());
    values.remove("instance_type");
    values.put("machine_types", types);
    return new LaunchSpec("web", values);
  }

  OperationContext context() {
    return OperationContext.of("trace", time.now().plus(Duration.ofSeconds(20)));
  }

  ProviderResult create(String key, int count, LaunchSpec spec) {
    return create(provider, key, count, spec);
  }

  ProviderResult create(ProviderStrategy by, String key, int count, LaunchSpec spec) {
    return by.execute(
        new ProviderOperation.CreateInstances(
            spec, count, TAGS, context().withIdempotencyKey(key)));
  }

  ProviderResult terminate(List<String> ids) {
    return provider.execute(new ProviderOperation.TerminateInstances(ids, context()));
  }

  ProviderResult status(List<String> ids) {
    return provider.execute(new ProviderOperation.GetInstanceStatus(ids, context()));
  }

  ProviderResult tagged(Map<String, String> tags) {
    return provider.execute(new ProviderOperation.DescribeResourceInstances(tags, context()));
  }

  ProviderData.TemplateChecked validate(LaunchSpec spec) {
    return (ProviderData.TemplateChecked)
        data(provider.execute(new ProviderOperation.ValidateTemplate(spec, context())));
  }

  /** Every machine of the cloud that is not gone, whoever made it. */
  List<InstanceInfo> alive() {
    return listed(
            witness.execute(new ProviderOperation.DescribeResourceInstances(Map.of(), context())))
        .stream()
        .filter(info -> !info.state().isGone())
        .toList();
  }

  List<Call> calls(String action) {
    return cloud.calls().stream().filter(call -> call.action().equals(action)).toList();
  }

  static ProviderData data(ProviderResult result) {
    assertThat(result).isInstanceOf(ProviderResult.Success.class);
    return ((ProviderResult.Success) result).data();
  }

  static ProviderData.InstancesCreated created(ProviderResult result) {
    return (ProviderData.InstancesCreated) data(result);
  }

  static ProviderData.InstanceStatuses listing(ProviderResult result) {
    return (ProviderData.InstanceStatuses) data(result);
  }

  static List<InstanceInfo> listed(ProviderResult result) {
    return listing(result).instances();
  }

  static ProviderFailure failure(ProviderResult result) {
    assertThat(result).isInstanceOf(ProviderResult.Failure.class);
    return ((ProviderResult.Failure) result).failure();
  }

  static List<String> ids(List<InstanceInfo> machines) {
    return machines.stream().map(InstanceInfo::machineId).toList();
  }

  @Override
  public void close() throws IOException {
    made.forEach(ProviderStrategy::close);
    cloud.close();
  }
}
