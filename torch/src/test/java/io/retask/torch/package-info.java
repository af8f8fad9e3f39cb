@org.jspecify.annotations.NullMarked
package io.retask.torch;
