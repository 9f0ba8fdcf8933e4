/** The store of a state folder: what is opened, checked, kept and given to others. */
@NullMarked
package io.signalbox.core.store;

import org.jspecify.annotations.NullMarked;
