package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the shapes of Open Resource Broker and of IBM's plug-in, as the guide says of them. */
final class MovingFromOrbTest {

  @TempDir Path folder;

  private Shell shell;

  @BeforeEach
  void write() {
    CliRun.write(
        folder,
        "config.json",
        """
        {
          "provider": {
            "selection_policy": "WEIGHTED_ROUND_ROBIN",
            "health_check_interval": 45,
            "circuit_breaker": {"enabled": true, "failure_threshold": 4, "recovery_timeout": 90},
            "providers": [{
              "name": "farm-east",
              "type": "aws",
              "enabled": true,
              "priority": 1,
              "weight": 30,
              "capabilities": ["compute", "networking"],
              "config": {
                "region": "us-east-2",
                "profile": "farm",
                "role_arn": "arn:aws:iam::111122223333:role/signalbox",
                "endpoint_url": "http://127.0.0.1:1",
                "aws_max_retries": 4,
                "aws_read_timeout": 40,
                "connection_timeout_ms": 2500,
                "proxy_host": "proxy.example",
                "proxy_port": 8080,
                "compute": {"read_timeout": 50},
                "handlers": {"capabilities": {"asg": false}},
                "fallback_regions": ["us-west-2"],
                "batch_sizes": {"terminate_instances": 25},
                "service_role_spot_fleet": "AWSServiceRoleForEC2SpotFleet"
              }
            }]
          },
          "logging": {"level": "INFO", "file_path": "logs/broker.log", "console_enabled": false},
          "storage": {"strategy": "json", "json_strategy": {"base_path": "data"}},
          "template": {
            "default_image_id": "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
            "default_instance_type": "t3.small",
            "subnet_ids": ["subnet-00000001"],
            "security_group_ids": ["sg-00000001"],
            "ami_resolution": {"enabled": true}
          }
        }
        """);
    CliRun.write(
        folder,
        "aws_templates.json",
        """
        {"scheduler_type": "hostfactory", "templates": [
          {"templateId": "farm-mixed", "maxNumber": 20, "fleetType": "instant",
           "vmTypes": {"t3.medium": 2, "t3.large": 2}, "priceType": "heterogeneous",
           "maxSpotPrice": 0.05, "percentOnDemand": 40, "allocationStrategy": "diversified",
           "allocationStrategyOnDemand": "lowestPrice", "volumeType": "gp3",
           "instanceTags": {"Team": "farm"}, "name": "Farm", "providerApi": "EC2Fleet",
           "providerType": "aws", "createdAt": "2026-07-06T22:07:11.806716"},
          {"templateId": "farm-single", "maxNumber": 2, "vmType": "t3.micro",
           "attributes": {"ncpus": ["Numeric", "1"], "farmhost": ["Boolean", "1"]},
           "subnetId": "subnet-00000002", "keyName": "farm", "securityGroupIds": [""],
           "instanceTags": "group=farm", "userData": "zone=a"},
          {"templateId": "farm-fitting", "maxNumber": 4, "providerApi": "EC2Fleet",
           "abisInstanceRequirements": {
             "VCpuCount": {"Min": 2, "Max": 8}, "MemoryMiB": {"Min": 2048}}},
          {"templateId": "farm-sample", "maxNumber": 0, "vmType": "t3.micro"}
        ]}
        """);
    shell = new Shell(folder);
  }

  @Test
  void theConfigurationIsReadAsItIs() {
    CliRun validated = shell.run("config", "validate");
    assertThat(validated.status).as(validated.err).isZero();
    assertThat(validated.out + validated.err)
        .doesNotContain("UNKNOWN_KEY")
        .contains(
            "config.handlers is known, not used here",
            "config.batch_sizes is known, not used here",
            "config.service_role_spot_fleet is known, not used here: templates name it",
            "logging.file_path is known, not used here");
    JsonNode provider = shell.json("providers", "show", "farm-east");
    assertThat(provider.get("type").textValue()).isEqualTo("aws");
    assertThat(provider.get("problem")).as("it can be made").isNull();
    assertThat(provider.get("weight").intValue()).isEqualTo(30);
    assertThat(shell.json("routing", "show").toString()).contains("WEIGHTED_ROUND_ROBIN");
  }

  @Test
  void theTemplatesAreReadAsTheyAre() {
    CliRun validated = shell.run("templates", "validate", "--all");
    assertThat(validated.status).as(validated.out + validated.err).isZero();
    JsonNode mixed = shell.json("templates", "show", "farm-mixed");
    assertThat(mixed.get("image_id").textValue()).startsWith("/aws/service/");
    assertThat(mixed.get("machine_types")).hasToString("{\"t3.medium\":2,\"t3.large\":2}");
    assertThat(mixed.get("max_instances").intValue()).isEqualTo(20);
    assertThat(mixed.get("percent_on_demand").intValue()).isEqualTo(40);
    assertThat(mixed.get("max_price").decimalValue()).isEqualByComparingTo("0.05");
    assertThat(mixed.get("tags")).hasToString("{\"Team\":\"farm\"}");
    JsonNode single = shell.json("templates", "show", "farm-single");
    assertThat(single.get("instance_type").textValue()).isEqualTo("t3.micro");
    assertThat(single.get("subnet_ids")).hasToString("[\"subnet-00000002\"]");
    assertThat(single.get("security_group_ids")).hasToString("[\"sg-00000001\"]");
    assertThat(single.get("attributes").get("farmhost")).hasToString("[\"Boolean\",\"1\"]");
    JsonNode fitting = shell.json("templates", "show", "farm-fitting");
    assertThat(fitting.get("instance_requirements").get("VCpuCount"))
        .hasToString("{\"Min\":2,\"Max\":8}");
    assertThat(fitting.has("instance_type")).as("the default machine type gives way").isFalse();
    assertThat(validated.out + validated.err)
        .contains("farm-east does not offer farm-sample: max_instances is 0");
    assertThat(shell.json("getAvailableTemplates").findValuesAsText("templateId"))
        .containsExactly("farm-mixed", "farm-single", "farm-fitting");
  }

  @Test
  void aSecretThatIsWrittenOutIsRefused() {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [{"name": "a", "type": "aws",
          "config": {"region": "us-east-1", "access_key_id": "AKIA1", "secret_access_key": "s"}}]}}
        """);
    CliRun validated = shell.run("config", "validate");
    assertThat(validated.status).isNotZero();
    assertThat(validated.out + validated.err)
        .contains("config.secret_access_key is a secret written out", "SECRET_LITERAL");
  }
}
