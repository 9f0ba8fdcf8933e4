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
        Integer.parseInt(parts[4]),
        List.of(parts[5].split(",")),
        Boolean.parseBoolean(parts[6]),
        parts[7]);
  }
}
