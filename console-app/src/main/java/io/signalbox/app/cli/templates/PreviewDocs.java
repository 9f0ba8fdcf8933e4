package io.signalbox.app.cli.templates;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.query.TemplatePreview;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template becomes at a provider, as a document and for people. */
final class PreviewDocs {

  private PreviewDocs() {}

  static Map<String, @Nullable Object> document(TemplatePreview preview) {
    return Doc.start()
        .put("template_id", preview.templateId())
        .put("provider", preview.provider())
        .put("provider_type", preview.type())
        .put("count", preview.count())
        .put("calls", preview.launch().calls().stream().map(PreviewDocs::call).toList())
        .put("note", preview.launch().note())
        .map();
  }

  private static Map<String, @Nullable Object> call(LaunchPreview.Call call) {
    return Doc.start().put("action", call.action()).put("parameters", call.parameters()).map();
  }

  static String text(TemplatePreview preview) {
    StringBuilder text =
        new StringBuilder("For ")
            .append(Counted.of(preview.count(), "machine"))
            .append(" of ")
            .append(preview.templateId())
            .append(" at ")
            .append(preview.provider())
            .append(" this would be sent; nothing was.\n");
    for (LaunchPreview.Call call : preview.launch().calls()) {
      Table table = Table.of("PARAMETER", "VALUE");
      call.parameters().forEach(table::row);
      text.append('\n').append(call.action()).append('\n').append(table.render("No parameter."));
    }
    if (!preview.launch().note().isEmpty()) {
      text.append('\n').append(preview.launch().note()).append(".\n");
    }
    return text.toString();
  }
}
