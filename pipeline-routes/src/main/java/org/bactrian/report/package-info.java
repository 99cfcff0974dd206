/**
 * The report of a run: one HTML file that needs nothing beside it.
 *
 * <p>A {@link org.bactrian.report.Report} names the model and lists cases; a {@link org.bactrian.report.ReportedCase}
 * has pictures, measurements, seconds by stage, and Dice where the truth is known, or says why the case failed.
 * {@link org.bactrian.report.HtmlReport} fills the template {@code report.mustache}, in which pictures become data URIs
 * and every text is escaped:
 *
 * <pre>{@code
 * HtmlReport.write(new Report("Demo", model, Instant.now(), cases), folder.resolve("report.html"));
 * }</pre>
 */
@NullMarked
package org.bactrian.report;

import org.jspecify.annotations.NullMarked;
