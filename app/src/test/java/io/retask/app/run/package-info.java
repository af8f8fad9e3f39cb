/** The parts of the commands, without a command line. */
package io.retask.app.run;
