/** The templates of the folder in force: read, watched, resolved, saved. */
@NullMarked
package io.signalbox.core.template.catalog;

import org.jspecify.annotations.NullMarked;
