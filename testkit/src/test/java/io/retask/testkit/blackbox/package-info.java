/** The fakes run through the laws of their interface. */
package io.retask.testkit.blackbox;
