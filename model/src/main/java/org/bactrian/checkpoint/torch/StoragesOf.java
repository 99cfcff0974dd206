package org.bactrian.checkpoint.torch;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bactrian.checkpoint.pickle.PickledMap;
import org.bactrian.checkpoint.pickle.Storage;
import org.bactrian.checkpoint.pickle.StoredTensor;

/** Finds all storages that a pickle's values name; each value is visited once, however often it is repeated. */
final class StoragesOf {

    private StoragesOf() {}

    static Map<String, Storage> everything(Object root) {
        Map<String, Storage> storages = new HashMap<>();
        Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> waiting = new ArrayDeque<>(List.of(root));
        while (!waiting.isEmpty()) {
            Object value = waiting.pop();
            if (!visited.add(value)) {
                continue;
            }
            if (value instanceof StoredTensor tensor) {
                storages.put(tensor.storage().key(), tensor.storage());
            } else if (value instanceof PickledMap map) {
                map.entries().values().forEach(waiting::push);
            } else if (value instanceof List<?> list) {
                list.forEach(waiting::push);
            }
        }
        return storages;
    }
}
