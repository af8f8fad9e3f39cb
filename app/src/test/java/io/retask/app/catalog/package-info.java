/** The catalogue against a client that the tests write. */
package io.retask.app.catalog;
