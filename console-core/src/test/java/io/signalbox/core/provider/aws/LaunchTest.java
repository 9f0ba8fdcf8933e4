package io.signalbox.core.provider.aws;

import io.signalbox.core.localcloud.Call;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tests of each way to launch begin with: templates of two types of machines. */
abstract class LaunchTest extends AwsTest {

  /** A template of two machine types, with what its API needs and then these fields over it. */
  static LaunchSpec two(Map<String, Object> api, Map<String, Object> fields) {
    Map<String, Object> values = new LinkedHashMap<>(AwsWorld.two("c5.large", "m5.large").values());
    values.putAll(api);
    values.putAll(fields);
    return new LaunchSpec("web", values);
  }

  /** What is there of the request that launches are for. */
  ProviderData.InstanceStatuses listed() {
    return AwsWorld.listing(world.tagged(AwsWorld.TAGS));
  }

  /** What the cloud was asked, in order. */
  List<String> actions() {
    return world.cloud.calls().stream().map(Call::action).toList();
  }
}
