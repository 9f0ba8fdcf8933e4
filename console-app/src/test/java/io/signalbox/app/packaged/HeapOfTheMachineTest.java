package io.signalbox.app.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options the program is started with, on machines of several sizes. */
final class HeapOfTheMachineTest {

  private static final Pattern FLAG = Pattern.compile(" (\\w+) +:?= (\\S+) ");
  private static final long MEGABYTE = 1024 * 1024;

  @ParameterizedTest
  @CsvSource({"512, 128", "1024, 256", "65536, 16384"})
  void theHeapIsAtMostAQuarterOfTheMachineAndBegunSmall(int machine, int heap) throws Exception {
    Map<String, String> flags = flags(machine);
    assertThat(flags.get("MaxHeapSize")).isEqualTo(Long.toString(heap * MEGABYTE));
    assertThat(Long.parseLong(flags.get("InitialHeapSize"))).isLessThanOrEqualTo(96 * MEGABYTE);
    assertThat(Integer.parseInt(flags.get("MaxHeapFreeRatio"))).isLessThanOrEqualTo(40);
    assertThat(flags).containsEntry("UseCompressedOops", "true");
  }

  private static Map<String, String> flags(int megabytes) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("src/packaging/lib/java.options"),
                "@" + Path.of("src/packaging/lib/window.options"),
                "-XX:MaxRAM=" + megabytes + "m",
                "-XX:+PrintFlagsFinal",
                "-version")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return FLAG.matcher(said)
        .results()
        .collect(
            Collectors.toMap(each -> each.group(1), each -> each.group(2), (one, other) -> one));
  }
}
