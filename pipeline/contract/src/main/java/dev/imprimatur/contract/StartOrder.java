package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;

import java.util.Optional;

/**
 * A picture that every picture of an order starts from.
 *
 * @param picture of the order's size
 * @param strength how much of the way from noise is gone again: above 0, at most 1
 * @param brought whether somebody brought it from elsewhere: a worker looks at it first, as at
 *     every picture that it draws, and draws nothing from one that is flagged
 * @param mask of the same size: what is half white or more is drawn, the rest is kept; all is drawn
 *     if empty
 */
public record StartOrder(
    SentPicture picture, double strength, boolean brought, Optional<SentPicture> mask) {
  public StartOrder {
    require(strength > 0 && strength <= 1, "strength must be above 0 and at most 1");
  }
}
