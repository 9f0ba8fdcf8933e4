package io.signalbox.app.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.packaged.Advisories.Library;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the packaged program carries, by its bill of materials. */
final class ShippedLibrariesIT {

  private static final Path BILL = PackagedProgram.home().resolve("sbom.json");
  private static final Path KNOWN = Path.of("../docs/dependencies/advisories.json");

  @Test
  void noneHasAKnownVulnerability() throws IOException {
    assertThat(Advisories.read(KNOWN).concerning(Advisories.libraries(BILL))).isEmpty();
  }

  /** So that an empty list above means something. */
  @Test
  void anOlderLibraryIsFoundOut() throws IOException {
    var older =
        List.of(
            new Library("org.apache.commons/commons-lang3", Version.parse("3.13.0")),
            new Library("org.yaml/snakeyaml", Version.parse("2.0")),
            new Library("com.fasterxml.jackson.core/jackson-core", Version.parse("2.22.0")));
    assertThat(Advisories.read(KNOWN).concerning(older))
        .containsExactly(
            "org.apache.commons/commons-lang3 3.13.0: CVE-2025-48924",
            "com.fasterxml.jackson.core/jackson-core 2.22.0: CVE-2026-68494");
  }

  /**
   * A library that is no part of the bill would never be looked up. What verbs load stands in one
   * jar more, a copy of classes of the others.
   */
  @Test
  void theBillNamesEveryJarOfThePackage() throws IOException {
    List<String> named =
        Advisories.libraries(BILL).stream()
            .map(each -> each.name().substring(each.name().indexOf('/') + 1) + "-" + each.version())
            .toList();
    try (var jars = Files.list(PackagedProgram.home().resolve("lib"))) {
      assertThat(jars.map(each -> each.getFileName().toString()))
          .filteredOn(name ->
              name.endsWith(".jar") && !name.startsWith("console-") && !name.equals("verbs.jar"))
          .isNotEmpty()
          .allSatisfy(jar ->
              assertThat(named)
                  .anyMatch(each -> jar.equals(each + ".jar") || jar.startsWith(each + "-")));
    }
  }

  @Test
  void nothingIsShippedThatOnlyOthersAskFor() throws IOException {
    assertThat(Advisories.libraries(BILL))
        .extracting(Library::name)
        .doesNotContain(
            "ar.com.hjg/pngj",
            "com.github.wendykierp/JTransforms",
            "org.apache.commons/commons-math3",
            "org.hdrhistogram/HdrHistogram",
            "org.jetbrains/annotations");
  }
}
