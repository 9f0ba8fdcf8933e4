package io.signalbox.core.config.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.yaml.snakeyaml.LoaderOptions;

/** The parsers; loaded when there is something that {@link PlainTree} leaves to them. */
final class Parsers {

  static final JsonFactory JSON = json(false);
  static final JsonFactory COMMENTED_JSON = json(true);
  static final YAMLFactory YAML = YAMLFactory.builder().loaderOptions(yaml()).build();

  private Parsers() {}

  // Depth and digits are counted by the tree builder, which knows the place; the parsers' own
  // limits are only a second wall.
  private static JsonFactory json(boolean commented) {
    return JsonFactory.builder()
        .configure(JsonReadFeature.ALLOW_YAML_COMMENTS, commented)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(SourceReader.MAX_DEPTH + 8)
                .maxNumberLength((int) SourceReader.MAX_BYTES)
                .maxStringLength((int) SourceReader.MAX_BYTES)
                .build())
        .build();
  }

  private static LoaderOptions yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit((int) SourceReader.MAX_BYTES + 1);
    options.setNestingDepthLimit(SourceReader.MAX_DEPTH + 8);
    return options;
  }
}
