package io.signalbox.core.config.reading;

import io.signalbox.core.config.overlay.Overlay;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.config.table.Idle;
import io.signalbox.core.config.table.Situation;
import io.signalbox.core.config.table.Use;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells every setting that has no effect beside the others, by the table of declarations. Used
 * once, by one thread, on a configuration without errors.
 */
public final class NoEffects {

  public static final String CODE = "NO_EFFECT";

  private final Findings findings;
  private final Situation.Whole whole;

  NoEffects(Findings findings, Situation.Whole whole) {
    this.findings = findings;
    this.whole = whole;
  }

  void tell() {
    section(whole.root(), Declarations.ROOT, "");
  }

  private void section(ObjectNode node, Decl.Section declared, String path) {
    node.fields()
        .forEach((key, field) -> {
          Decl each = declared.keys().get(key);
          String full = path.isEmpty() ? key : path + "." + key;
          if (each == null) {
            instance(key, field, path);
          } else if (each.use() instanceof Use use) {
            idle(new Situation(whole, node, declared, path, key), use, field, full);
          } else {
            below(field.value(), each, full);
          }
        });
  }

  /** In the shape with a section for each provider, what is no key is an instance. */
  private void instance(String key, Field field, String path) {
    boolean ofProviders = path.equals("provider") || path.equals("providers");
    if (ofProviders && whole.names().contains(key) && field.value() instanceof ObjectNode object) {
      section(object, Declarations.INSTANCE, "providers." + key);
    }
  }

  private void below(SourceNode node, Decl declared, String path) {
    if (declared instanceof Decl.Items items && node instanceof ArrayNode array) {
      for (SourceNode item : array.items()) {
        if (item instanceof ObjectNode object) {
          section(object, items.item(), "providers." + Overlay.nameOf(item).orElse(""));
        }
      }
    }
    if (!(node instanceof ObjectNode object)) {
      return;
    }
    if (declared instanceof Decl.Section section) {
      section(object, section, path);
    } else if (declared instanceof Decl.Named named) {
      object.fields().forEach((name, each) -> below(each.value(), named.each(), path + "." + name));
    } else if (declared instanceof Decl.Kinds kinds) {
      Decl.Section section = kind(object, kinds);
      if (section != null) {
        section(object, section, path);
      }
    }
  }

  private static Decl.@Nullable Section kind(ObjectNode object, Decl.Kinds kinds) {
    String said = String.valueOf(object.get(kinds.by()).map(SourceNode::toValue).orElse(""));
    for (Map.Entry<String, Decl.Section> each : kinds.sections().entrySet()) {
      if (each.getKey().equalsIgnoreCase(said.trim())) {
        return each.getValue();
      }
    }
    return null;
  }

  private void idle(Situation situation, Use use, Field field, String path) {
    for (Idle each : use.idle()) {
      Optional<String> winner = each.winner().apply(situation);
      if (winner.isPresent()) {
        String text = "has no effect: " + winner.get();
        switch (each.kind()) {
          case REFUSED -> findings.error(CODE, field.value(), path, text, "Remove it");
          case NEARLY -> findings.info(CODE, field.keyLocation(), path, text);
          case OVERRULED, BESIDE ->
              findings.warning(CODE, field.keyLocation(), path, text, "Remove it");
        }
        return;
      }
    }
  }
}
