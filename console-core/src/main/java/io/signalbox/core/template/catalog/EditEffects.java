package io.signalbox.core.template.catalog;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Diagnostic.Severity;
import io.signalbox.core.template.EditPreview;
import io.signalbox.core.template.EditPreview.Effect;
import io.signalbox.core.template.EditPreview.FieldChange;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.checking.Validator;
import io.signalbox.core.template.field.FieldDef;
import io.signalbox.core.template.field.FieldKind;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.template.file.FileOutline;
import io.signalbox.core.template.file.LoadedFile;
import io.signalbox.core.template.resolving.CatalogState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what templates resolve to before and after one file's text is another, for every
 * provider by itself: a layer above may set a field for one of them alone. Used once, by one
 * thread.
 */
final class EditEffects {

  /** Templates that are compared; a text that changes more is told of in sum. */
  static final int MAX_TEMPLATES = 20;

  private static final String HIDDEN = "(hidden)";

  private final CatalogState now;
  private final CatalogState then;
  private final String file;
  private final Set<Diagnostic> told = new LinkedHashSet<>();
  private final Map<Change, List<String>> effects = new LinkedHashMap<>();

  /** What the same change has for every provider it has it for. */
  private record Change(
      String templateId, List<FieldChange> fields, List<String> errors, String offered) {}

  /**
   * @param then with the file's new text
   */
  EditEffects(CatalogState now, CatalogState then, String file) {
    this.now = now;
    this.then = then;
    this.file = file;
  }

  /**
   * @param read what reading the text has told
   */
  EditPreview preview(List<Diagnostic> read) {
    told.addAll(read);
    List<String> changed = changed();
    for (String id : changed.stream().limit(MAX_TEMPLATES).toList()) {
      if (then.filesOf(id).contains(file)) {
        told.addAll(then.entry(file, id).diagnostics());
      }
      now.configuration.providers().forEach(each -> compare(id, each));
    }
    return new EditPreview(
        told.stream().sorted((a, b) -> b.severity().compareTo(a.severity())).toList(),
        effects.entrySet().stream().map(each -> effect(each.getKey(), each.getValue())).toList(),
        Math.max(0, changed.size() - MAX_TEMPLATES));
  }

  private static Effect effect(Change change, List<String> providers) {
    return new Effect(
        change.templateId(), providers, change.fields(), change.errors(), change.offered());
  }

  /** Ids whose entry is another, in the order of the new text, those that are gone last. */
  private List<String> changed() {
    Optional<FileOutline> before = outline(now);
    Optional<FileOutline> after = outline(then);
    Set<String> ids = new LinkedHashSet<>();
    after.ifPresent(each -> ids.addAll(each.ids()));
    before.ifPresent(each -> ids.addAll(each.ids()));
    return ids.stream().filter(id -> !same(before, after, id)).toList();
  }

  private Optional<FileOutline> outline(CatalogState state) {
    return Optional.ofNullable(state.files.get(file)).map(LoadedFile::inForce);
  }

  private static boolean same(
      Optional<FileOutline> before, Optional<FileOutline> after, String id) {
    return before.isPresent()
        && after.isPresent()
        && before.get().ids().contains(id)
        && after.get().ids().contains(id)
        && before.get().same(after.get(), id);
  }

  private void compare(String id, ProviderInstance provider) {
    ResolvedTemplate before = resolved(now, id, provider);
    ResolvedTemplate after = resolved(then, id, provider);
    List<String> errors = after == null ? List.of() : errors(id, after, provider);
    Change change = new Change(id, fields(before, after, provider), errors, offer(before, after));
    effects.computeIfAbsent(change, key -> new ArrayList<>()).add(provider.name());
  }

  private static @Nullable ResolvedTemplate resolved(
      CatalogState state, String id, ProviderInstance provider) {
    return state.has(id) ? state.resolve(id, provider) : null;
  }

  /** What is wrong with it where it is offered; what is wrong in this file is told at its place. */
  private List<String> errors(String id, ResolvedTemplate after, ProviderInstance provider) {
    if (!after.offered()) {
      return List.of();
    }
    List<Diagnostic> found =
        new Validator(after, provider, then.table(provider), then.apis, then.diagnostics(id, after))
            .check(ValidationLevel.LENIENT, null)
            .diagnostics();
    found.stream()
        .filter(each -> each.location() != null && each.location().file().equals(file))
        .forEach(told::add);
    return found.stream()
        .filter(each -> each.severity() == Severity.ERROR)
        .map(Diagnostic::message)
        .toList();
  }

  private List<FieldChange> fields(
      @Nullable ResolvedTemplate before,
      @Nullable ResolvedTemplate after,
      ProviderInstance provider) {
    FieldTable table = then.table(provider);
    Set<String> names = new LinkedHashSet<>();
    table.fields().forEach(field -> names.add(field.name()));
    addOthers(names, before);
    addOthers(names, after);
    List<FieldChange> changes = new ArrayList<>();
    for (String name : names) {
      @Nullable Object was = value(before, name);
      @Nullable Object is = value(after, name);
      if (!Objects.equals(was, is)) {
        boolean hidden =
            table.field(name).map(FieldDef::kind).orElse(null) == FieldKind.HIDDEN_TEXT;
        changes.add(new FieldChange(name, shown(was, hidden), shown(is, hidden)));
      }
    }
    return changes;
  }

  private static void addOthers(Set<String> names, @Nullable ResolvedTemplate of) {
    if (of != null) {
      names.addAll(of.fields().keySet());
    }
  }

  private static @Nullable Object value(@Nullable ResolvedTemplate of, String field) {
    return of == null ? null : of.value(field).orElse(null);
  }

  private static @Nullable String shown(@Nullable Object value, boolean hidden) {
    return value == null ? null : hidden ? HIDDEN : value.toString();
  }

  private static String offer(@Nullable ResolvedTemplate before, @Nullable ResolvedTemplate after) {
    boolean was = before != null && before.offered();
    boolean is = after != null && after.offered();
    if (was == is) {
      return "";
    }
    if (is) {
      return "Offered from then on";
    }
    return "No longer offered: "
        + (after == null ? "no layer has an entry of it" : after.offeredReason());
  }
}
