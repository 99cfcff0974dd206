package org.bactrian.route;

import java.time.Clock;
import org.bactrian.metrics.Meters;
import org.bactrian.segment.CasesInWork;
import org.bactrian.store.ObjectStore;

/**
 * What every walk needs.
 *
 * @param store holds scans and results, datasets and models
 * @param root the folder for files of what is in work
 * @param clock tells the time of events
 * @param meters count and time
 * @param inWork the cases of all consumers, which share memory
 */
public record Workplace(ObjectStore store, WorkRoot root, Clock clock, Meters meters, CasesInWork inWork) {}
