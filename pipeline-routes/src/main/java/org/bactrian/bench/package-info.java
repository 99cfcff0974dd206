/**
 * The benchmark: Bactrian and its peers at the same work on the same machine, as a table.
 *
 * <p>A <b>row</b> is one piece of work with an id, what Bactrian does for it, the <b>peer</b> (the Python library that
 * people use today) and what is to be reached. The <b>work</b> of Bactrian is a task in one warmed JVM, a whole cold
 * process, or a kernel; that of the peer is a script in a Python environment of its own. Both take turns, each time in a
 * fresh process, with as many threads, so that a slower minute of the machine meets both. Compared are the
 * <b>minima</b>: what disturbs a measurement only ever adds to it. <b>Memory</b> is the peak of the whole process, not
 * of the work alone.
 *
 * <pre>{@code
 * BenchData data = BenchData.cached();
 * List<Row> rows = Rows.of(new BenchFiles(data, scratch)).select(List.of("preprocess-seed-b"));
 * Bench bench = new Bench(new Workbench(2, launcher, limit), Optional.of(new Peers(scripts, python)), 3);
 * List<ReportedRow> measured = bench.run(rows, progress);
 * String markdown = BenchDocument.of(new BenchReport(machine, settings, measured));
 * }</pre>
 *
 * <p>A row that fails says why and stops no other. {@link org.bactrian.bench.Rows} is the table of contents: a new row is
 * a line there and, for work that no row does yet, a task in {@code org.bactrian.bench.task}.
 */
@NullMarked
package org.bactrian.bench;

import org.jspecify.annotations.NullMarked;
