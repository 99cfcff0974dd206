/** The service and what speaks to it: {@code serve}, {@code check}, {@code submit}, {@code redrive} and {@code demo}. */
@NullMarked
package org.bactrian.cli.service;

import org.jspecify.annotations.NullMarked;
