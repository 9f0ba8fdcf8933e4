package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/command-line.md} is what the program declares. Run with {@code
 * -Dsignalbox.docs.write=true} to write it again.
 */
final class CommandReferenceTest {

  @Test
  void theReferenceIsUpToDate() throws IOException {
    Path file = repository().resolve("docs/command-line.md");
    String expected = CommandReference.markdown();
    if (Boolean.getBoolean("signalbox.docs.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file)
        .as("write it with -Dsignalbox.docs.write=true -Dtest=CommandReferenceTest")
        .content()
        .isEqualTo(expected);
  }

  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.exists(here.resolve("console-app/pom.xml"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new AssertionError("not inside the repository");
    }
    return here;
  }
}
