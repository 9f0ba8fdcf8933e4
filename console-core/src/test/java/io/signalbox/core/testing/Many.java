package io.signalbox.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A configuration folder as large as they come: simulated providers in regions, each region a
 * balancer below a balancer below a chain, and templates of twenty fields in one file. The same
 * numbers make the same folder.
 *
 * @param providers at least 2; the last is the chain's last resort
 * @param templates every hundredth is pinned to one provider; the first provider's own file
 *     overrides every tenth
 * @param operationsPerSecond rehearsal traffic of all providers together, at most 1,000; 0 for none
 */
public record Many(int providers, int templates, double operationsPerSecond) {

  private static final List<String> REGIONS =
      List.of(
          "us-east-1",
          "us-west-2",
          "eu-central-1",
          "eu-north-1",
          "ap-south-1",
          "ap-southeast-2",
          "sa-east-1",
          "ca-central-1");

  private static final List<String> APIS = List.of("EC2Fleet", "SpotFleet", "RunInstances", "ASG");

  /** Without traffic. */
  public static Many of(int providers, int templates) {
    return new Many(providers, templates, 0);
  }

  /** Writes a folder: {@code FOLDER PROVIDERS TEMPLATES OPERATIONS_PER_SECOND}. */
  public static void main(String[] args) throws IOException {
    new Many(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Double.parseDouble(args[3]))
        .writeTo(Path.of(args[0]));
  }

  /** Writes the configuration and its template files; makes the folder where there is none. */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), configuration());
    Files.writeString(folder.resolve("templates.json"), templateFile());
    Files.writeString(
        folder.resolve(provider(0) + "_templates.json"),
        list(
            IntStream.iterate(0, i -> i < templates, i -> i + 10)
                .mapToObj(i ->
                    "{\"template_id\": \"%s\", \"max_instances\": %d}"
                        .formatted(template(i), 20 + i % 30))
                .toList()));
  }

  /** The name of a provider, from 0. */
  public String provider(int index) {
    return index == providers - 1
        ? "lab-last-resort"
        : String.format(
            Locale.ROOT,
            "aws-%s-%03d",
            REGIONS.get(index % REGIONS.size()),
            1 + index / REGIONS.size());
  }

  /** The id of a template, from 0. */
  public String template(int index) {
    return String.format(Locale.ROOT, "grid-worker-%05d", index);
  }

  private String configuration() {
    int regions = Math.min(REGIONS.size(), providers - 1);
    String lines =
        IntStream.range(0, regions).mapToObj(this::line).collect(Collectors.joining(",\n"));
    return """
    {"environment": "many", "provider": {
      "routing": {"root": "main-line", "strategies": {
        "main-line": {"kind": "failover", "mode": "CIRCUIT_BREAKER", "members": ["all-regions", "%s"]},
        "all-regions": {"kind": "balance", "algorithm": "WEIGHTED_ROUND_ROBIN", "members": [%s]},
    %s}},
      "providers": [
    %s]}}
    """
        .formatted(
            provider(providers - 1),
            REGIONS.stream()
                .limit(regions)
                .map(region -> quoted(region + "-line"))
                .collect(Collectors.joining(", ")),
            lines,
            IntStream.range(0, providers)
                .mapToObj(this::instance)
                .collect(Collectors.joining(",\n")));
  }

  private String line(int region) {
    return "    \"%s-line\": {\"kind\": \"balance\", \"algorithm\": \"WEIGHTED_ROUND_ROBIN\", \"members\": [%s]}"
        .formatted(
            REGIONS.get(region),
            IntStream.iterate(region, i -> i < providers - 1, i -> i + REGIONS.size())
                .mapToObj(i -> quoted(provider(i)))
                .collect(Collectors.joining(", ")));
  }

  private String instance(int index) {
    return String.format(
        Locale.ROOT,
        """
            {"name": "%s", "type": "simulated", "simulates": "aws",%s
              "config": {"region": "%s", "latency": {"kind": "lognormal", "mean_ms": %d, "sigma": 0.4},
                "errors": {"transient_percent": 0.5}, "launch_time_ms": 2000},
              "template_defaults": {"subnet_ids": ["subnet-%03d-a", "subnet-%03d-b"]},
              "rehearsal": {"operations_per_second": %.3f}}\
        """,
        provider(index),
        // The last one is a fallback, of which a weight says nothing.
        index == providers - 1 ? "" : " \"weight\": " + (1 + index % 5) + ",",
        REGIONS.get(index % REGIONS.size()),
        20 + index * 7 % 160,
        index,
        index,
        operationsPerSecond / providers);
  }

  private String templateFile() {
    return list(IntStream.range(0, templates).mapToObj(this::entry).toList());
  }

  private static String list(List<String> entries) {
    return entries.stream().collect(Collectors.joining(",\n", "{\"templates\": [\n", "\n]}\n"));
  }

  private String entry(int index) {
    boolean pinned = index % 100 == 99;
    String api = pinned ? "RunInstances" : APIS.get(index % APIS.size());
    return """
      {
        "template_id": "%s", "name": "Grid worker %d", "description": "Short jobs of team %d, any region",
        "provider_name": %s, "provider_api": "%s", "allow_failover": true,
        "image_id": "ami-%08x", "instance_type": "m5.%dxlarge", "max_instances": %d,
        "security_group_ids": ["sg-grid", "sg-team-%d"], "price_type": "%s", "key_name": "grid-operators",
        "instance_profile": "grid-worker", "monitoring_enabled": true, "storage_encryption": true,
        "volume_type": "gp3", "root_device_volume_size": %d, "iops": 3000,
        "tags": {"queue": "batch-%d", "team": "team-%d"},
        "attributes": {"type": ["String", "X86_64"], "ncpus": ["Numeric", "%d"], "nram": ["Numeric", "%d"]}
      }\
    """
        .formatted(
            template(index),
            index,
            index % 40,
            pinned ? quoted(provider(index / 100 % providers)) : "null",
            api,
            index,
            1 + index % 8,
            1 + index % 50,
            index % 40,
            api.equals("SpotFleet") ? "spot" : "ondemand",
            20 + index % 200,
            index % 12,
            index % 40,
            1 << (index % 6),
            2048 << (index % 4));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
