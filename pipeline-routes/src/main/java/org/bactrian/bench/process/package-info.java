/**
 * Child processes and what the kernel says of them.
 *
 * <p><b>Wall seconds</b> run from the start of a process until it has ended. <b>CPU seconds</b> are what the kernel
 * books on ended children of this process, all threads and children of theirs included, in steps of 10 ms. <b>Peak
 * RSS</b> is the largest resident memory of the process, which the kernel keeps as {@code VmHWM} while the process
 * lives: it is asked every few milliseconds until the end. Both exist on Linux alone and are empty elsewhere.
 *
 * <pre>{@code
 * Finished finished = new ChildProcess(List.of("python3", "--version"), Map.of(), scratch).run();
 * double seconds = finished.wallSeconds();
 * }</pre>
 */
@NullMarked
package org.bactrian.bench.process;

import org.jspecify.annotations.NullMarked;
