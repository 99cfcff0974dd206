package org.bactrian.route;

import java.time.Clock;
import org.apache.camel.Processor;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.metrics.Meters;
import org.bactrian.metrics.PipelineMeter;
import org.bactrian.store.ObjectStore;

/** The steps of a case's walk, by the words that the route uses. */
public final class SegmentSteps {

    private final CaseModel model;
    private final Outage outage;
    private final Steps steps;
    private final CaseTally tally;
    private final FindResult findResult;
    private final FetchCase fetchCase;
    private final StoreLabels storeLabels;

    /**
     * The steps of a worker.
     *
     * @param store holds scans and results
     * @param bucket the bucket of results
     * @param root the folder for files of running cases
     * @param outage told when something that was away answers again
     */
    public SegmentSteps(
            CaseModel model,
            ObjectStore store,
            String bucket,
            WorkRoot root,
            Clock clock,
            Meters meters,
            Outage outage) {
        this.model = model;
        this.outage = outage;
        steps = new Steps(
                (stage, elapsed) -> meters.time(PipelineMeter.STAGE_SECONDS, elapsed, "stage", stage), outage);
        tally = new CaseTally(meters);
        ResultFolders folders = new ResultFolders(bucket, model.digest(), model.settings());
        findResult = new FindResult(store, folders, clock);
        fetchCase = new FetchCase(store, folders, root);
        storeLabels = new StoreLabels(store, model.digest(), findResult, clock);
    }

    Processor read() {
        return new ReadCase(tally);
    }

    Processor findResult() {
        return steps.step("find-result", Submitted.class, findResult);
    }

    Processor fetch() {
        return steps.step("fetch", Submitted.class, fetchCase);
    }

    Processor preprocess() {
        return steps.step("preprocess", CaseWork.class, new Preprocess(model.preprocess()));
    }

    Processor segment() {
        return steps.step("segment", ImageWork.class, new Segment(model.segment()));
    }

    Processor postprocess() {
        return steps.step("postprocess", LabelWork.class, new Postprocess(model.postprocess(), model.labels()));
    }

    Processor store() {
        return steps.step("store", ImageWork.class, storeLabels);
    }

    Processor announce() {
        return new Announce(tally);
    }

    Processor commit() {
        return new CommitOffset(outage);
    }

    Processor writeDeadLetter() {
        return new WriteDeadLetter();
    }

    Processor writeFailed() {
        return new WriteFailed(tally);
    }
}
