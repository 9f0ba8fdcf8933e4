package io.signalbox.core.request;

import io.signalbox.core.testing.AwsLaunch;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * What one of the stories of another process is about.
 *
 * @param index of the story, from 0 on
 * @param home of its {@link AwsScene}
 * @param endpoint of its cloud
 * @param fallsBack whether its provider has both regions
 * @param count machines to ask for
 * @param types machine types, in the order in which they are tried
 * @param returns whether it gives the machines back once it has them
 * @param strike a point's name, a step as {@code STAGE:K:AFTER}, or {@code never}
 */
record AwsRole(
    int index,
    Path home,
    URI endpoint,
    AwsLaunch launch,
    boolean fallsBack,
    int count,
    List<String> types,
    boolean returns,
    String strike) {

  static final String NEVER = "never";

  AwsRole {
    types = List.copyOf(types);
  }

  String line() {
    return String.join(
        "|",
        Integer.toString(index),
        home.toString(),
        endpoint.toString(),
        launch.name(),
        Boolean.toString(fallsBack),
        Integer.toString(count),
        String.join(",", types),
        Boolean.toString(returns),
        strike);
  }

  static AwsRole of(String line) {
    String[] parts = line.split("\\|");
    return new AwsRole(
        Integer.parseInt(parts[0]),
        Path.of(parts[1]),
        URI.create(parts[2]),
        AwsLaunch.valueOf(parts[3]),
        Boolean.parseBoolean(parts[4]),
        Integer.parseInt(parts[5]),
        List.of(parts[6].split(",")),
        Boolean.parseBoolean(parts[7]),
        parts[8]);
  }
}
