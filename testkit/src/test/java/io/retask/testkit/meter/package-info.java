/** The ledgers run through the laws of their interface, storms and kills. */
package io.retask.testkit.meter;
