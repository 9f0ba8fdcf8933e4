/** Template files: which act where, what entries they have, and what stands in an entry. */
@NullMarked
package io.signalbox.core.template.file;

import org.jspecify.annotations.NullMarked;
