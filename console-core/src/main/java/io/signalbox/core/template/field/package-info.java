/** The table of template fields, those of installed types among them, and how a value is read. */
@NullMarked
package io.signalbox.core.template.field;

import org.jspecify.annotations.NullMarked;
