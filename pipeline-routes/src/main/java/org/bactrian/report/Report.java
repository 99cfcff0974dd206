package org.bactrian.report;

import java.time.Instant;
import java.util.List;

/**
 * What a report tells.
 *
 * @param title its first line
 * @param model what segmented the cases
 * @param time when it was made
 * @param cases in the order in which they are shown
 */
public record Report(String title, ReportedModel model, Instant time, List<ReportedCase> cases) {

    public Report {
        cases = List.copyOf(cases);
    }
}
