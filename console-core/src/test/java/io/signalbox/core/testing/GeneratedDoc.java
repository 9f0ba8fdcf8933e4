package io.signalbox.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a guide that is made from declarations, between two marker comments. */
public final class GeneratedDoc {

  private GeneratedDoc() {}

  /**
   * Asserts that the part is what the declarations say; with {@code -Dsignalbox.docs.write=true} it
   * is written first.
   *
   * @param doc the guide, relative to the repository
   */
  public static void assertUpToDate(String doc, String part, String expected) throws IOException {
    Path file = repository().resolve(doc);
    String begin = "<!-- begin " + part + ", made from the declarations -->\n";
    String end = "<!-- end " + part + " -->";
    String text = Files.readString(file);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    assertThat(to).as(doc + " has the markers of " + part).isGreaterThan(from - 1);
    if (Boolean.getBoolean("signalbox.docs.write")) {
      text = text.substring(0, from) + expected + text.substring(to);
      Files.writeString(file, text);
      to = text.indexOf(end);
    }
    assertThat(text.substring(from, to))
        .as("%s, %s: write it again with -Dsignalbox.docs.write=true", doc, part)
        .isEqualTo(expected);
  }

  /**
   * Asserts that a whole file under {@code docs} is what was made; with {@code
   * -Dsignalbox.docs.write=true} it is written first.
   */
  public static void assertSame(Path doc, String expected) throws IOException {
    Path file = repository().resolve("docs").resolve(doc);
    if (Boolean.getBoolean("signalbox.docs.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file))
        .as("docs/%s: write it again with -Dsignalbox.docs.write=true", doc)
        .isEqualTo(expected);
  }

  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("console-core/pom.xml"))) {
      here = here.getParent();
    }
    return here;
  }
}
