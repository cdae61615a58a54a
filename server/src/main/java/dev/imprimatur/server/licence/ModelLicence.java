package dev.imprimatur.server.licence;

import dev.imprimatur.db.licence.Agreement;
import dev.imprimatur.policy.licence.Licence;

/** The licence that a model is used under now. */
record ModelLicence(String model, Licence licence) {
  Agreement agreement() {
    return new Agreement(model, licence.id(), licence.version(), licence.sha256());
  }

  /** Where it is. */
  String address() {
    return "/api/models/" + model + "/licence";
  }
}
