/** {@code import}, {@code export} and {@code inspect}: models in and out, and what a file is. */
@NullMarked
package org.bactrian.cli.model;

import org.jspecify.annotations.NullMarked;
