package io.signalbox.app.report;

import io.signalbox.core.drill.DrillReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of a drill as a document. Stateless. */
public final class DrillDocument {

  private DrillDocument() {}

  /** The fields in order; what was not measured is NaN or null, and written as null. */
  public static Map<String, @Nullable Object> of(DrillReport report) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("scenario", report.scenario());
    fields.put("operations", report.operations());
    fields.put("succeeded", report.succeeded());
    fields.put("success_percent", report.successPercent());
    fields.put("degraded", report.degraded());
    fields.put("seconds_to_notice", report.secondsToNotice());
    fields.put("seconds_to_recover", report.secondsToRecover());
    fields.put("calls_by_provider", report.callsByProvider());
    fields.put("share_before", report.shareBefore());
    fields.put("share_during", report.shareDuring());
    fields.put("share_after", report.shareAfter());
    fields.put("machines_asked", report.machinesAsked());
    fields.put("machines_got", report.machinesGot());
    fields.put("machines_duplicated", report.machinesDuplicated());
    fields.put("findings", report.findings());
    return fields;
  }
}
