package io.signalbox.core.provider.aws;

import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.AwsProviders;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What a cloud has, asked past the core. */
final class AwsCloudView implements AutoCloseable {

  private final ManualTime time;
  private final ProviderStrategy provider;

  AwsCloudView(LocalCloud cloud, ManualTime time, Path folder) {
    this.time = time;
    this.provider =
        AwsProviders.at(
            cloud.endpoint(), AwsWorld.REGION, AwsWorld.NAME, folder.resolve("view"), time);
  }

  /** Machines that nobody has terminated. */
  long alive() {
    return AwsWorld.listed(
            provider.execute(
                new ProviderOperation.DescribeResourceInstances(
                    Map.of(),
                    OperationContext.of("view", time.now().plus(Duration.ofSeconds(20))))))
        .stream()
        .filter(info -> !info.state().isGone())
        .count();
  }

  @Override
  public void close() {
    provider.close();
  }
}
