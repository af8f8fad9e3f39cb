/** What holds several threads against one is held against faults that only they show. */
@NullMarked
package io.retask.testkit.concurrent;

import org.jspecify.annotations.NullMarked;
