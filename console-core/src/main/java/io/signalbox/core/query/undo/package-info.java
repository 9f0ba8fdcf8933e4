/** What acts changed, by the audit: what taking one back would do, and whether it still can be. */
@NullMarked
package io.signalbox.core.query.undo;

import org.jspecify.annotations.NullMarked;
