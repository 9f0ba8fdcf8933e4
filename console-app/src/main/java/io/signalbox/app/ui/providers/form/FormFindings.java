package io.signalbox.app.ui.providers.form;

import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.query.ProviderPreview;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the core says is wrong or odd with what is typed. Immutable but for what is typed. */
public final class FormFindings {

  private final List<Finding> all;
  private final TypedText typed;

  /**
   * @param preview null before the first
   */
  FormFindings(@Nullable ProviderPreview preview, TypedText typed) {
    this.all = preview == null ? List.of() : preview.findings();
    this.typed = typed;
  }

  /** Of a field, once somebody has typed into it. */
  public Optional<Finding> of(String key) {
    return typed.isTouched(key)
        ? all.stream().filter(each -> each.key().equals(key)).findFirst()
        : Optional.empty();
  }

  /** What belongs to no field of the form. */
  public List<Finding> others() {
    return all.stream().filter(each -> !typed.isField(each.key())).toList();
  }

  public int errors() {
    return (int) all.stream().filter(Finding::refuses).count();
  }

  public int warnings() {
    return all.size() - errors();
  }

  /** The key of the first field that something is wrong with; empty for none. */
  public String firstError() {
    return all.stream()
        .filter(Finding::refuses)
        .map(Finding::key)
        .filter(typed::isField)
        .findFirst()
        .orElse("");
  }
}
