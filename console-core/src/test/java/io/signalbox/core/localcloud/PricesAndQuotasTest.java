package io.signalbox.core.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.localcloud.CloudCaller.Reply;
import io.signalbox.core.localcloud.faults.Knobs.KeyState;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The price list and the quotas. */
final class PricesAndQuotasTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GET_PRODUCTS = "AWSPriceListService.GetProducts";
  private static final String QUOTA = "ServiceQuotasV20190624.";

  private final CloudCaller caller = new CloudCaller();

  @AfterEach
  void close() throws IOException {
    caller.close();
  }

  @Test
  void thePriceListHasATypeInARegion() throws IOException {
    Reply reply =
        caller.json(
            "pricing",
            GET_PRODUCTS,
            """
            {"ServiceCode": "AmazonEC2", "Filters": [
              {"Type": "TERM_MATCH", "Field": "instanceType", "Value": "m5.large"},
              {"Type": "TERM_MATCH", "Field": "regionCode", "Value": "eu-west-1"}]}
            """);
    JsonNode list = JSON.readTree(reply.body()).get("PriceList");
    assertThat(list).hasSize(1);
    JsonNode product = JSON.readTree(list.get(0).textValue());
    assertThat(product.at("/product/attributes/operatingSystem").textValue()).isEqualTo("Linux");
    assertThat(product.findValue("USD").textValue()).isEqualTo("0.0960000000");
  }

  @Test
  void pagesOfThePriceListFollowEachOther() throws IOException {
    String asked = "{\"ServiceCode\": \"AmazonEC2\", \"MaxResults\": 70%s}";
    int found = 0;
    int pages = 0;
    String next = "";
    do {
      JsonNode page =
          JSON.readTree(caller.json("pricing", GET_PRODUCTS, asked.formatted(next)).body());
      found += page.get("PriceList").size();
      pages++;
      next =
          page.has("NextToken")
              ? ", \"NextToken\": \"" + page.get("NextToken").textValue() + "\""
              : "";
    } while (!next.isEmpty());
    assertThat(found).as("17 types in 7 regions").isEqualTo(119);
    assertThat(pages).isEqualTo(2);
  }

  @Test
  void thePriceListIsReadInAFewRegionsAndOfKnownServices() {
    assertThat(caller.json("pricing", GET_PRODUCTS, "{\"ServiceCode\": \"AmazonS3\"}").body())
        .contains("\"__type\":\"InvalidParameterException\"");
    caller.region = "us-west-2";
    assertThat(caller.json("pricing", GET_PRODUCTS, "{\"ServiceCode\": \"AmazonEC2\"}").body())
        .contains("\"__type\":\"UnrecognizedClientException\"");
  }

  @Test
  void theQuotaOfMachinesOnDemandIsTheOneInForce() throws IOException {
    String asked = "{\"ServiceCode\": \"ec2\", \"QuotaCode\": \"L-1216C47A\"}";
    assertThat(value(asked)).isEqualTo(1_152);
    caller.door("POST", "/_faults", "{\"vcpus\": 64}");
    assertThat(value(asked)).isEqualTo(64);
    JsonNode all =
        JSON.readTree(
            caller
                .json("servicequotas", QUOTA + "ListServiceQuotas", "{\"ServiceCode\": \"ec2\"}")
                .body());
    assertThat(all.get("Quotas")).hasSize(4);
    assertThat(
            caller
                .json(
                    "servicequotas",
                    QUOTA + "GetServiceQuota",
                    "{\"ServiceCode\": \"ec2\", \"QuotaCode\": \"L-0\"}")
                .body())
        .contains("NoSuchResourceException");
  }

  private double value(String asked) throws IOException {
    return JSON.readTree(caller.json("servicequotas", QUOTA + "GetServiceQuota", asked).body())
        .at("/Quota/Value")
        .doubleValue();
  }

  @Test
  void whoMayNotIsToldSo() {
    caller.cloud.faults().key(caller.accessKey, KeyState.DENIED);
    Reply denied = caller.json("pricing", GET_PRODUCTS, "{\"ServiceCode\": \"AmazonEC2\"}");
    assertThat(denied.status()).isEqualTo(400);
    assertThat(denied.body()).contains("AccessDeniedException", "pricing:GetProducts");
  }
}
