package io.signalbox.core.provider.aws.launch.template;

import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.NoteKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Which launch template launches of one content share now. One is retired before it is looked
 * whether anything needs it: whoever notes that it launches from it, and sees then that it is not
 * retired, is seen by whoever removes it. Launches after that share another. Thread-safe; blocks
 * for as long as files take.
 */
final class Generations {

  private static final char BETWEEN = '.';

  private final LaunchJournal<Generation> journal;
  private final String region;

  /**
   * @param number from 0; each has a launch template of its own name
   */
  record Generation(int number) {}

  /**
   * @param folder of the provider's notes
   * @param region of the launch templates
   */
  Generations(Path folder, String region) {
    this.journal = new LaunchJournal<>(folder, NoteKind.TEMPLATE, Generation.class);
    this.region = region;
  }

  /** The name of what launches share now. */
  String current(String content) throws IOException {
    return named(content, journal.find(key(content)).map(Generation::number).orElse(0));
  }

  /** Whether launches share another by now. */
  boolean isRetired(String name) throws IOException {
    return !current(content(name)).equals(name);
  }

  /** From now on launches share another. What was retired long ago may be shared again. */
  void retire(String name, Instant now) throws IOException {
    journal.tidy(now);
    String content = content(name);
    journal.change(
        key(content),
        known -> {
          int number = known == null ? 0 : known.number();
          return named(content, number).equals(name) ? new Generation(number + 1) : null;
        });
  }

  private String key(String content) {
    return region + "-" + content;
  }

  private static String content(String name) {
    int end = name.indexOf(BETWEEN);
    return end < 0 ? name : name.substring(0, end);
  }

  private static String named(String content, int number) {
    return number == 0 ? content : content + BETWEEN + number;
  }
}
