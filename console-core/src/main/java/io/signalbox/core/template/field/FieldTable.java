package io.signalbox.core.template.field;

import io.signalbox.core.config.Nearest;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.TemplateExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The table of template fields: reading, checking, output and docs are made from it. Thread-safe.
 */
public final class FieldTable {

  /** Everything but what provider types add. */
  public static final FieldTable BASE = new FieldTable(base());

  /** Fields that say which machines are launched; a layer has one of them. */
  public static final List<String> MACHINES =
      List.of("instance_type", "machine_types", "instance_requirements");

  /** Misspellings remembered: ten thousand templates have the same few. */
  private static final int MOST_NEAR = 1_000;

  private final Map<String, FieldDef> fields;
  private final List<FieldDef> inOrder;
  private final Map<String, FieldDef> spellings;
  private final List<String> sorted;
  private final Map<String, Optional<String>> near = new ConcurrentHashMap<>();

  private FieldTable(List<FieldDef> defs) {
    Map<String, FieldDef> ordered = new LinkedHashMap<>();
    Map<String, FieldDef> all = new HashMap<>();
    for (FieldDef def : defs) {
      ordered.put(def.name(), def);
      all.put(def.name(), def);
      all.put(def.camelCase(), def);
      def.aliases().forEach(alias -> all.put(alias, def));
    }
    this.fields = Collections.unmodifiableMap(ordered);
    this.inOrder = List.copyOf(ordered.values());
    this.spellings = Map.copyOf(all);
    this.sorted = all.keySet().stream().sorted().toList();
  }

  /**
   * This table with the fields a provider type adds; a name the table has already is left as it is.
   */
  public FieldTable with(@Nullable TemplateExtension extension) {
    if (extension == null || extension.fields().isEmpty()) {
      return this;
    }
    List<FieldDef> defs = new ArrayList<>(fields.values());
    for (ConfigField field : extension.fields()) {
      if (!fields.containsKey(field.name())) {
        defs.add(of(field));
      }
    }
    return new FieldTable(defs);
  }

  private static FieldDef of(ConfigField field) {
    FieldKind kind =
        switch (field.kind()) {
          case TEXT -> field.secret() ? FieldKind.HIDDEN_TEXT : FieldKind.TEXT;
          case INTEGER -> FieldKind.INTEGER;
          case NUMBER -> FieldKind.DECIMAL;
          case BOOLEAN -> FieldKind.BOOLEAN;
          case TEXT_LIST -> FieldKind.LIST;
          case MAP -> FieldKind.MAP;
        };
    return new FieldDef(
        field.name(),
        kind,
        List.of(),
        field.minimum(),
        field.maximum(),
        field.allowed(),
        field.defaultValue(),
        field.required(),
        field.description());
  }

  /** In the order of the guide. */
  public List<FieldDef> fields() {
    return inOrder;
  }

  /** By canonical name. */
  public Optional<FieldDef> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** By any spelling but a capitalised one. */
  public Optional<FieldDef> spelled(String key) {
    return Optional.ofNullable(spellings.get(key));
  }

  /** The spelling that somebody may have meant by an unknown key. */
  public Optional<String> near(String key) {
    Optional<String> known = near.get(key);
    if (known != null) {
      return known;
    }
    Optional<String> found = Nearest.likely(key, sorted);
    if (near.size() < MOST_NEAR) {
      near.put(key, found);
    }
    return found;
  }

  private static List<FieldDef> base() {
    List<FieldDef> all = new ArrayList<>();
    all.add(
        new FieldDef(
            "template_id",
            FieldKind.TEXT,
            List.of("templateId"),
            null,
            null,
            List.of(),
            null,
            true,
            "Id, letters, digits, dots, dashes and underscores, at most 128"));
    all.add(field("name", FieldKind.TEXT, "For people"));
    all.add(field("description", FieldKind.TEXT, "For people"));
    all.add(field("provider_type", FieldKind.TEXT, "Only instances of this type offer it"));
    all.add(field("provider_name", FieldKind.TEXT, "Pins it to this instance"));
    all.add(field("provider_api", FieldKind.TEXT, "Launch API"));
    all.add(
        field("allow_failover", FieldKind.BOOLEAN, "Whether pins and preferences may give way")
            .withDefault(false));
    all.add(field("image_id", FieldKind.TEXT, "Image or SSM path", "machine_image"));
    all.add(field("instance_type", FieldKind.TEXT, "Machine type", "machine_type", "vmType"));
    all.add(
        field(
                "machine_types",
                FieldKind.TYPES,
                "Type to capacity units",
                "instance_types",
                "vmTypes")
            .range(Double.MIN_VALUE, null));
    all.add(
        field(
                "machine_types_ondemand",
                FieldKind.TYPES,
                "Type to units, on demand",
                "vmTypesOnDemand")
            .range(Double.MIN_VALUE, null));
    all.add(
        field("machine_types_priority", FieldKind.TYPES, "Type to priority", "vmTypesPriority")
            .range(0.0, null));
    all.add(
        field(
            "instance_requirements",
            FieldKind.MAP,
            "What machines must have, in place of machine types",
            "abis_instance_requirements"));
    all.add(
        field(
                "max_instances",
                FieldKind.INTEGER,
                "Most machines of one request; -1 means no limit, 0 that it is not offered",
                "max_machines",
                "max_number",
                "maxNumber",
                "maxMachines")
            .range(-1.0, 1_000_000.0)
            .withDefault(1L));
    all.add(field("subnet_ids", FieldKind.LIST, "Subnets", "subnet_id", "subnetId"));
    all.add(field("security_group_ids", FieldKind.LIST, "Security groups"));
    all.add(field("network_zones", FieldKind.LIST, "Zones"));
    all.add(field("public_ip_assignment", FieldKind.BOOLEAN, "Whether it gets a public address"));
    all.add(field("monitoring_enabled", FieldKind.BOOLEAN, "Detailed monitoring"));
    all.add(field("storage_encryption", FieldKind.BOOLEAN, "Whether volumes are encrypted"));
    all.add(field("is_active", FieldKind.BOOLEAN, "Whether it is offered").withDefault(true));
    all.add(
        field(
                "price_type",
                FieldKind.TEXT,
                "Pricing; by default what the API has, where it launches no on-demand machines")
            .oneOf("ondemand", "spot", "heterogeneous")
            .withDefault("ondemand"));
    all.add(
        field("max_price", FieldKind.DECIMAL, "USD per hour", "max_spot_price", "maxSpotPrice")
            .range(Double.MIN_VALUE, null));
    all.add(field("allocation_strategy", FieldKind.TEXT, "As its cloud names it"));
    all.add(field("allocation_strategy_on_demand", FieldKind.TEXT, "As its cloud names it"));
    all.add(
        field("percent_on_demand", FieldKind.DECIMAL, "Of a heterogeneous request")
            .range(0.0, 100.0));
    all.add(
        field("fleet_type", FieldKind.TEXT, "How a fleet is kept")
            .oneOf("instant", "request", "maintain"));
    all.add(field("fleet_role", FieldKind.TEXT, "Role of the fleet"));
    all.add(field("pools_count", FieldKind.INTEGER, "Spot pools").range(1.0, null));
    all.add(field("spot_fleet_request_expiry", FieldKind.INTEGER, "Minutes").range(1.0, null));
    all.add(field("volume_type", FieldKind.TEXT, "Root volume", "machine_disk_type"));
    all.add(
        field(
                "root_device_volume_size",
                FieldKind.INTEGER,
                "GiB",
                "machine_disk_size_gb",
                "machineDiskSizeGb")
            .range(1.0, 65_536.0));
    all.add(field("iops", FieldKind.INTEGER, "Of the root volume").range(1.0, null));
    all.add(field("throughput", FieldKind.INTEGER, "MiB/s").range(1.0, null));
    all.add(field("encryption_key", FieldKind.TEXT, "Of volumes"));
    all.add(field("key_name", FieldKind.TEXT, "SSH key's name", "machine_ssh_key"));
    all.add(
        field(
            "user_data",
            FieldKind.HIDDEN_TEXT,
            "At most 16 KiB; never shown whole nor logged",
            "machine_bootstrap"));
    all.add(field("instance_profile", FieldKind.TEXT, "Role of machines", "machine_role"));
    all.add(field("launch_template_id", FieldKind.TEXT, "Launch template"));
    all.add(
        field("launch_template_version", FieldKind.TEXT, "$Latest, $Default or a number over 0"));
    all.add(
        field(
            "tags",
            FieldKind.TAGS,
            "Keys must not start with signalbox:",
            "instance_tags",
            "instanceTags"));
    all.add(field("attributes", FieldKind.PAIRS, "Host Factory's typed pairs"));
    all.add(field("metadata", FieldKind.MAP, "Kept, not used"));
    all.add(field("created_at", FieldKind.TEXT, "ISO time"));
    all.add(field("updated_at", FieldKind.TEXT, "ISO time"));
    return all;
  }

  private static FieldDef field(
      String name, FieldKind kind, String description, String... aliases) {
    return new FieldDef(
        name, kind, spellings(aliases), null, null, List.of(), null, false, description);
  }

  /** Each alias in its camel case too. */
  private static List<String> spellings(String... aliases) {
    List<String> all = new ArrayList<>();
    for (String alias : aliases) {
      all.add(alias);
      all.add(FieldDef.camelCase(alias));
    }
    return all;
  }
}
