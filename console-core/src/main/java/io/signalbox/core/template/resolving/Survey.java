package io.signalbox.core.template.resolving;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Diagnostic.Severity;
import io.signalbox.core.template.TemplateSummary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look at every template: a row of each, and what is odd in all files. Where there was an
 * earlier one, the rows of templates whose entries are the same to the byte are taken over from it.
 * Immutable.
 *
 * @param rows sorted by id
 * @param diagnostics errors first; of entries at most {@value #MOST} of each severity, and then how
 *     many more there are
 * @param odd the ids of templates in whose entries something is odd; places are told with it, so
 *     that these are looked at again
 */
public record Survey(List<TemplateSummary> rows, List<Diagnostic> diagnostics, Set<String> odd) {

  /** More help nobody, and ten thousand templates can have a hundred thousand. */
  static final int MOST = 1_000;

  static Survey of(CatalogState state, @Nullable Surveyed earlier) {
    Summaries summaries = new Summaries(state);
    List<TemplateSummary> rows = new ArrayList<>();
    Told told = new Told();
    Set<String> odd = new HashSet<>();
    for (String id : state.ids()) {
      TemplateSummary known = earlier == null ? null : earlier.row(id, state);
      if (known != null) {
        rows.add(known);
        continue;
      }
      List<Diagnostic> found = state.diagnostics(id);
      rows.add(summaries.row(id, state.kinds.all(), found));
      told.add(found);
      if (!found.isEmpty()) {
        odd.add(id);
      }
    }
    List<Diagnostic> all = new ArrayList<>(state.fileDiagnostics());
    all.addAll(told.kept());
    all.sort((a, b) -> b.severity().compareTo(a.severity()));
    return new Survey(List.copyOf(rows), List.copyOf(all), Set.copyOf(odd));
  }

  /** What is odd in entries, as much of it as is kept. */
  private static final class Told {
    private final Map<Severity, List<Diagnostic>> kept = new EnumMap<>(Severity.class);
    private final Map<Severity, Integer> left = new EnumMap<>(Severity.class);

    void add(List<Diagnostic> odd) {
      for (Diagnostic each : odd) {
        List<Diagnostic> same =
            kept.computeIfAbsent(each.severity(), severity -> new ArrayList<>());
        if (same.size() < MOST) {
          same.add(each);
        } else {
          left.merge(each.severity(), 1, Integer::sum);
        }
      }
    }

    List<Diagnostic> kept() {
      List<Diagnostic> all = new ArrayList<>();
      kept.forEach((severity, same) -> {
        all.addAll(same);
        Integer more = left.get(severity);
        if (more != null) {
          all.add(
              new Diagnostic(
                  severity,
                  "MORE_PROBLEMS",
                  "%,d more like these are not listed".formatted(more),
                  null,
                  "",
                  "Mend those that are, or look at one template"));
        }
      });
      return all;
    }
  }
}
