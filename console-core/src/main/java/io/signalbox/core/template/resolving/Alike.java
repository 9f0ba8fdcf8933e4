package io.signalbox.core.template.resolving;

import io.signalbox.core.template.ResolvedTemplate;
import java.util.BitSet;

/**
 * Providers for which a template resolves to the same but for fields that no list and no choice
 * looks at.
 *
 * @param members by their places in the configuration; at least one
 * @param resolved for the first member
 */
record Alike(BitSet members, ResolvedTemplate resolved) {

  int first() {
    return members.nextSetBit(0);
  }
}
