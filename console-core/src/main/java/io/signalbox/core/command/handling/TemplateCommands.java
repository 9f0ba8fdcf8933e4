package io.signalbox.core.command.handling;

import io.signalbox.core.command.TemplateCommand;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Carries out what can be done to templates. Thread-safe. */
public final class TemplateCommands {

  private final TemplateCatalog templates;
  private final OverrideRepository shared;

  /**
   * @param shared tells other processes to read again
   */
  public TemplateCommands(TemplateCatalog templates, OverrideRepository shared) {
    this.templates = templates;
    this.shared = shared;
  }

  Object handle(TemplateCommand<?> command, AuditTrail.Act act) {
    return switch (command) {
      case TemplateCommand.Save c -> save(c.edit(), act);
      case TemplateCommand.Refresh c -> refresh(act);
    };
  }

  private TemplateFile save(TemplateEdit edit, AuditTrail.Act act) {
    TemplateCatalog.Applied applied = templates.apply(edit);
    if (!applied.changed()) {
      return applied.file();
    }
    // Values stay out of the audit: user data may be among them, and the backup has them all.
    Map<String, Object> what =
        switch (edit) {
          case TemplateEdit.Create e ->
              Map.of("created", e.templateId(), "fields", names(e.fields()));
          case TemplateEdit.Update e ->
              Map.of("updated", e.templateId(), "fields", names(e.fields()));
          case TemplateEdit.Delete e -> Map.of("deleted", e.templateId());
          case TemplateEdit.Replace e -> Map.of("replaced", e.file());
        };
    Map<String, Object> after = new HashMap<>(what);
    after.put("file", edit.file());
    after.put("revision", applied.file().revision());
    act.change(shared::bumpGeneration, Map.of("revision", applied.before()), after);
    return applied.file();
  }

  private static List<String> names(Map<String, ?> fields) {
    return List.copyOf(new TreeSet<>(fields.keySet()));
  }

  private List<String> refresh(AuditTrail.Act act) {
    List<String> changed = templates.refresh();
    act.change(shared::bumpGeneration, Map.of(), Map.of("changed", changed));
    return changed;
  }
}
