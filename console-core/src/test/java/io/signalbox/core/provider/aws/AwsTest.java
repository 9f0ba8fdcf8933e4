package io.signalbox.core.provider.aws;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What tests of providers begin with: a cloud on loopback, and a provider that is pointed at it.
 */
abstract class AwsTest {

  @TempDir Path folder;
  AwsWorld world;

  @BeforeEach
  void start() throws IOException {
    world = new AwsWorld(folder);
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }
}
