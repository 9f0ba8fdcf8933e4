package io.signalbox.core.template.field;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.template.FieldValue;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"$unset": true}}: the value by which a layer takes an inherited field away. Stateless.
 */
public final class Unset {

  private static final String KEY = "$unset";

  /** What says which entry it is and whose: lower layers do not hand it on. */
  private static final Set<String> OWN = Set.of("template_id", "provider_type", "provider_name");

  private Unset() {}

  /** Whether a value is meant to take the field away, well written or not. */
  public static boolean isOne(SourceNode node) {
    return node instanceof ObjectNode object && object.fields().containsKey(KEY);
  }

  /**
   * @param field its canonical name, or that of an unknown one
   * @return null where it is told and takes nothing away
   */
  public static @Nullable Object read(
      String field, SourceNode node, String key, List<Diagnostic> told) {
    ObjectNode object = (ObjectNode) node;
    boolean alone =
        object.fields().size() == 1
            && Boolean.TRUE.equals(object.get(KEY).map(SourceNode::toValue).orElse(null));
    if (alone && !OWN.contains(field)) {
      return FieldValue.UNSET;
    }
    String why =
        alone
            ? "cannot be taken away: it says of each entry which it is or whose"
            : "has \"$unset\" with something else; expected {\"$unset\": true} alone";
    told.add(
        Diagnostic.error(
            "WRONG_TYPE", node.location() + ": " + field + " " + why, node.location(), key, ""));
    return null;
  }
}
