/** The five Host Factory verbs: JSON in, JSON out, in the words of its contract. */
@NullMarked
package io.signalbox.app.cli.hostfactory;

import org.jspecify.annotations.NullMarked;
