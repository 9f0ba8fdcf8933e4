package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.AwsProviders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The program of {@link AwsEnvironmentTest}: tests providers in an environment of its own, and says
 * what was found of the endpoint of each.
 */
public final class TestedFromOutside {

  private TestedFromOutside() {}

  /** The state folder, then for each provider its settings: {@code name=value,name=value}. */
  public static void main(String[] args) {
    for (int i = 1; i < args.length; i++) {
      Map<String, Object> settings = new LinkedHashMap<>();
      for (String each : args[i].split(",", -1)) {
        int equals = each.indexOf('=');
        settings.put(each.substring(0, equals), each.substring(equals + 1));
      }
      settings.put("max_retries", 0L);
      TimeSource time = TimeSource.system();
      try (ProviderStrategy made =
          AwsProviders.at(AwsWorld.NAME + i, Path.of(args[0]), time, settings)) {
        made.test(OperationContext.of("trace", time.now().plus(Duration.ofMinutes(5)))).stream()
            .filter(found -> found.name().equals("endpoint"))
            .forEach(found -> System.out.println(found.outcome() + " " + found.evidence()));
      }
    }
  }
}
