/** What became of each case, as a table or as JSON. */
@NullMarked
package org.bactrian.cli.result;

import org.jspecify.annotations.NullMarked;
