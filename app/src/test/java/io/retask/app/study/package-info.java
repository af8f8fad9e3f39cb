/** What the studies declare. */
@org.jspecify.annotations.NullMarked
package io.retask.app.study;
