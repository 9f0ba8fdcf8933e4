package io.signalbox.core.readiness;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.Counted;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether what the files say is in force, and everything in it can be used. */
final class ConfiguredCheck implements Check {

  private final ConfigurationService configuration;

  ConfiguredCheck(ConfigurationService configuration) {
    this.configuration = configuration;
  }

  @Override
  public Finding run(Progress progress) {
    Configuration now = configuration.current();
    Found found =
        new Found(
            Found.remedy("Nothing is to be done", Place.ROUTING, now.routing().tree().root()));
    files(now, found);
    int usable = providers(now, found);
    tree(now, found);
    RoutingTree tree = now.routing().tree();
    int deep = tree.isEmpty() ? 0 : depth(tree, tree.root(), 0);
    return found.finding(
        usable
            + " of "
            + Counted.of(now.providers().size(), "provider")
            + (tree.isEmpty()
                ? ", policy " + now.routing().policy() + "."
                : ", "
                    + strategies(tree.strategies().size())
                    + ", nested "
                    + deep
                    + " deep, "
                    + (found.count(Verdict.FAILED) == 0 ? "no missing member." : "see below.")),
        "In force since "
            + now.loadedAt()
            + ", "
            + Counted.of(of(now, Diagnostic.Severity.ERROR).size(), "error")
            + ", "
            + Counted.of(of(now, Diagnostic.Severity.WARNING).size(), "warning")
            + ".");
  }

  private static String strategies(int count) {
    return count == 1 ? "1 strategy" : count + " strategies";
  }

  private void files(Configuration now, Found found) {
    List<Diagnostic> refused = configuration.lastRefusal();
    if (!refused.isEmpty()) {
      Diagnostic first = refused.getFirst();
      found.row(
          "files",
          "in force as they are",
          "refused: " + first.message(),
          Verdict.FAILED,
          Places.at(first.location()));
      found.wrong(
          "The files were refused, and an earlier configuration is in force. " + first.message(),
          Found.remedy("Mend " + Places.at(first.location()), Place.SETTINGS, first.key()));
      return;
    }
    List<Diagnostic> warnings = of(now, Diagnostic.Severity.WARNING);
    found.row(
        "files",
        "in force as they are",
        warnings.isEmpty() ? "in force" : "in force with " + warnings.size() + " to look at",
        warnings.isEmpty() ? Verdict.PASSED : Verdict.WARNING,
        warnings.isEmpty() ? "" : Places.at(warnings.getFirst().location()));
    if (!warnings.isEmpty()) {
      Diagnostic first = warnings.getFirst();
      found.wrong(
          first.message(),
          Found.remedy(
              first.hint().isEmpty() ? "Look at it in Settings" : first.hint(),
              Place.SETTINGS,
              first.key()));
    }
  }

  private static List<Diagnostic> of(Configuration now, Diagnostic.Severity severity) {
    return now.diagnostics().stream().filter(each -> each.severity() == severity).toList();
  }

  /** How many can be used. */
  private static int providers(Configuration now, Found found) {
    int usable = 0;
    Set<String> reached = now.routing().tree().providers(now.routing().tree().root());
    boolean anywhere = now.routing().tree().isEmpty();
    for (ProviderInstance each : now.providers()) {
      if (!each.enabled()) {
        found.row(each.name(), "usable", "disabled", Verdict.PASSED);
      } else if (!each.problem().isEmpty()) {
        found.row(each.name(), "usable", each.problem(), Verdict.FAILED);
        found.wrong(
            each.name() + " cannot be used: " + each.problem(),
            Found.remedy("Mend its configuration", Place.PROVIDERS, each.name()));
      } else if (!anywhere && !reached.contains(each.name())) {
        usable++;
        found.row(each.name(), "in the routing tree", "outside of it", Verdict.WARNING);
        found.wrong(
            "No strategy leads to " + each.name() + ": it gets no work but what names it",
            Found.remedy("Make it a member of a strategy", Place.ROUTING, ""));
      } else {
        usable++;
        found.row(each.name(), "usable", "usable, " + each.displayType(), Verdict.PASSED);
      }
    }
    if (usable == 0) {
      found.row("providers", "at least 1", "0", Verdict.FAILED);
      found.wrong(
          "No provider can be used: there is nothing to send work to",
          Found.remedy("Enable a provider, or add one", Place.PROVIDERS, ""));
    }
    return usable;
  }

  private static void tree(Configuration now, Found found) {
    RoutingTree tree = now.routing().tree();
    Set<String> names = new HashSet<>();
    now.providers().forEach(each -> names.add(each.name()));
    List<String> problems = new ArrayList<>(tree.problems(names));
    for (String each : problems) {
      found.row("routing", "can be walked", each, Verdict.FAILED);
      found.wrong("The routing tree has " + each, Found.remedy("Mend the tree", Place.ROUTING, ""));
    }
    if (!tree.isEmpty() && problems.isEmpty()) {
      found.row("routing", "can be walked", "from " + tree.root(), Verdict.PASSED);
    }
  }

  private static int depth(RoutingTree tree, String member, int above) {
    StrategyNode node = tree.strategies().get(member);
    if (node == null || above > RoutingTree.DEEPEST) {
      return above;
    }
    int deepest = above + 1;
    for (String each : node.members()) {
      deepest = Math.max(deepest, depth(tree, each, above + 1));
    }
    return deepest;
  }
}
