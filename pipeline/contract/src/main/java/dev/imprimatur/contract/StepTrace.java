package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;

/**
 * Where one picture's sample stood in one forward pass of the UNet.
 *
 * @param image index of the picture
 * @param step denoising step, from 0
 * @param batch the padded batch size of the pass
 * @param slot the sample's place in it, from 0
 */
public record StepTrace(int image, int step, int batch, int slot) {
  public StepTrace {
    require(image >= 0 && step >= 0, "image and step must not be negative");
    require(slot >= 0 && slot < batch, "slot must lie within the batch");
  }
}
