package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.localcloud.faults.CallFault.Effect;
import io.signalbox.core.localcloud.faults.Knobs.KeyState;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.aws.settings.AwsService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every setting of the type acts: what is seen from outside is another with another value. */
final class AwsEverySettingTest {

  @TempDir Path folder;

  /** Shows that one setting acts, in a world of its own. */
  private interface Proof {
    void run(AwsWorld world) throws Exception;
  }

  private final Map<String, Proof> proofs = new LinkedHashMap<>();

  AwsEverySettingTest() {
    proofs.put(
        "region",
        world -> {
          list(world.with(Map.of("region", "eu-west-1")), world);
          assertThat(world.cloud.calls()).extracting(Call::region).containsOnly("eu-west-1");
        });
    proofs.put(
        "fallback_regions",
        world -> {
          world.cloud.faults().capacity(AwsWorld.REGION, 0);
          world.create(
              world.with(Map.of("fallback_regions", List.of("eu-west-1"))),
              "other",
              1,
              RegionWalkTest.anywhere(Map.of()));
          assertThat(world.calls("RunInstances"))
              .extracting(Call::region)
              .containsExactly(AwsWorld.REGION, "eu-west-1");
        });
    proofs.put(
        "fallback_on",
        world -> {
          world.cloud.faults().add(CallFault.error("RunInstances", "AuthFailure", 401));
          world.create(
              world.with(
                  Map.of("fallback_regions", List.of("eu-west-1"), "fallback_on", "unavailable")),
              "other",
              1,
              RegionWalkTest.anywhere(Map.of()));
          assertThat(world.calls("RunInstances")).hasSize(2);
        });
    proofs.put(
        "region_fields",
        world -> {
          world.cloud.faults().capacity(AwsWorld.REGION, 0);
          world.create(
              world.with(
                  Map.of(
                      "fallback_regions",
                      List.of("us-west-2"),
                      "region_fields",
                      Map.of(
                          "us-west-2",
                          Map.of(
                              "image_id",
                              "ami-00000000000000301",
                              "subnet_ids",
                              List.of("subnet-00000000000000302"))))),
              "fields",
              1,
              spec(Map.of()));
          assertThat(world.calls("RunInstances").getLast().parameters())
              .containsEntry("ImageId", "ami-00000000000000301")
              .containsEntry("SubnetId", "subnet-00000000000000302");
        });
    proofs.put(
        "profile",
        world ->
            assertThat(
                    failure(
                            health(
                                world.with(
                                    Map.of(
                                        "access_key",
                                        "",
                                        "secret_key",
                                        "",
                                        "profile",
                                        "of-nobody")),
                                world))
                        .message())
                .contains("of-nobody"));
    proofs.put(
        "role_arn",
        world -> {
          health(world.with(Map.of("role_arn", "arn:aws:iam::111122223333:role/signalbox")), world);
          assertThat(world.calls("AssumeRole")).isNotEmpty();
        });
    proofs.put(
        "external_id",
        world -> {
          Map<String, Object> partner =
              Map.of("role_arn", "arn:aws:iam::111122223333:role/partner");
          assertThat(health(world.with(partner), world)).isInstanceOf(ProviderResult.Failure.class);
          Map<String, Object> known = new LinkedHashMap<>(partner);
          known.put("external_id", "rehearsal");
          assertThat(health(world.with(known), world)).isInstanceOf(ProviderResult.Success.class);
        });
    proofs.put(
        "access_key",
        world -> {
          world.cloud.faults().key("AKIAOTHER", KeyState.UNKNOWN);
          assertThat(health(world.provider, world)).isInstanceOf(ProviderResult.Success.class);
          assertThat(health(world.with(Map.of("access_key", "AKIAOTHER")), world))
              .isInstanceOf(ProviderResult.Failure.class);
        });
    proofs.put(
        "secret_key",
        world -> {
          try (Recorder recorder = new Recorder()) {
            String at = recorder.address().toString();
            list(world.with(Map.of("endpoint", at, "secret_key", "one")), world);
            list(world.with(Map.of("endpoint", at, "secret_key", "other")), world);
            assertThat(recorder.seen())
                .extracting(Recorder.Seen::authorization)
                .doesNotHaveDuplicates();
          }
        });
    proofs.put(
        "session_token",
        world -> {
          try (Recorder recorder = new Recorder()) {
            list(
                world.with(
                    Map.of("endpoint", recorder.address().toString(), "session_token", "t0k3n")),
                world);
            assertThat(recorder.seen().getFirst().token()).contains("t0k3n");
          }
        });
    proofs.put(
        "endpoint",
        world -> {
          try (Recorder recorder = new Recorder()) {
            list(world.with(Map.of("endpoint", recorder.address().toString())), world);
            assertThat(recorder.seen()).isNotEmpty();
          }
        });
    Proof proxied =
        world -> {
          try (Recorder recorder = new Recorder()) {
            list(
                world.with(
                    Map.of(
                        "endpoint",
                        "http://ec2.somewhere.example",
                        "proxy_host",
                        "127.0.0.1",
                        "proxy_port",
                        (long) recorder.port())),
                world);
            assertThat(recorder.seen().getFirst().host()).isEqualTo("ec2.somewhere.example");
          }
          assertThatThrownBy(() -> world.with(Map.of("proxy_host", "127.0.0.1")))
              .hasMessageContaining("proxy_host needs proxy_port beside it");
        };
    proofs.put("proxy_host", proxied);
    proofs.put("proxy_port", proxied);
    proofs.put(
        "connect_timeout",
        world -> {
          try (Full full = new Full()) {
            assertThat(
                    failure(
                            list(
                                world.with(
                                    Map.of(
                                        "endpoint",
                                        "http://127.0.0.1:" + full.port(),
                                        "connect_timeout",
                                        0.1,
                                        "max_retries",
                                        0L)),
                                world))
                        .code())
                .isEqualTo("UNREACHABLE");
          }
        });
    proofs.put("timeout", world -> hangs(world, AwsService.EC2, "timeout"));
    proofs.put("max_retries", world -> repeats(world, AwsService.EC2, "max_retries"));
    proofs.put(
        "max_connections",
        world -> {
          ProviderStrategy one =
              world.with(Map.of("max_connections", 1L, "connect_timeout", 0.2, "max_retries", 0L));
          world.cloud.faults().add(CallFault.once("DescribeInstances", Effect.HANG_BEFORE));
          FutureTask<ProviderResult> held = new FutureTask<>(() -> list(one, world));
          Thread.ofVirtual().start(held);
          while (world.calls("DescribeInstances").isEmpty()) {
            Thread.onSpinWait();
          }
          assertThat(failure(list(one, world)).code()).isEqualTo("NO_CONNECTION");
          world.cloud.faults().clear();
          one.close();
          held.cancel(true);
        });
    Proof priced =
        world -> {
          Map<String, Object> table =
              new LinkedHashMap<>(
                  Map.of(
                      "price_source",
                      "table",
                      "on_demand_prices",
                      Map.of("t3.micro", 0.5),
                      "on_demand_prices_date",
                      "2026-06-01"));
          assertThat(price(world.with(table), world)).isEqualTo("0.5 table of the configuration");
          table.put("on_demand_prices", Map.of("t3.micro", 0.25));
          assertThat(price(world.with(table), world)).isEqualTo("0.25 table of the configuration");
          table.remove("price_source");
          assertThat(price(world.with(table), world)).isEqualTo("0.0104 price list");
          table.remove("on_demand_prices_date");
          assertThatThrownBy(() -> world.with(table))
              .hasMessageContaining("needs on_demand_prices_date");
        };
    proofs.put("price_source", priced);
    proofs.put("on_demand_prices", priced);
    proofs.put("on_demand_prices_date", priced);
    for (AwsService service : AwsService.values()) {
      String own = service.section() + ".";
      proofs.put(
          own + "endpoint",
          world -> {
            try (Recorder recorder = new Recorder()) {
              call(
                  service,
                  world.with(Map.of(own + "endpoint", recorder.address().toString())),
                  world);
              assertThat(recorder.seen())
                  .isNotEmpty()
                  .allSatisfy(seen ->
                      assertThat(seen.authorization()).contains("/" + service.section() + "/aws4"));
            }
          });
      proofs.put(own + "timeout", world -> hangs(world, service, own + "timeout"));
      proofs.put(own + "max_retries", world -> repeats(world, service, own + "max_retries"));
    }
  }

  /** A socket that takes no connection more. */
  private static final class Full implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    private final List<SocketChannel> waiting = new ArrayList<>();

    Full() throws IOException {
      for (int i = 0; i < 4; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress("127.0.0.1", port()));
        waiting.add(channel);
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      for (SocketChannel each : waiting) {
        each.close();
      }
      socket.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> aSettingActs() {
    return proofs.entrySet().stream()
        .map(proof ->
            DynamicTest.dynamicTest(
                proof.getKey(),
                () -> {
                  try (AwsWorld world = new AwsWorld(folder.resolve(proof.getKey()))) {
                    proof.getValue().run(world);
                  }
                }));
  }

  @Test
  void everySettingHasAProof() {
    Set<String> declared =
        new AwsProviderFactory()
            .configFields().stream().map(ConfigField::name).collect(Collectors.toSet());
    assertThat(new TreeSet<>(proofs.keySet())).isEqualTo(new TreeSet<>(declared));
  }

  @Test
  void noNameStandsForTwoSettings() {
    List<String> names = new ArrayList<>();
    for (ConfigField field : new AwsProviderFactory().configFields()) {
      names.add(field.name());
      field.aliases().forEach(alias -> names.add(alias.name()));
    }
    assertThat(names).doesNotHaveDuplicates();
    assertThat(new AwsProviderFactory().configKeysNotUsed().keySet())
        .doesNotContainAnyElementsOf(names);
  }

  /** Without the setting the call would end with its deadline, longer than a test may take. */
  private static void hangs(AwsWorld world, AwsService service, String key) {
    world.cloud.faults().add(CallFault.once(action(service), Effect.HANG_BEFORE).times(0));
    call(service, world.with(Map.of(key, 1.0, "max_retries", 0L)), world);
    assertThat(world.calls(action(service))).isNotEmpty();
    world.cloud.faults().clear();
  }

  private static void repeats(AwsWorld world, AwsService service, String key) {
    world.cloud.faults().add(CallFault.error(action(service), "InternalError", 500).times(0));
    call(service, world.with(Map.of(key, 0L)), world);
    int once = world.calls(action(service)).size();
    world.cloud.forgetCalls();
    call(service, world.with(Map.of(key, 1L)), world);
    assertThat(world.calls(action(service))).hasSizeGreaterThan(once);
  }

  private static String action(AwsService service) {
    return switch (service) {
      case EC2 -> "DescribeInstances";
      case STS -> "GetCallerIdentity";
      case SSM -> "GetParameters";
      case PRICING -> "GetProducts";
      case QUOTAS -> "GetServiceQuota";
      case AUTO_SCALING -> "DescribeAutoScalingGroups";
    };
  }

  /** Has a service called. */
  private static void call(AwsService service, ProviderStrategy provider, AwsWorld world) {
    switch (service) {
      case EC2 -> list(provider, world);
      case STS, QUOTAS -> health(provider, world);
      case SSM ->
          provider.execute(
              new ProviderOperation.ValidateTemplate(
                  spec(Map.of("image_id", AwsWorld.ALIAS)), patient(world)));
      case PRICING -> price(provider, world);
      case AUTO_SCALING -> {
        world.create(
            provider,
            "group-" + world.cloud.calls().size(),
            1,
            spec(Map.of("provider_api", "ASG")));
        provider.execute(
            new ProviderOperation.DescribeResourceInstances(AwsWorld.TAGS, patient(world)));
      }
    }
  }

  private static String price(ProviderStrategy provider, AwsWorld world) {
    var price = provider.prices(List.of(spec(Map.of())), patient(world)).getFirst();
    return price.figure() + " " + price.basis().words();
  }

  private static ProviderResult list(ProviderStrategy provider, AwsWorld world) {
    return provider.execute(
        new ProviderOperation.DescribeResourceInstances(Map.of("a", "b"), patient(world)));
  }

  private static ProviderResult health(ProviderStrategy provider, AwsWorld world) {
    return provider.execute(new ProviderOperation.HealthCheck(patient(world)));
  }

  private static OperationContext patient(AwsWorld world) {
    return OperationContext.of("trace", world.time.now().plus(Duration.ofMinutes(10)));
  }
}
