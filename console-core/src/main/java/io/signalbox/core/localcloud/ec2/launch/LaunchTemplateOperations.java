package io.signalbox.core.localcloud.ec2.launch;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Filters;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.ec2.call.ParameterXml;
import io.signalbox.core.localcloud.ec2.call.TagParameters;
import io.signalbox.core.localcloud.ec2.call.Tokens;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Change;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.LaunchTemplate;
import io.signalbox.core.localcloud.world.LaunchTemplate.Version;
import io.signalbox.core.localcloud.world.Tags;
import io.signalbox.core.localcloud.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes, lists and removes launch templates. Their data is checked when it is launched. */
public final class LaunchTemplateOperations {

  private static final String DATA = "LaunchTemplateData";

  private final Estate estate;
  private final LaunchTemplates templates;
  private final Tokens tokens;

  public LaunchTemplateOperations(Estate estate) {
    this.estate = estate;
    this.templates = new LaunchTemplates(estate);
    this.tokens = new Tokens(estate);
  }

  public Map<String, Operation> operations() {
    return Map.of(
        "CreateLaunchTemplate",
        Operation.changing(
            this::create,
            "ClientToken",
            DATA,
            "LaunchTemplateName",
            "TagSpecification",
            "VersionDescription"),
        "CreateLaunchTemplateVersion",
        Operation.changing(
            this::createVersion,
            "ClientToken",
            DATA,
            "LaunchTemplateId",
            "LaunchTemplateName",
            "SourceVersion",
            "VersionDescription"),
        "DescribeLaunchTemplates",
        Operation.reading(
            this::describe,
            "Filter",
            "LaunchTemplateId",
            "LaunchTemplateName",
            "MaxResults",
            "NextToken"),
        "DescribeLaunchTemplateVersions",
        Operation.reading(
            this::describeVersions,
            "LaunchTemplateId",
            "LaunchTemplateName",
            "LaunchTemplateVersion",
            "MaxResults",
            "NextToken"),
        "DeleteLaunchTemplate",
        Operation.changing(this::delete, "LaunchTemplateId", "LaunchTemplateName"));
  }

  private void create(Asked asked, Xml out) {
    var made = estate.world().atomically(() -> created(asked));
    out.element("launchTemplate", element -> write(asked, element, made));
  }

  private LaunchTemplate created(Asked asked) {
    Parameters parameters = asked.parameters();
    String name = parameters.required("LaunchTemplateName");
    if (!name.matches("[a-zA-Z0-9()./_-]{3,128}")) {
      throw Refusal.of(
          "InvalidLaunchTemplateName.MalformedException",
          "A launch template name must be between 3 and 128 characters, and may contain letters,"
              + " numbers, and the following characters: - ( ) . / _");
    }
    var tags =
        TagParameters.byType(parameters, Set.of("launch-template"))
            .getOrDefault("launch-template", Map.of());
    var before = tokens.before(asked);
    if (before.isPresent()) {
      return templates.byId(asked.region(), before.get().getFirst());
    }
    if (templates.named(asked.region(), name).isPresent()) {
      throw Refusal.of(
          "InvalidLaunchTemplateName.AlreadyExistsException",
          "Launch template name already in use.");
    }
    Operation.stopDryRun(asked);
    String id = World.newId("lt");
    var version = version(asked, 1, data(parameters));
    var template = new LaunchTemplate(id, name, asked.at(), List.of(version));
    var changes = new ArrayList<Change>();
    changes.add(Change.put(asked.region(), Kind.TEMPLATE, id, template));
    if (!tags.isEmpty()) {
      changes.add(Change.put(asked.region(), Kind.TAGS, id, new Tags("launch-template", tags)));
    }
    changes.addAll(tokens.used(asked, List.of(id)));
    estate.world().change(changes);
    return template;
  }

  private static Parameters data(Parameters parameters) {
    Parameters data = parameters.inside(DATA);
    if (data.values().isEmpty()) {
      throw Refusal.missing(DATA);
    }
    return data;
  }

  private static Version version(Asked asked, int number, Parameters data) {
    return new Version(
        number,
        asked.parameters().text("VersionDescription").orElse(""),
        asked.at(),
        data.values());
  }

  private void createVersion(Asked asked, Xml out) {
    var template = estate.world().atomically(() -> versionCreated(asked));
    var version =
        tokens
            .before(asked)
            .flatMap(made -> template.version(made.getLast()))
            .orElse(template.versions().getLast());
    out.element("launchTemplateVersion", element -> write(element, template, version));
  }

  private LaunchTemplate versionCreated(Asked asked) {
    Parameters parameters = asked.parameters();
    var template = templates.template(asked.region(), parameters);
    if (tokens.before(asked).isPresent()) {
      return template;
    }
    Parameters data = data(parameters);
    var source = parameters.text("SourceVersion");
    if (source.isPresent()) {
      data =
          data.over(
              template
                  .version(source.get())
                  .map(each -> new Parameters(each.data()))
                  .orElseThrow(() -> noVersion(template, source.get())));
    }
    Operation.stopDryRun(asked);
    int number = template.versions().getLast().number() + 1;
    var after = template.with(version(asked, number, data));
    var changes = new ArrayList<Change>();
    changes.add(Change.put(asked.region(), Kind.TEMPLATE, template.id(), after));
    changes.addAll(tokens.used(asked, List.of(template.id(), String.valueOf(number))));
    estate.world().change(changes);
    return after;
  }

  private static Refusal noVersion(LaunchTemplate template, String version) {
    return Refusal.of(
        "InvalidLaunchTemplateId.VersionNotFound",
        "Could not find the specified version "
            + version
            + " for the launch template with ID "
            + template.id()
            + ".");
  }

  private void describe(Asked asked, Xml out) {
    Parameters parameters = asked.parameters();
    var named = new ArrayList<LaunchTemplate>();
    parameters
        .list("LaunchTemplateId")
        .forEach(id -> named.add(templates.byId(asked.region(), id)));
    parameters
        .list("LaunchTemplateName")
        .forEach(name -> named.add(templates.byName(asked.region(), name)));
    var filters =
        new Filters<LaunchTemplate>(
            Map.of(
                "launch-template-id", each -> List.of(each.id()),
                "launch-template-name", each -> List.of(each.name())),
            each -> estate.world().tags(asked.region(), each.id()));
    var all = named.isEmpty() ? estate.world().all(asked.region(), Kind.TEMPLATE) : named;
    estate.page(
        asked,
        out,
        "launchTemplates",
        filters.keep(parameters, all),
        LaunchTemplate::id,
        (item, template) -> write(asked, item, template));
  }

  private void describeVersions(Asked asked, Xml out) {
    var template = templates.template(asked.region(), asked.parameters());
    var named = asked.parameters().list("LaunchTemplateVersion");
    var versions =
        named.isEmpty()
            ? template.versions()
            : named.stream()
                .map(each -> template.version(each).orElseThrow(() -> noVersion(template, each)))
                .toList();
    estate.page(
        asked,
        out,
        "launchTemplateVersionSet",
        versions,
        each -> String.valueOf(each.number()),
        (item, version) -> write(item, template, version));
  }

  private void delete(Asked asked, Xml out) {
    var template = templates.template(asked.region(), asked.parameters());
    Operation.stopDryRun(asked);
    estate
        .world()
        .change(
            List.of(
                Change.remove(asked.region(), Kind.TEMPLATE, template.id()),
                Change.remove(asked.region(), Kind.TAGS, template.id())));
    out.element("launchTemplate", element -> write(asked, element, template));
  }

  private void write(Asked asked, Xml out, LaunchTemplate template) {
    out.text("launchTemplateId", template.id())
        .text("launchTemplateName", template.name())
        .time("createTime", template.madeAt())
        .text("createdBy", asked.callerArn())
        .number("defaultVersionNumber", template.versions().getFirst().number())
        .number("latestVersionNumber", template.versions().getLast().number());
    TagParameters.write(out, estate.world().tags(asked.region(), template.id()));
  }

  private static void write(Xml out, LaunchTemplate template, Version version) {
    out.text("launchTemplateId", template.id())
        .text("launchTemplateName", template.name())
        .number("versionNumber", version.number())
        .text("versionDescription", version.description())
        .time("createTime", version.madeAt())
        .flag("defaultVersion", version.number() == template.versions().getFirst().number())
        .element(
            "launchTemplateData", data -> ParameterXml.write(data, new Parameters(version.data())));
  }
}
