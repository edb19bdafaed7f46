/** Jobs that the end-to-end tests submit. They see the API alone, as a user's do. */
package io.weft.testjobs;
