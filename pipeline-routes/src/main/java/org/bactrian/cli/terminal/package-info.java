/** What a verb prints and how it ends: results, tables and JSON on standard output, notes and progress on standard error,
 * and the {@link org.bactrian.cli.terminal.ExitCode exit codes}. */
@NullMarked
package org.bactrian.cli.terminal;

import org.jspecify.annotations.NullMarked;
