/**
 * Tasks: what reads input, drives a chain and hands its output over, in bounded steps; and how a task is built from its program.
 *
 * <p>May use: the API, {@code io.weft.model}, and the runtime's {@code channel}, {@code operator}, {@code output}, {@code source} and
 * {@code hot}. A task is stepped by one thread at a time: its worker in production, a test otherwise.
 */
package io.weft.runtime.task;
