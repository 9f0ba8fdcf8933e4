/** Folds the layers of a template for a provider, and tells what all templates come to. */
@NullMarked
package io.signalbox.core.template.resolving;

import org.jspecify.annotations.NullMarked;
