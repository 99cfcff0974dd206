package org.bactrian.checkpoint.torch;

import java.util.Collections;
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

    private final Map<String, Storage> storages = new HashMap<>();
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

    private StoragesOf() {}

    static Map<String, Storage> everything(Object root) {
        StoragesOf search = new StoragesOf();
        search.visit(root);
        return search.storages;
    }

    private void visit(Object value) {
        if (!visited.add(value)) {
            return;
        }
        if (value instanceof StoredTensor tensor) {
            storages.put(tensor.storage().key(), tensor.storage());
        } else if (value instanceof PickledMap map) {
            map.entries().values().forEach(this::visit);
        } else if (value instanceof List<?> list) {
            list.forEach(this::visit);
        }
    }
}
