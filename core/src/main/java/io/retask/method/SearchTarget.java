package io.retask.method;

import io.retask.loss.Loss;
import io.retask.mapping.MappingSize;

/** What the answers are to become. */
record SearchTarget(MappingSize size, Loss loss) {}
