package io.signalbox.core.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.template.LastGoodRepository;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reading templates over four files, whole and after one file changed, against Jackson's {@code
 * readTree} of the same files. The catalog also finds lines and columns, checks names and types and
 * keeps the last good bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TemplateBenchmark {

  private static final List<String> FILES =
      List.of("templates.json", "aws_templates.json", "east_templates.json", "west_templates.json");

  @Param({"1000", "10000"})
  private int templates;

  private final ObjectMapper mapper = new ObjectMapper();
  private @Nullable Path folder;
  private @Nullable ConfigurationService configuration;
  private @Nullable TemplateCatalog warm;
  private final byte[][] versions = new byte[2][];
  private int touches;

  /** Keeps nothing: the store is measured elsewhere. */
  private static final class NoLastGood implements LastGoodRepository {
    @Override
    public Optional<LastGood> find(String file) {
      return Optional.empty();
    }

    @Override
    public boolean has(String file, String sha256) {
      return false;
    }

    @Override
    public void save(LastGood version) {}

    @Override
    public void delete(String file) {}
  }

  @Setup
  public void write() throws IOException {
    Path home = Files.createTempDirectory("signalbox-bench-");
    folder = home;
    Files.writeString(
        home.resolve("config.json"),
        """
        {"provider": {"providers": [
          {"name": "east", "type": "aws"}, {"name": "west", "type": "aws"}]}}
        """);
    for (int i = 0; i < FILES.size(); i++) {
      Files.writeString(home.resolve(FILES.get(i)), content(i, 0));
    }
    versions[0] = content(0, 0).getBytes(StandardCharsets.UTF_8);
    versions[1] = (content(0, 1) + " ").getBytes(StandardCharsets.UTF_8);
    ConfigurationService service =
        new ConfigurationService(
            home,
            null,
            name -> null,
            Map.of(),
            TimeSource.system(),
            new EventStream(),
            new Secrets());
    service.load();
    configuration = service;
    TemplateCatalog catalog = catalog();
    catalog.refresh();
    if (catalog.list(null, null).size() < templates) {
      throw new IllegalStateException("The catalog did not read every template");
    }
    warm = catalog;
  }

  @TearDown
  public void delete() throws IOException {
    try (var files = Files.walk(Objects.requireNonNull(folder))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private TemplateCatalog catalog() {
    return new TemplateCatalog(
        Objects.requireNonNull(configuration)::current,
        Map.of(),
        new NoLastGood(),
        TimeSource.system(),
        new EventStream());
  }

  /** Each file has a quarter of the templates. */
  private String content(int file, int version) {
    StringBuilder json = new StringBuilder("{\"templates\": [\n");
    int each = templates / FILES.size();
    for (int i = 0; i < each; i++) {
      json.append(
          """
            {
              "template_id": "template-%d-%d",
              "provider_api": "EC2Fleet",
              "image_id": "ami-%08x",
              "instance_type": "m5.large",
              "max_instances": %d,
              "subnet_ids": ["subnet-a", "subnet-b"],
              "security_group_ids": ["sg-1"],
              "tags": {"team": "grid", "version": "%d"}
            }%s
          """
              .formatted(file, i, i, 5 + i % 10, version, i + 1 < each ? "," : ""));
    }
    return json.append("]}\n").toString();
  }

  /** Other bytes and another length each time, so that the file must be read again. */
  private void touch() throws IOException {
    Files.write(file(0), versions[++touches % 2]);
  }

  private Path file(int index) {
    return Objects.requireNonNull(folder).resolve(FILES.get(index));
  }

  @Benchmark
  public void readTreeOfAll(Blackhole sink) throws IOException {
    for (int i = 0; i < FILES.size(); i++) {
      sink.consume(mapper.readTree(Files.readAllBytes(file(i))));
    }
  }

  @Benchmark
  public Object catalogCold() {
    TemplateCatalog cold = catalog();
    return cold.refresh();
  }

  @Benchmark
  public Object writeAndReadTreeOfOne() throws IOException {
    touch();
    return mapper.readTree(Files.readAllBytes(file(0)));
  }

  @Benchmark
  public Object writeAndRefreshOne() throws IOException {
    touch();
    List<String> changed = Objects.requireNonNull(warm).refresh();
    if (changed.size() != 1) {
      throw new IllegalStateException("One file changed, not " + changed);
    }
    return changed;
  }
}
