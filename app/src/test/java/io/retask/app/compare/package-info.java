@org.jspecify.annotations.NullMarked
package io.retask.app.compare;
