/** The scans that a verb works on: found by name in files and folders, what memory each will take, and what their grids
 * are called. */
@NullMarked
package org.bactrian.cli.scan;

import org.jspecify.annotations.NullMarked;
