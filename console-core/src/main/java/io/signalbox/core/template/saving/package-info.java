/** What an edit makes of a template file, and whether it may be saved. */
@NullMarked
package io.signalbox.core.template.saving;

import org.jspecify.annotations.NullMarked;
