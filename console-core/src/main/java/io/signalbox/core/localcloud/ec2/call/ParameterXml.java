package io.signalbox.core.localcloud.ec2.call;

import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Xml;
import java.util.Map;

/**
 * Writes parameters back as the elements that listings have for them: a name begins small, and a
 * list has the name of a set.
 */
public final class ParameterXml {

  /** The names of lists that are not the parameter's name and {@code Set}. */
  private static final Map<String, String> LISTS =
      Map.of("LaunchTemplateConfigs", "launchTemplateConfigs", "Overrides", "overrides");

  private ParameterXml() {}

  public static void write(Xml out, Parameters parameters) {
    for (String head : parameters.heads()) {
      var structures = parameters.structures(head);
      var texts = parameters.list(head);
      if (parameters.text(head).isPresent()) {
        out.text(element(head), parameters.text(head).orElse(""));
      } else if (!texts.isEmpty() && head.equals("SecurityGroupId") && ofInterface(parameters)) {
        out.element("groupSet", set -> texts.forEach(id -> set.text("groupId", id)));
      } else if (!texts.isEmpty()) {
        out.texts(list(head), texts);
      } else if (!structures.isEmpty()) {
        out.items(list(head), structures, ParameterXml::write);
      } else {
        out.element(element(head), inside -> write(inside, parameters.inside(head)));
      }
    }
  }

  private static boolean ofInterface(Parameters parameters) {
    return parameters.text("DeviceIndex").isPresent();
  }

  private static String list(String head) {
    return LISTS.getOrDefault(head, element(head) + "Set");
  }

  private static String element(String head) {
    return Character.toLowerCase(head.charAt(0)) + head.substring(1);
  }
}
