/** Who did what, when and why: the audit entry, its repository and the unit of work. */
@NullMarked
package io.signalbox.core.audit;

import org.jspecify.annotations.NullMarked;
