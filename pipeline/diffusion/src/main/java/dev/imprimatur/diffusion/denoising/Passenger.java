package dev.imprimatur.diffusion.denoising;

import java.util.function.Predicate;

/**
 * A picture in its seat.
 *
 * @param observer is told after each evaluation, and answers whether to go on
 */
public record Passenger(Seat seat, Trajectory trajectory, Predicate<Trajectory> observer) {}
