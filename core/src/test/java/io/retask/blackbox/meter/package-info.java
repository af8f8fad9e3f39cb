/** The arithmetic and the words of the meter. */
package io.retask.blackbox.meter;
