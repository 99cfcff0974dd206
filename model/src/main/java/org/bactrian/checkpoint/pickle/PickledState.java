package org.bactrian.checkpoint.pickle;

import java.util.List;

/** What a pickle gives to an object after it was made. */
final class PickledState {

    private PickledState() {}

    /** Gives an object its state. Attributes of a dictionary, such as the versions in a state dict, are passed over. */
    static void give(Object object, Object state) {
        if (object instanceof NumpyType type && state instanceof List<?> values && values.size() > 1) {
            type.finish(String.valueOf(values.get(1)));
        } else if (object instanceof NumpyArray array && state instanceof List<?> values && values.size() == 5) {
            array.finish(values);
        } else if (!(object instanceof PickledMap)) {
            throw new IllegalArgumentException(
                    "a state was given to " + object.getClass().getSimpleName());
        }
    }
}
