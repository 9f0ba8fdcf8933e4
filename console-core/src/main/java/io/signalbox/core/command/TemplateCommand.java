package io.signalbox.core.command;

import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.TemplateFile;
import java.util.List;

/** What can be done to templates. */
public sealed interface TemplateCommand<R> extends Command<R> {

  /** Creates, updates, deletes or replaces in the layer of choice. */
  record Save(TemplateEdit edit) implements TemplateCommand<TemplateFile> {
    @Override
    public String subject() {
      return edit.file();
    }
  }

  /** Reads again, here and in every running process; answers with the files that changed. */
  record Refresh() implements TemplateCommand<List<String>> {
    @Override
    public String subject() {
      return "templates";
    }
  }
}
