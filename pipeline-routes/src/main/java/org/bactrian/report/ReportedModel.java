package org.bactrian.report;

/**
 * The model that segmented the cases of a report.
 *
 * @param name its file name or title
 * @param digest SHA-256 of its bundle, in hexadecimal
 */
public record ReportedModel(String name, String digest) {}
