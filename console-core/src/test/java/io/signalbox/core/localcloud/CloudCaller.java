package io.signalbox.core.localcloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.signalbox.core.localcloud.wire.Signature;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A local cloud on a manual clock, and somebody who calls it as AWS's SDKs do. */
final class CloudCaller implements AutoCloseable {

  static final String IMAGE = "ami-00000000000000101";
  static final String SUBNET_A = "subnet-00000000000000101";
  static final String SUBNET_B = "subnet-00000000000000102";

  // Both take long to make and are for everybody.
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final DocumentBuilderFactory XML = DocumentBuilderFactory.newInstance();

  final ManualTime time = new ManualTime();
  final LocalCloud cloud;
  String accessKey = "AKIDREHEARSAL";
  String region = "us-east-1";

  CloudCaller() {
    this(LocalCloud.Options.usual());
  }

  CloudCaller(LocalCloud.Options options) {
    try {
      cloud = LocalCloud.start(options.time(time).dates(time));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** An answer. */
  record Reply(int status, String body) {

    /** The texts of all elements of a name, or of a path of names, in order. */
    List<String> all(String path) {
      var names = List.of(path.split("/"));
      var nodes = document().getElementsByTagName(names.getLast());
      return IntStream.range(0, nodes.getLength())
          .mapToObj(nodes::item)
          .filter(node -> isAt(node, names))
          .map(Node::getTextContent)
          .toList();
    }

    private static boolean isAt(Node node, List<String> names) {
      Node at = node;
      for (String name : names.reversed()) {
        if (at == null || !at.getNodeName().equals(name)) {
          return false;
        }
        at = at.getParentNode();
      }
      return true;
    }

    /** The text of the first element of a name; empty if there is none. */
    String text(String path) {
      var all = all(path);
      return all.isEmpty() ? "" : all.getFirst();
    }

    /** The status and the code of an error, or the status alone. */
    String outcome() {
      return (status + " " + text("Code")).strip();
    }

    private Document document() {
      try {
        return XML.newDocumentBuilder().parse(new InputSource(new StringReader(body)));
      } catch (ParserConfigurationException | SAXException | IOException broken) {
        throw new AssertionError(body, broken);
      }
    }
  }

  /** Calls EC2. */
  Reply ec2(String action, String... parameters) {
    return query("ec2", "2016-11-15", action, parameters);
  }

  /** Calls STS. */
  Reply sts(String action, String... parameters) {
    return query("sts", "2011-06-15", action, parameters);
  }

  /** Launches machines, of a type that every zone has unless another is named. */
  Reply run(int least, int most, String... more) {
    var all =
        new ArrayList<>(
            List.of("MinCount", String.valueOf(least), "MaxCount", String.valueOf(most)));
    put(all, List.of(more), "ImageId", IMAGE);
    put(all, List.of(more), "InstanceType", "m5.large");
    all.addAll(List.of(more));
    return ec2("RunInstances", all.toArray(String[]::new));
  }

  private static void put(List<String> all, List<String> given, String name, String value) {
    if (!given.contains(name)) {
      all.addAll(List.of(name, value));
    }
  }

  /** Launches machines and tells their ids. */
  List<String> launched(int count, String... more) {
    var reply = run(count, count, more);
    if (reply.status != 200) {
      throw new AssertionError(reply.body);
    }
    return reply.all("instanceId");
  }

  Reply query(String service, String version, String action, String... parameters) {
    var form = new StringBuilder("Action=" + action + "&Version=" + version);
    for (int i = 0; i < parameters.length; i += 2) {
      form.append('&').append(URLEncoder.encode(parameters[i], UTF_8));
      form.append('=').append(URLEncoder.encode(parameters[i + 1], UTF_8));
    }
    return send(
        signed(service, HttpRequest.newBuilder(cloud.endpoint()))
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .POST(BodyPublishers.ofString(form.toString())));
  }

  /** Calls SSM. */
  Reply ssm(String action, String json) {
    return json("ssm", "AmazonSSM." + action, json);
  }

  /** Calls a service that speaks JSON 1.1. */
  Reply json(String service, String target, String json) {
    return send(
        signed(service, HttpRequest.newBuilder(cloud.endpoint()))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", target)
            .POST(BodyPublishers.ofString(json)));
  }

  /** Calls one of the cloud's own doors. */
  Reply door(String method, String path, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(cloud.endpoint() + path))
            .method(method, BodyPublishers.ofString(json)));
  }

  HttpRequest.Builder signed(String service, HttpRequest.Builder request) {
    String date = Signature.written(time.now());
    return request
        .header("X-Amz-Date", date)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/%s/%s/%s/aws4_request, SignedHeaders=host;x-amz-date, Signature=0a1b"
                .formatted(accessKey, date.substring(0, 8), region, service));
  }

  Reply send(HttpRequest.Builder request) {
    try {
      return sent(request);
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }

  Reply sent(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body());
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() throws IOException {
    cloud.close();
  }
}
