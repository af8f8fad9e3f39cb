/** Every verb, every exit code, and what people read when something goes wrong. */
package io.retask.app.cli;
