/** What is done to scans outside of the network: {@code preprocess}, {@code resample}, {@code stages} and
 * {@code phantom}. */
@NullMarked
package org.bactrian.cli.prepare;

import org.jspecify.annotations.NullMarked;
