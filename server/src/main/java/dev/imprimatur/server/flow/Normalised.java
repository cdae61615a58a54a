package dev.imprimatur.server.flow;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.prompt.NormalisedPrompt;

/** A licensed request in the one form that everything after this reads. */
record Normalised(Licensed licensed, NormalisedPrompt prompt, NormalisedPrompt negativePrompt) {
  GenerationRequest request() {
    return licensed.request();
  }

  PolicyBundle bundle() {
    return licensed.bundle();
  }
}
