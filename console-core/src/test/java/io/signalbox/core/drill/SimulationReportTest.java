package io.signalbox.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.testing.GeneratedDoc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every scenario against every algorithm and failover mode, on virtual time. The committed report
 * is compared; write it again with {@code -Dsignalbox.docs.write=true}.
 */
final class SimulationReportTest {

  private static final Path FOLDER = Path.of("simulation");

  private static List<Simulation.Row> rows = List.of();

  @BeforeAll
  static void play() {
    rows = Simulation.play();
  }

  @Test
  void theReportIsWhatTheEngineDoes() throws IOException {
    GeneratedDoc.assertSame(FOLDER.resolve("report.json"), SimulationDocs.json(rows));
    GeneratedDoc.assertSame(FOLDER.resolve("README.md"), SimulationDocs.markdown(rows));
    for (SimulationDocs.Figure figure : SimulationDocs.Figure.values()) {
      GeneratedDoc.assertSame(FOLDER.resolve(figure.file()), SimulationDocs.chart(rows, figure));
    }
  }

  @Test
  void theSameSeedPlaysTheSame() {
    Simulation.Variant first = Simulation.variants().getFirst();
    assertThat(Simulation.row(Scenario.FLAPPING, first))
        .isEqualTo(Simulation.row(Scenario.FLAPPING, first));
  }

  @Test
  void noMachineIsEverMadeTwice() {
    assertThat(rows).allSatisfy(row -> assertThat(row.report().machinesDuplicated()).isZero());
  }
}
