package io.signalbox.core.query;

import io.signalbox.core.config.SettingValue;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.FoundProvider;
import java.util.List;
import java.util.Map;

/**
 * What a form for a provider is made of.
 *
 * @param types installed, by name
 * @param files that it may be written to, the main one first
 * @param usual the file a new provider is written to where nobody says another
 * @param variables names of the environment variables that are set, for references to secrets
 * @param type of the provider that is edited; empty for a new one
 * @param values of the provider that is edited, by key within its entry, with where each comes
 *     from; secrets as references
 * @param revisions of the files, by name
 */
public record ProviderForm(
    List<Type> types,
    List<String> files,
    String usual,
    List<String> variables,
    String type,
    Map<String, SettingValue> values,
    Map<String, String> revisions) {

  public ProviderForm {
    types = List.copyOf(types);
    files = List.copyOf(files);
    variables = List.copyOf(variables);
    values = Map.copyOf(values);
    revisions = Map.copyOf(revisions);
  }

  /**
   * A type of provider.
   *
   * @param fields its declaration
   * @param own settings that every provider has
   * @param apis its launch APIs, which {@code capabilities} narrow
   * @param found providers of the type that this machine's own files speak of
   */
  public record Type(
      String name,
      List<ConfigField> fields,
      List<ConfigField> own,
      List<String> apis,
      List<FoundProvider> found) {

    public Type {
      fields = List.copyOf(fields);
      own = List.copyOf(own);
      apis = List.copyOf(apis);
      found = List.copyOf(found);
    }
  }
}
