package io.signalbox.core.template;

import io.signalbox.core.config.source.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What saving a text as a layer's file would do.
 *
 * @param diagnostics what is odd in the text, each at its place in it, errors first; where it
 *     cannot be read to its end that is all there is
 * @param effects by template, in the order of the file, and by what changes; those providers for
 *     which nothing does have one too
 * @param untold how many further templates would change
 */
public record EditPreview(List<Diagnostic> diagnostics, List<Effect> effects, int untold) {

  public EditPreview {
    diagnostics = List.copyOf(diagnostics);
    effects = List.copyOf(effects);
  }

  /**
   * What changes in a template for providers for which the same does.
   *
   * @param providers at least one, in configured order
   * @param changes of resolved values, in the field table's order; empty where higher layers say
   *     otherwise or the file is not read for these providers
   * @param errors of what it then resolves to, at LENIENT
   * @param offered how the offer changes, as a sentence; empty where it does not
   */
  public record Effect(
      String templateId,
      List<String> providers,
      List<FieldChange> changes,
      List<String> errors,
      String offered) {

    public Effect {
      providers = List.copyOf(providers);
      changes = List.copyOf(changes);
      errors = List.copyOf(errors);
    }
  }

  /**
   * A resolved value before and after, as it is shown: user data is not.
   *
   * @param before null where it was not set
   * @param after null where it would not be
   */
  public record FieldChange(String field, @Nullable String before, @Nullable String after) {}
}
