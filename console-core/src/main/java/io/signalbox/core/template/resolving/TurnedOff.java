package io.signalbox.core.template.resolving;

import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import java.util.Map;

/**
 * A template that takes itself out of the offer, by its own fields: it is shown, and nobody can ask
 * for machines of it. Stateless.
 */
public final class TurnedOff {

  private TurnedOff() {}

  /** Whether its own fields are why the provider does not offer it. */
  public static boolean is(ResolvedTemplate template) {
    return !template.offered() && template.offeredReason().equals(reason(template.fields()));
  }

  /** What takes it out, empty for nothing. */
  static String reason(Map<String, ResolvedField> fields) {
    if (Boolean.FALSE.equals(value(fields, "is_active"))) {
      return "is_active is false";
    }
    return Long.valueOf(0).equals(value(fields, "max_instances")) ? "max_instances is 0" : "";
  }

  private static Object value(Map<String, ResolvedField> fields, String name) {
    ResolvedField field = fields.get(name);
    return field == null ? "" : field.inForce().value();
  }
}
