package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.AwsProviders;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The program of {@link AwsIsLoadedLateTest}: does all that comes before the first operation, then
 * says so.
 */
public final class LoadedClasses {

  private LoadedClasses() {}

  /** The state folder is its argument. */
  public static void main(String[] args) {
    for (ProviderFactory factory : ServiceLoader.load(ProviderFactory.class)) {
      factory.configFields();
      factory.launchApis();
      factory.allocationStrategies();
      factory.templateExtension();
    }
    try (ProviderStrategy made =
        AwsProviders.at(
            AwsWorld.NAME,
            Path.of(args[0]),
            new ManualTime(),
            Map.of("region", "us-east-1", "profile", "x"))) {
      System.out.println("capabilities " + made.initialize() + made.capabilities().features());
    }
    System.out.println("done before the first operation");
  }
}
