/** Tests of the description of boxes. */
package io.retask.blackbox.description;
