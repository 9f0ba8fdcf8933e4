package io.signalbox.core.template.resolving;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.template.Layer;
import io.signalbox.core.template.file.EntryReader;
import io.signalbox.core.template.file.FileLayers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configured providers by what a list of templates and a choice look at. Those of one kind
 * differ for a template only where an entry names one of them or stands in a file of its own: so a
 * template is resolved once for each kind instead of once for each of five hundred providers.
 * Immutable, thread-safe.
 */
final class ProviderKinds {

  /** What lists, offers and limits are made of. */
  private static final Set<String> LOOKED_AT =
      Set.of(
          "name",
          "description",
          "provider_type",
          "provider_api",
          "price_type",
          "max_instances",
          "is_active",
          "allow_failover");

  private final CatalogState state;
  private final List<ProviderInstance> providers;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<BitSet> kinds;

  private record Kind(
      String type, String effectiveType, Map<String, Object> defaults, @Nullable Object limit) {

    // Written out: a short process asks once, and a record's own are linked anew in each.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Kind it
          && type.equals(it.type)
          && effectiveType.equals(it.effectiveType)
          && defaults.equals(it.defaults)
          && Objects.equals(limit, it.limit);
    }

    @Override
    public int hashCode() {
      return Objects.hash(type, effectiveType, defaults, limit);
    }
  }

  ProviderKinds(CatalogState state) {
    this.state = state;
    this.providers = state.configuration.providers();
    Map<Kind, BitSet> found = new LinkedHashMap<>();
    for (int i = 0; i < providers.size(); i++) {
      ProviderInstance each = providers.get(i);
      places.put(each.name(), i);
      Kind kind =
          new Kind(
              each.type(),
              each.effectiveType(),
              defaults(each),
              each.capabilities().get(Limits.CAPABILITY));
      found.computeIfAbsent(kind, key -> new BitSet()).set(i);
    }
    this.kinds = List.copyOf(found.values());
  }

  private Map<String, Object> defaults(ProviderInstance provider) {
    Map<String, Object> defaults = new TreeMap<>();
    if (provider.templateDefaults() != null) {
      new EntryReader(state.table(provider), new Layer(0, ""), "")
          .readDefaults(provider.templateDefaults())
          .forEach((name, field) -> {
            if (LOOKED_AT.contains(name)) {
              defaults.put(name, field.value());
            }
          });
    }
    return defaults;
  }

  /** The place of a provider in the configuration; null where there is none of that name. */
  @Nullable Integer place(String provider) {
    return places.get(provider);
  }

  ProviderInstance at(int place) {
    return providers.get(place);
  }

  /** The places of all. */
  BitSet all() {
    BitSet all = new BitSet();
    all.set(0, providers.size());
    return all;
  }

  /**
   * A template for some providers, in the order of the configuration's first of each.
   *
   * @param asked places of those providers; not kept
   */
  List<Alike> alike(String id, BitSet asked) {
    BitSet special = special(id);
    special.and(asked);
    List<Alike> all = new ArrayList<>();
    for (BitSet kind : kinds) {
      BitSet members = (BitSet) kind.clone();
      members.and(asked);
      members.andNot(special);
      if (!members.isEmpty()) {
        all.add(one(id, members));
      }
    }
    special.stream()
        .forEach(place -> {
          BitSet alone = new BitSet();
          alone.set(place);
          all.add(one(id, alone));
        });
    all.sort((a, b) -> Integer.compare(a.first(), b.first()));
    return all;
  }

  private Alike one(String id, BitSet members) {
    return new Alike(members, state.resolve(id, providers.get(members.nextSetBit(0))));
  }

  /** Providers that an entry names, or that have an entry in a file of their own. */
  private BitSet special(String id) {
    BitSet special = new BitSet();
    for (String file : state.filesOf(id)) {
      state.entry(file, id).text("provider_name").ifPresent(name -> mark(special, name));
      FileLayers.Place place = state.layers.places().get(file);
      if (place != null && !place.instance().isEmpty()) {
        mark(special, place.instance());
      }
    }
    return special;
  }

  private void mark(BitSet special, String provider) {
    Integer place = places.get(provider);
    if (place != null) {
      special.set(place);
    }
  }
}
