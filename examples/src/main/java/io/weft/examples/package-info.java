/**
 * Jobs to copy. Each class is a whole program that reads from top to bottom; what they share is {@link io.weft.examples.Arguments} and
 * {@link io.weft.examples.Csv}. Uses the API and the file connector only, as any job's jar does.
 */
package io.weft.examples;
