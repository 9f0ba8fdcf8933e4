package io.signalbox.core.localcloud.ec2.launch;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.LaunchTemplate;
import java.util.Optional;

/** Finds the launch templates that calls name. */
public final class LaunchTemplates {

  private final Estate estate;

  public LaunchTemplates(Estate estate) {
    this.estate = estate;
  }

  /** A template and one of its versions. */
  public record Found(LaunchTemplate template, LaunchTemplate.Version version) {

    public Parameters data() {
      return new Parameters(version.data());
    }
  }

  /**
   * The parameters of a launch, over those of the template it names, if it names one.
   *
   * @throws Refusal if there is no such template
   */
  public Parameters applied(Asked asked) {
    Parameters named = asked.parameters().inside("LaunchTemplate");
    return named.values().isEmpty()
        ? asked.parameters()
        : asked.parameters().over(found(asked.region(), named).data());
  }

  /**
   * The version of the template that {@code LaunchTemplateId} or {@code LaunchTemplateName} and
   * {@code Version} name.
   */
  public Found found(String region, Parameters named) {
    LaunchTemplate template = template(region, named);
    String version = named.text("Version").orElse("");
    return new Found(
        template,
        template
            .version(version)
            .orElseThrow(() ->
                Refusal.of(
                    "InvalidLaunchTemplateId.VersionNotFound",
                    "Could not find the specified version "
                        + version
                        + " for the launch template with ID "
                        + template.id()
                        + ".")));
  }

  /** The template that {@code LaunchTemplateId} or {@code LaunchTemplateName} names. */
  public LaunchTemplate template(String region, Parameters named) {
    var id = named.text("LaunchTemplateId");
    var name = named.text("LaunchTemplateName");
    if (id.isPresent() == name.isPresent()) {
      throw Refusal.combination(
          "Specify either the launch template ID or the launch template name, but not both");
    }
    return id.isPresent() ? byId(region, id.get()) : byName(region, name.orElse(""));
  }

  public LaunchTemplate byId(String region, String id) {
    Lookups.malformed("lt", id, "InvalidLaunchTemplateId.Malformed");
    return estate
        .world()
        .find(region, Kind.TEMPLATE, id)
        .orElseThrow(() ->
            Refusal.of(
                "InvalidLaunchTemplateId.NotFound",
                "The specified launch template, with template ID " + id + ", does not exist."));
  }

  public LaunchTemplate byName(String region, String name) {
    return named(region, name)
        .orElseThrow(() ->
            Refusal.of(
                "InvalidLaunchTemplateName.NotFoundException",
                "The specified launch template, with template name " + name + ", does not exist."));
  }

  public Optional<LaunchTemplate> named(String region, String name) {
    return estate.world().all(region, Kind.TEMPLATE).stream()
        .filter(each -> each.name().equals(name))
        .findFirst();
  }
}
