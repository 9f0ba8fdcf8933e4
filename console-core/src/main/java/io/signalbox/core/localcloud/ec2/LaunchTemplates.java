package io.signalbox.core.localcloud.ec2;

import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;

/** The launch templates that a call can name. */
final class LaunchTemplates {

  private LaunchTemplates() {}

  /**
   * The parameters of a launch, over those of the template it names.
   *
   * @throws Refusal if there is no such template
   */
  static Parameters applied(Asked asked) {
    Parameters named = asked.parameters().inside("LaunchTemplate");
    if (named.values().isEmpty()) {
      return asked.parameters();
    }
    var id = named.text("LaunchTemplateId");
    var name = named.text("LaunchTemplateName");
    if (id.isPresent() == name.isPresent()) {
      throw Refusal.combination(
          "Specify either the launch template ID or the launch template name, but not both");
    }
    id.ifPresent(each -> Lookups.malformed("lt", each, "InvalidLaunchTemplateId.Malformed"));
    throw id.isPresent()
        ? Refusal.of(
            "InvalidLaunchTemplateId.NotFound",
            "The specified launch template, with template ID " + id.get() + ", does not exist.")
        : Refusal.of(
            "InvalidLaunchTemplateName.NotFoundException",
            "The specified launch template, with template name "
                + name.orElse("")
                + ", does not exist.");
  }
}
