package io.signalbox.app.ui.drill;

import io.signalbox.app.report.Documents;
import io.signalbox.app.report.DrillDocument;
import io.signalbox.core.drill.DrillReport;

/** A report as it is copied. Stateless. */
final class ReportText {

  private ReportText() {}

  /** The verb that plays the same drill and writes its report. */
  static String cli(String scenario) {
    return "signalbox ops drill " + scenario + " --report " + scenario + ".json";
  }

  /** Indented JSON; what was not measured is null. */
  static String json(DrillReport report) {
    return Documents.json(DrillDocument.of(report));
  }
}
