package io.signalbox.core.request;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The clouds of a {@link World}, and what they have by their own books. */
interface Clouds {

  List<String> names();

  /** The provider of a cloud as one process has it. */
  ProviderStrategy open(String cloud, ManualTime time);

  /** What a template becomes at a cloud. */
  LaunchSpec spec(String templateId, String cloud, int weight);

  /** The ids of machines that were launched and that nobody terminated, without any fault. */
  List<String> alive(String cloud);

  /** The clock of every process was put; machines keep their age. */
  void putClock(Duration by) throws IOException;
}
