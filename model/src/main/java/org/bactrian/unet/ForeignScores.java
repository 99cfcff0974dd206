package org.bactrian.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import org.bactrian.unet.program.Ensemble;
import org.bactrian.volume.BadCaseException;

/** The scores among what a program of another make returns. */
final class ForeignScores {

    private static final String EXPECTED = "a tensor of floating-point numbers, alone or first in a list or tuple";

    private static final float HALF = 0.5f;

    private ForeignScores() {}

    /**
     * The scores, the finest first where there are some at several resolutions.
     *
     * @param source names the program in refusals
     * @param expected their shape
     * @param scope in which they live
     * @return in 32 bits, in memory that may be read in place
     * @throws BadCaseException when they are something else
     */
    static NDArray of(String source, Shape expected, IValue results, PtNDManager scope) {
        PtNDArray scores = first(source, results, scope);
        if (!scores.getShape().equals(expected)) {
            throw BadCaseException.of(source, "scores", scores.getShape(), expected + ", as the plan says");
        }
        return plain(source, scores);
    }

    /** What is wanted of logits (batch, class, ...). */
    static NDArray wanted(Ensemble.Scores wanted, NDArray logits) {
        return switch (wanted) {
            case LOGITS -> logits;
            case PROBABILITIES -> logits.softmax(1);
            case MARGINS -> Activation.sigmoid(logits).sub(HALF);
        };
    }

    private static PtNDArray first(String source, IValue results, PtNDManager scope) {
        if (results.isTensor()) {
            return results.toTensor(scope);
        }
        boolean tuple = results.isTuple();
        if (!tuple && !results.isList()) {
            throw bad(source, results.getType());
        }
        IValue[] values = tuple ? results.toIValueTuple() : results.toIValueArray();
        try {
            if (values.length == 0 || !values[0].isTensor()) {
                throw bad(source, values.length == 0 ? "nothing in a list or tuple" : results.getType());
            }
            return values[0].toTensor(scope);
        } finally {
            Arrays.stream(values).forEach(IValue::close);
        }
    }

    private static NDArray plain(String source, PtNDArray scores) {
        if (scores.isSparse()) {
            throw bad(source, "a sparse tensor");
        }
        if (!isFloating(scores.getDataType())) {
            throw bad(source, "a tensor of " + scores.getDataType());
        }
        // A product holds no negation that is still to be done, which memory read in place would not tell of.
        return scores.toType(DataType.FLOAT32, false).mul(1f);
    }

    /** DJL does not tell bfloat16 from types that are no numbers. */
    private static boolean isFloating(DataType type) {
        return type == DataType.FLOAT32 || type == DataType.FLOAT64 || type == DataType.FLOAT16;
    }

    private static BadCaseException bad(String source, String found) {
        return BadCaseException.of(source, "scores", found, EXPECTED);
    }
}
