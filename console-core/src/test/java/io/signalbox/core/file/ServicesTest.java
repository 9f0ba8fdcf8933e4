package io.signalbox.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServicesTest {

  @TempDir Path folder;

  /** Some service. */
  public interface Greeting {
    String word();
  }

  /** Its implementation, which no jar names. */
  public static final class Hello implements Greeting {
    @Override
    public String word() {
      return "hello";
    }
  }

  @Test
  void whatPackagingGatheredIsFound() throws IOException {
    Files.writeString(folder.resolve(Greeting.class.getName()), Hello.class.getName() + "\n");

    assertThat(Services.gathered(Greeting.class, folder))
        .extracting(Greeting::word)
        .containsExactly("hello");
  }

  @Test
  void oneThatCannotBeMadeIsToldAndTheNextIsMade() throws IOException {
    Files.writeString(
        folder.resolve(Greeting.class.getName()),
        "example.Missing # a comment\n\njava.lang.String\n" + Hello.class.getName() + "\n");
    Iterator<Greeting> found = Services.gathered(Greeting.class, folder).iterator();

    assertThatExceptionOfType(ServiceConfigurationError.class)
        .isThrownBy(found::next)
        .withMessageContaining("example.Missing not found");
    assertThatExceptionOfType(ServiceConfigurationError.class)
        .isThrownBy(found::next)
        .withMessageContaining("java.lang.String not a subtype");
    assertThat(found.next().word()).isEqualTo("hello");
    assertThat(found.hasNext()).isFalse();
  }

  @Test
  void whatIsNotNamedThereIsNotLookedForElsewhere() {
    assertThat(Services.gathered(java.nio.file.spi.FileSystemProvider.class, folder)).isEmpty();
    assertThat(Services.gathered(Greeting.class, folder)).isEmpty();
  }

  @Test
  void aJarNamedBesideTheProgramsOwnIsLookedInToo() {
    assertThat(Services.isExtended("lib/console-app.jar")).isFalse();
    assertThat(Services.isExtended("lib/console-app.jar" + File.pathSeparator + "type.jar"))
        .isTrue();
  }

  @Test
  void withoutTheFolderTheClassPathSays() {
    assertThat(Services.gathered(Greeting.class, folder.resolve("missing")))
        .hasSameSizeAs(ServiceLoader.load(Greeting.class).stream().toList());
  }
}
