package dev.imprimatur.policy.signal;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a prompt can be refused for: the thirteen categories of the moderation API, then those that
 * only licences of models know.
 */
public enum Category {
  HARASSMENT("harassment"),
  HARASSMENT_THREATENING("harassment/threatening"),
  HATE("hate"),
  HATE_THREATENING("hate/threatening"),
  ILLICIT("illicit"),
  ILLICIT_VIOLENT("illicit/violent"),
  SELF_HARM("self-harm"),
  SELF_HARM_INTENT("self-harm/intent"),
  SELF_HARM_INSTRUCTIONS("self-harm/instructions"),
  SEXUAL("sexual"),
  SEXUAL_MINORS("sexual/minors"),
  VIOLENCE("violence"),
  VIOLENCE_GRAPHIC("violence/graphic"),
  /** Pictures made to be taken for evidence, news or genuine documents. */
  DECEPTION("deception"),
  /** Data by which a private person can be found or impersonated. */
  PERSONAL_DATA("personal-data"),
  /** Diagnosis, dosage and treatment. */
  MEDICAL("medical"),
  /** Evidence, identification of suspects, legal documents, decisions of authorities. */
  LAW_ENFORCEMENT("law-enforcement"),
  /** Holders of and candidates for political office. */
  POLITICAL_PERSON("political-person");

  private final String id;

  Category(String id) {
    this.id = id;
  }

  /** The category's name in the API, in files and in policies. */
  public String id() {
    return id;
  }

  /** Whether the moderation API knows it; the others are known to licences only. */
  public boolean isOfModerationApi() {
    return compareTo(DECEPTION) < 0;
  }

  /** The category of that name, if there is one. */
  public static Optional<Category> of(String id) {
    return Arrays.stream(values()).filter(category -> category.id.equals(id)).findFirst();
  }
}
