package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that asks nothing of AWS loads nothing of its SDK. */
final class AwsIsLoadedLateTest {

  @TempDir Path folder;

  @Test
  void noClassOfTheSdkIsLoadedBeforeTheFirstOperation() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LoadedClasses.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines().filter(line -> line.contains("io.signalbox.core.provider.aws")))
        .as("classes that were loaded are listed")
        .isNotEmpty();
    assertThat(said).contains("done before the first operation");
    assertThat(
            said.lines()
                .filter(line -> line.contains("software.amazon") || line.contains("org.apache.hc")))
        .isEmpty();
  }
}
