/**
 * The messages that travel over Kafka, and their JSON.
 *
 * <p>A <b>case</b> is one patient image to segment. Whoever wants one segmented publishes a
 * {@link org.bactrian.event.CaseEvent.Submitted}; the worker answers with {@link org.bactrian.event.CaseEvent.Segmented}
 * or {@link org.bactrian.event.CaseEvent.Failed}, which carry the event id of the submission. A <b>training</b> is asked
 * for and reported by {@link org.bactrian.event.TrainingEvent}s. Messages are claim checks: they carry object keys,
 * never voxels, and no patient data. {@link org.bactrian.event.Topics} says where they go; docs/messages.md shows each.
 *
 * <pre>{@code
 * String json = EventJson.write(new CaseEvent.Submitted("9f2c", "case_00042", inputs, Optional.empty(), now));
 * if (EventJson.readCase(json) instanceof CaseEvent.Submitted submitted) { ... }
 * }</pre>
 *
 * <p>Every record refuses bad values with {@link org.bactrian.event.BadMessageException}, whether they were read or made
 * here.
 */
@NullMarked
package org.bactrian.event;

import org.jspecify.annotations.NullMarked;
