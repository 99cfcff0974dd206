/**
 * Work that is measured inside a running JVM.
 *
 * <p>A <b>task</b> is the work of one row on named files, without what a program does around it. The <b>repetition</b> is
 * the program of a child JVM: it runs a task some times to warm up, then some times more with the clock running, and
 * writes what it saw as {@link org.bactrian.bench.task.Timings}, its own peak RSS among it.
 *
 * <pre>{@code
 * List<String> words = List.of("read", "c_0000.nii.gz");
 * Task read = Task.of(words);
 * String result = read.run().get();                         // 512 x 512 x 600
 * Timings seen = Repetition.of(read, new Repeats(2, 5));    // five times, after two
 * }</pre>
 */
@NullMarked
package org.bactrian.bench.task;

import org.jspecify.annotations.NullMarked;
